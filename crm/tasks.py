"""What Celery runs for people at clients."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from core import pulse
from core.house import house_day
from core.models import Pulse
from crm.actions.file import score_all
from crm.actions.person_dates import roll_dates
from crm.actions.person_photo import tidy_photos
from crm.actions.share import end_covers
from crm.actions.trait import erase_expired

# Dates roll on where the day ends last, so that a birthday is never taken away while it lasts for somebody.
LAST_ZONE = dt.timezone(dt.timedelta(hours=-12))


@shared_task(name="crm.keep_people")
def keep_people() -> None:
    """Erase notes and photos whose day has come, and roll dates on that have passed."""
    erase_expired(today=timezone.localdate())
    tidy_photos(now=timezone.now())
    roll_dates(today=timezone.now().astimezone(LAST_ZONE).date())


@shared_task(name="crm.end_covers")
def end_shares() -> None:
    """Tidy the covers that are over; nobody has seen anything by them since."""
    end_covers(now=timezone.now())


@shared_task(name="crm.score_files")
def score_files() -> None:
    """Work out how complete and fresh each client's file is, once a day of the house: machines may sleep at night."""
    now = timezone.now()
    row = Pulse.objects.filter(name=pulse.FILE_SCORES).first()
    if row is not None and row.ok_at is not None and house_day(row.ok_at) == house_day(now):
        return
    changed = score_all(today=house_day(now))
    pulse.went_well(pulse.FILE_SCORES, now=now, detail={"changed": changed})
