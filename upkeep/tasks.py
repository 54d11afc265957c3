"""What Celery runs for the installation itself."""

import logging
import sys

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core import pulse
from upkeep import base_copy, nightly
from upkeep.progress import Progress
from upkeep.trouble import Busy, Trouble

log = logging.getLogger(__name__)


@shared_task(name="upkeep.live")
def live() -> None:
    """Say that beat asked and a worker answered."""
    pulse.went_well(pulse.WORKER, now=timezone.now())


@shared_task(name="upkeep.back_up")
def back_up() -> None:
    """Keep the night's backup if it is due: beat asks every quarter of an hour, as machines may sleep at night."""
    now = timezone.now()
    if not nightly.is_due(now=now):
        return
    try:
        made = nightly.keep_backup(
            settings.BACKUP_FOLDER,
            keep=settings.BACKUP_KEEP,
            now=now,
            progress=Progress(sys.stderr, "backup"),
        )
    except Busy:
        return  # it takes longer than until it was asked again
    except Trouble as trouble:
        log.error("no backup tonight: %s", trouble)
        return
    log.info("backup kept: %s, %d bytes", made.path.name, made.size)


@shared_task(name="upkeep.copy_base")
def copy_base() -> None:
    """Make the week's base copy if it is due, where the log is kept."""
    now = timezone.now()
    if not base_copy.is_due(now=now):
        return
    try:
        made = base_copy.make(now=now)
    except Trouble as trouble:
        log.error("no base copy: %s", trouble)
        return
    log.info("base copy made: %s", made.name)
