"""What Celery runs. The rows decide what there is to do; a wake that is lost costs seconds."""

import datetime
import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from core import pulse
from exchange.actions import work as working
from exchange.actions.tidy import tidy as tidy_up

log = logging.getLogger(__name__)
AT_MOST = datetime.timedelta(seconds=8)  # then others have their turn: reminders wait for the same workers


@shared_task(name="exchange.work")
def work() -> None:
    """Do what imports and exports wait for, for about 8 seconds, then ask to be called again if something is left."""
    if working.work(clock=timezone.now, until=timezone.now() + AT_MOST):
        wake()


@shared_task(name="exchange.tidy")
def tidy() -> None:
    """Remove files and lines that have been kept long enough."""
    tidy_up(now=timezone.now())
    pulse.went_well("exchange_tidy", now=timezone.now())


def wake() -> None:
    """Call a worker once the transaction is over. Without Redis, beat's next wake does."""
    transaction.on_commit(_send)


def _send() -> None:
    try:
        work.apply_async(expires=60, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("no worker could be called: %s", type(error).__name__)
