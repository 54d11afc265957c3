"""What can be known about the installation at this moment, as figures. The pages, probes and metrics put it in words.

Each question answers for itself: one that cannot be answered (a service is away) must not take the others with it.
"""

import datetime
import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

from core import pulse
from core.models import Pulse
from visits.models import Channel, Reminder

SWEEP_LATE = datetime.timedelta(minutes=3)  # it runs every 20 seconds, and one may take 50
WORKER_LATE = datetime.timedelta(minutes=5)  # it answers every minute
OVERDUE = datetime.timedelta(minutes=5)  # a reminder that waits longer than this is late


@dataclass(frozen=True)
class Waiting:
    """Reminders not sent though due: how many by channel, and since when the oldest."""

    in_app: int
    by_mail: int
    oldest: datetime.datetime | None


def database_answers() -> bool:
    """Say whether the database does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


_all_applied = False


def missing_migrations() -> list[str]:
    """Return the migrations of this code that the database lacks. Raises DatabaseError when it does not answer.

    Once none is missing this process does not ask again: its code does not change.
    """
    global _all_applied
    if _all_applied:
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    missing = [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
    _all_applied = not missing
    return missing


def redis_answers() -> bool:
    """Say whether Redis does, within a second."""
    options = {"socket_timeout": 1, "socket_connect_timeout": 1}
    try:
        with Redis.from_url(str(settings.CACHES["default"]["LOCATION"]), **options) as client:
            return bool(client.ping())
    except (RedisError, OSError):
        return False


def pulses() -> dict[str, Pulse]:
    """Return all pulses by name."""
    return {row.name: row for row in Pulse.objects.all()}


def age(moment: datetime.datetime | None) -> datetime.timedelta | None:
    """Return how long ago `moment` was; None for never."""
    return None if moment is None else max(timezone.now() - moment, datetime.timedelta())


def sweeper() -> str:
    """Return "ok", "late" or "never"."""
    return heard(Pulse.objects.filter(name=pulse.SWEEP).first(), SWEEP_LATE)


def heard(row: Pulse | None, late: datetime.timedelta) -> str:
    """Return "ok", "late" or "never" for the pulse of a work that runs all the time."""
    since = age(row.ok_at if row else None)
    return "never" if since is None else "late" if since > late else "ok"


def waiting(*, now: datetime.datetime) -> Waiting:
    """Return the reminders that were due `OVERDUE` ago and still wait."""
    found = Reminder.objects.filter(sent_at=None, dropped_at=None, due_at__lte=now - OVERDUE).aggregate(
        in_app=Count("pk", filter=Q(channel=Channel.IN_APP)),
        by_mail=Count("pk", filter=Q(channel=Channel.MAIL)),
        oldest=Min("due_at"),
    )
    return Waiting(**found)


def database_bytes() -> int:
    """Return the size of the database on its disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def disk() -> Any:
    """Return total, used and free bytes of the disk that `var` is on."""
    return shutil.disk_usage(settings.VAR)
