"""Write where facts come from, and which kinds of source were tried (K7)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.models import Versioned
from crm.access import check
from crm.actions.client import lock_client
from crm.actions.part import create_part, write_part
from crm.facts import is_known, noun_of, said_of
from crm.models import Client, FactSource, SourceKind, SourceTried, TryOutcome, TryWay

Saved = TypeVar("Saved", bound=Versioned)
TRIED_FIELDS = ("tried_on", "outcome", "note")


@dataclass(frozen=True, slots=True)
class Given:
    """A source that somebody gives along with a save: for which fields, of what kind, learnt when."""

    fields: tuple[str, ...]
    kind: str
    learnt_on: dt.date


@transaction.atomic
def give_source(
    *,
    by: User,
    client: Client,
    row: Any,
    field: str,
    kind: str,
    learnt_on: dt.date,
    now: dt.datetime,
    note: str = "",
    new_id: UUID | None = None,
) -> FactSource:
    """Say where the present value of a field comes from. Raises `NotYours`, `ValidationError` for an empty field.

    Parameters: `row`, the client or a row of its; `field`, one of its facts (`crm.facts`); `kind`, a SourceKind.
    Of a person who is erased meanwhile nothing is noted.
    """
    lock_client(by=by, client=client)
    check(type(row)._base_manager.filter(pk=row.pk).exists())  # erased a moment ago, or taken back with its import
    if not is_known(row, field):
        raise ValidationError(_("There is nothing in this field yet, so nothing to give a source for."))
    source = FactSource(
        id=new_id or uuid7(), client=client, kind=SourceKind(kind), learnt_on=learnt_on, note=note, by=by,
        created_at=now, updated_at=now, **said_of(row, field),
    )  # fmt: skip
    return create_part(by=by, row=source)[0]


@transaction.atomic
def save_with_source(
    *, by: User, now: dt.datetime, save: Callable[[], Saved], given: Given | None, is_new: bool
) -> Saved:
    """Save a row and, in the same transaction, where what was changed comes from; return the row.

    Parameters: `save`, the row's own action; `is_new`, whether it makes the row: the same form sent again then gives
    its source once. Raises what `save` raises.
    """
    row = save()
    if given is None or (is_new and row.version != 1):
        return row
    client = noun_of(row).client_of(row)
    along = [(one, noun_of(one).fields) for one in getattr(row, "made_along", ())]  # the ways on a new person's card
    FactSource.objects.bulk_create(
        (
            FactSource(
                id=uuid5(one.pk, f"{name} {one.version}"), client=client, kind=SourceKind(given.kind),
                learnt_on=given.learnt_on, by=by, created_at=now, updated_at=now, **said_of(one, name),
            )
            for one, names in [(row, noun_of(row).among(given.fields)), *along]
            for name in names
            if is_known(one, name)
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    return row


def archive_source(*, by: User, source: FactSource, version: int, now: dt.datetime | None) -> FactSource:
    """Take a source out, or bring it back with `now` None. Raises `StaleVersion`, `NotYours`."""
    source.removed_at = now
    return write_part(by=by, row=source, version=version, fields=["removed_at"])


@transaction.atomic
def try_source(*, by: User, client: Client, kind: str, way: str, today: dt.date, now: dt.datetime) -> SourceTried:
    """Note that `by` asked, or looked it up, today. A second tap on the same day is the same row. Raises `NotYours`.

    The client's lock makes two taps at once two in a row.
    """
    lock_client(by=by, client=client)
    same = {"client": client, "kind": SourceKind(kind), "way": TryWay(way), "tried_on": today, "by": by}
    known: SourceTried | None = SourceTried.objects.there().filter(**same).first()
    return known or SourceTried.objects.create(created_at=now, updated_at=now, **same)


def edit_tried(*, by: User, tried: SourceTried, version: int, values: dict[str, Any]) -> SourceTried:
    """Change when it was, what it gave, the note. Raises `StaleVersion`, `NotYours`."""
    fields = [name for name in TRIED_FIELDS if name in values]
    for name in fields:
        setattr(tried, name, values[name])
    return write_part(by=by, row=tried, version=version, fields=fields)


def settle_tried(*, by: User, tried: SourceTried, version: int, outcome: str) -> SourceTried:
    """Say what a kind of source gave, "" for nothing yet. Raises `StaleVersion`, `NotYours`."""
    return edit_tried(by=by, tried=tried, version=version, values={"outcome": TryOutcome(outcome) if outcome else ""})


def archive_tried(*, by: User, tried: SourceTried, version: int, now: dt.datetime | None) -> SourceTried:
    """Take it back that a kind was tried, or bring it back with `now` None. Raises `StaleVersion`, `NotYours`."""
    tried.removed_at = now
    return write_part(by=by, row=tried, version=version, fields=["removed_at"])
