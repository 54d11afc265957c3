"""Keep a backup and tell how it went, whoever asked: a person or the night. And when the night asks."""

import datetime
import zoneinfo
from pathlib import Path

from django.conf import settings

from core import pulse
from core.models import Pulse
from upkeep.backup import Made, back_up_into
from upkeep.progress import Progress
from upkeep.trouble import Busy

NAME = pulse.BACKUP
HOUR, MINUTE = 2, 20  # of the night, in RAPPORT_TIME_ZONE
RETRY = datetime.timedelta(hours=1)


def keep_backup(folder: Path, *, keep: int, now: datetime.datetime, progress: Progress) -> Made:
    """Make one as `back_up_into` does, and note in the database that it went well, or that it did not."""
    try:
        made = back_up_into(folder, keep=keep, now=now, progress=progress)
    except Busy:
        raise
    except BaseException as error:
        pulse.failed(NAME, now=now, error=type(error).__name__)
        raise
    pulse.went_well(NAME, now=now, detail={"path": str(made.path), "bytes": made.size})
    return made


def is_due(*, now: datetime.datetime) -> bool:
    """Say whether no backup went well since the last night's moment, and none failed within the hour.

    Asked again and again, so a machine that was off at that moment makes its backup when it is on.
    """
    if not settings.BACKUP_NIGHTLY:
        return False
    row = Pulse.objects.filter(name=NAME).first()
    if row is None or (row.ok_at is None and row.failed_at is None):
        return True
    if row.failed_at and now - RETRY < row.failed_at <= now:
        return False
    return row.ok_at is None or row.ok_at < _last_night(now)


def _last_night(now: datetime.datetime) -> datetime.datetime:
    here = now.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE))
    moment = here.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    return moment if moment <= here else moment - datetime.timedelta(days=1)
