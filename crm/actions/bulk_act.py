"""Begin and end an act on many rows, and open it again for its undo: what every kind of them shares."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from accounts.models import User
from core.ids import uuid7
from core.writes import create_once
from crm.access import check
from crm.models.bulk import BulkAct


def begin_act(*, by: User, now: dt.datetime, kind: str, new_id: UUID | None) -> tuple[BulkAct, bool]:
    """Return the act and whether it is to be done: `new_id` sent twice is one act. Within a transaction."""
    act = BulkAct(id=new_id or uuid7(), created_at=now, by=by, kind=kind)
    return create_once(act, same=("by_id", "kind"))


def end_act(act: BulkAct, done: list[dict[str, Any]]) -> BulkAct:
    """Keep what the undo needs of each row."""
    act.done = done
    act.save(update_fields=["done"])
    return act


def open_for_undo(*, by: User, act: BulkAct, kinds: Collection[str]) -> BulkAct | None:
    """Lock the act and return it, None when it was taken back before. Raises `NotYours` for another's."""
    act = BulkAct.objects.select_for_update().get(pk=act.pk)
    check(act.by_id == by.pk and act.kind in kinds)
    return act if act.undone_at is None else None


def undone(act: BulkAct, *, now: dt.datetime) -> None:
    """Note that the act was taken back."""
    act.undone_at = now
    act.save(update_fields=["undone_at"])
