"""The product's own worker, beat and schedule; only quicker, so that a rehearsal need not wait for twenty seconds."""

import datetime
import sys

import django

django.setup()

from config.celery import app  # noqa: E402  after Django is set up
from visits.actions import sweep  # noqa: E402

sweep.LEASE = sweep.SENDING = datetime.timedelta(seconds=3)
sweep.FIRST_WAIT = datetime.timedelta(seconds=1)
for entry in app.conf.beat_schedule.values():
    entry["schedule"] = 1.0

if __name__ == "__main__":
    app.start(sys.argv[1:])
