"""What Celery runs for people at clients."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from crm.actions.person_dates import roll_dates
from crm.actions.share import end_covers
from crm.actions.trait import erase_expired

# Dates roll on where the day ends last, so that a birthday is never taken away while it lasts for somebody.
LAST_ZONE = dt.timezone(dt.timedelta(hours=-12))


@shared_task(name="crm.keep_people")
def keep_people() -> None:
    """Erase sensitive notes whose day has come, and roll dates on that have passed."""
    erase_expired(today=timezone.localdate())
    roll_dates(today=timezone.now().astimezone(LAST_ZONE).date())


@shared_task(name="crm.end_covers")
def end_shares() -> None:
    """Tidy the covers that are over; nobody has seen anything by them since."""
    end_covers(now=timezone.now())
