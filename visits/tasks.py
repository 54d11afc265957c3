"""What Celery runs. Tasks take nothing and call one action; the rows decide what there is to do."""

import datetime

from celery import shared_task
from django.utils import timezone

from core import pulse
from visits.actions import attachment, cover, handover, ladder
from visits.actions import sweep as sweeping
from visits.actions.calendar import seed_calendar

AT_MOST = datetime.timedelta(seconds=50)


@shared_task(name="visits.sweep")
def sweep() -> None:
    """Send every reminder that is due, for at most 50 seconds; the next wake goes on."""
    try:
        handled = sweeping.sweep(clock=timezone.now, until=timezone.now() + AT_MOST)
    except Exception as error:
        pulse.failed(pulse.SWEEP, now=timezone.now(), error=type(error).__name__)
        raise
    pulse.went_well(pulse.SWEEP, now=timezone.now(), count=handled)


@shared_task(name="visits.plan_ladders")
def plan_ladders() -> None:
    """Write the reminders of contracts that end within 90 days and have none yet."""
    ladder.plan_ladders(now=timezone.now())


@shared_task(name="visits.tell_covers")
def tell_covers() -> None:
    """Tell who covers for a client that it begins, and that it has ended."""
    cover.tell_covers(now=timezone.now())


@shared_task(name="visits.hand_over")
def hand_over() -> None:
    """Give the clients whose hand-over's day has begun to their new managers."""
    handover.carry_out_due(now=timezone.now())


@shared_task(name="visits.tidy_files")
def tidy_files() -> None:
    """Delete the files that were removed more than thirty days ago."""
    attachment.tidy_files(now=timezone.now())


@shared_task(name="visits.fill_calendar")
def fill_calendar() -> None:
    """Keep the workday table filled for this year and the next."""
    year = timezone.now().year
    seed_calendar(years=(year, year + 1), now=timezone.now())
