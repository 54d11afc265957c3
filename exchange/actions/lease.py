"""Take work for one worker alone, for a while. A worker that dies leaves a lease that passes."""

import datetime as dt
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Least

LEASE = dt.timedelta(seconds=60)  # for one batch; renewed with each
MOST_ATTEMPTS = 5  # a batch that fails so often stops its job
FIRST_WAIT = dt.timedelta(seconds=10)

Leased = TypeVar("Leased", bound=models.Model)


class LeaseLost(Exception):
    """Another worker has taken the row meanwhile; whoever finds this stops, and leaves no mark."""


@transaction.atomic
def take(rows: models.QuerySet[Leased], *, now: dt.datetime) -> Leased | None:
    """Lease the oldest of `rows` that nobody works on, or return None. What others are taking is skipped."""
    free = rows.filter(Q(leased_until=None) | Q(leased_until__lte=now)).order_by("created_at", "pk")
    row: Any = free.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return None
    row.leased_until = now + LEASE
    attempts = Least(F("attempts") + 1, 1000)
    type(row).objects.filter(pk=row.pk).update(leased_until=row.leased_until, attempts=attempts)
    row.refresh_from_db()
    leased: Leased = row
    return leased


def hold(row: Any, *, now: dt.datetime) -> None:
    """Lock a leased row in this transaction and renew its lease. Raises `LeaseLost`."""
    mine = type(row).objects.select_for_update(no_key=True).filter(pk=row.pk, leased_until=row.leased_until)
    if not mine.values_list("pk", flat=True).first():
        raise LeaseLost
    row.leased_until = now + LEASE
    type(row).objects.filter(pk=row.pk).update(leased_until=row.leased_until)


def wait(row: Any, *, now: dt.datetime) -> None:
    """Let a row whose work failed wait, longer each time."""
    pause = FIRST_WAIT * 2 ** min(max(row.attempts - 1, 0), 8)
    type(row).objects.filter(pk=row.pk, leased_until=row.leased_until).update(leased_until=now + pause)
