"""The Celery application and the whole beat schedule. Rows in PostgreSQL are the truth; beat only wakes sweepers."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("rapport")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A task that waited longer than its period is dropped: the next wake does its work, so a stopped worker never
# comes back to a queue of a thousand wakes.
app.conf.beat_schedule = {
    "send due reminders": {"task": "visits.sweep", "schedule": 20.0, "options": {"expires": 20}},
    "fill the workday table": {"task": "visits.fill_calendar", "schedule": crontab(hour=3, minute=10)},
    "keep the night's backup": {"task": "upkeep.back_up", "schedule": 900.0, "options": {"expires": 900}},
    "make the week's base copy": {"task": "upkeep.copy_base", "schedule": 900.0, "options": {"expires": 900}},
}
