"""Write what hangs on a person: ways to reach them, dates, ties, favours, traits."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.ids import uuid7
from core.phones import is_mobile, parts_of
from core.writes import ForeignDraft, create_once
from crm.access import NotYours, check, may_see_person
from crm.actions.client import lock_client
from crm.actions.person_erase import check_not_erased
from crm.models import Channel, ContactWay, Person, PersonPart, Relation
from crm.models.also import refresh_also
from crm.models.contact_way import DIALLED, key_of

PartRow = TypeVar("PartRow", bound=PersonPart)


@transaction.atomic
def create_part(
    *,
    by: User,
    person: Person,
    model: type[PartRow],
    now: dt.datetime,
    values: Mapping[str, Any],
    new_id: UUID | None = None,
) -> PartRow:
    """Note something of `model` about `person`; `new_id` sent twice makes one row.

    A phone field with two numbers in it makes two rows. Raises `ValidationError` by field, `NotYours`, also for a
    person who is erased.
    """
    lock_client(by=by, client=person.client)
    check_not_erased(person)
    first, others = _apart(model, values)
    new_id = new_id or uuid7()
    row = _make(by, person, model, now, first, new_id)
    along = [_make(by, person, model, now, more, uuid5(new_id, str(index))) for index, more in enumerate(others)]
    _after(row, along)
    return row


def _make(
    by: User, person: Person, model: type[PartRow], now: dt.datetime, values: Mapping[str, Any], new_id: UUID
) -> PartRow:
    row = model(id=new_id, person=person, noted_by=by, created_at=now, updated_at=now, **values)
    again = model._base_manager.filter(pk=new_id).first()
    if again is not None:
        check(again.person_id == person.pk)  # type: ignore[attr-defined]
        return again
    _before(by, row)
    try:
        return create_once(row, same=("person_id",))[0]
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def edit_part(*, by: User, row: PartRow, version: int, values: Mapping[str, Any]) -> PartRow:
    """Change what was noted. Raises `StaleVersion`, `ValidationError` by field, `NotYours`."""
    lock_client(by=by, client=row.person.client)
    first, others = _apart(type(row), values)
    for name, value in first.items():
        setattr(row, name, value)
    _before(by, row)
    saved = row.save_checked(version=version, fields={*first, *row.COMPUTED})
    along = [_make(by, row.person, type(row), timezone.now(), more, uuid7()) for more in others]
    _after(row, along)
    return saved


@transaction.atomic
def remove_part(*, by: User, row: PersonPart, version: int, now: dt.datetime) -> PersonPart:
    """Take a row out; the toast brings it back. Raises `StaleVersion`."""
    lock_client(by=by, client=row.person.client)
    row.removed_at = now
    row.save_checked(version=version, fields=["removed_at"])
    _after(row)
    return row


@transaction.atomic
def restore_part(*, by: User, row: PersonPart, version: int) -> PersonPart:
    """Take the removal back. Raises `StaleVersion`."""
    lock_client(by=by, client=row.person.client)
    row.removed_at = None
    if isinstance(row, ContactWay) and row.is_preferred and _others(row).filter(is_preferred=True).exists():
        row.is_preferred = False
    fields = ["removed_at", "is_preferred"] if isinstance(row, ContactWay) else ["removed_at"]
    row.save_checked(version=version, fields=fields)
    _after(row)
    return row


def _after(row: PersonPart, along: Sequence[Any] = ()) -> None:
    """Let a person be found by the ways that are theirs now; and a way know of those `along` with it."""
    if isinstance(row, ContactWay):
        row.made_along = along
        refresh_also(row.person)


def _others(way: ContactWay) -> Any:
    return ContactWay.objects.there().filter(person=way.person).exclude(pk=way.pk)


def _before(by: User, row: PersonPart) -> None:
    if isinstance(row, Relation):
        check(may_see_person(by, row.other))
    row.prepare(by=by, today=timezone.localdate())
    if isinstance(row, ContactWay) and row.is_preferred:
        for other in _others(row).filter(is_preferred=True):  # a form of it that is open is told so
            other.is_preferred = False
            other.save_checked(version=other.version, fields=["is_preferred"])


def _apart(model: type[PersonPart], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the values of the first row and of others: a phone field may hold two numbers, of two kinds.

    A number typed twice is one.
    """
    first = dict(values)
    if model is not ContactWay or first.get("channel") not in DIALLED or not first.get("value"):
        return first, []
    alone = {key_of(str(first["channel"]), one) or one: one for one in reversed(parts_of(first["value"]))}
    found = [(_channel(str(first["channel"]), one), one) for one in reversed(alone.values())]
    if not found:
        return first, []
    others = [{**first, "channel": channel, "value": one, "is_preferred": False} for channel, one in found[1:]]
    return {**first, "channel": found[0][0], "value": found[0][1]}, others


def _channel(chosen: str, number: str) -> str:
    """A landline typed as a mobile is a landline, and the other way round."""
    if is_mobile(number):
        return Channel.MOBILE
    return Channel.PHONE if number.replace("+86", "").strip().startswith("0") else chosen
