"""Save one answer of the flow that fills a file's gaps, or note that nobody knew; and take it back (H2).

Each answer goes through the noun's own action, with the version that the question was asked from.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from crm.access import NotYours, check
from crm.actions.client import edit_client, lock_client
from crm.actions.department import edit_department
from crm.actions.installed import answer_rivals, edit_installed
from crm.actions.person import edit_person
from crm.actions.person_part import create_part, edit_part, remove_part
from crm.completeness import Section
from crm.models import (
    Client,
    ContactWay,
    Department,
    DepartmentFunction,
    GapMark,
    InstalledProduct,
    Person,
    RivalsAnswer,
)

# Which field of which noun a kind of gap is about, and what it holds while nobody knows.
FIELDS: dict[str, tuple[type[Any], str, Any]] = {
    "tier": (Client, "tier", ""),
    "industry": (Client, "industry", None),
    "size": (Client, "headcount", ""),
    "function": (Department, "function", DepartmentFunction.OTHER),
    "level": (Person, "level", ""),
    "product_end": (InstalledProduct, "contract_end", None),
    "satisfaction": (InstalledProduct, "satisfaction", None),
    "used_by": (InstalledProduct, "department", None),
}
# A key client is asked again sooner. Days.
BACK_AFTER = {"A": 14, "B": 30, "C": 60}
RIGHT = "right:"


def write_field(*, by: User, kind: str, row: Any, version: int, value: Any, now: dt.datetime) -> Any:
    """Write the field that a kind of gap is about (`FIELDS`). Raises `StaleVersion`, `ValidationError`, `NotYours`."""
    model, name, _empty = FIELDS[kind]
    values = {name: value}
    if model is Client:
        return edit_client(by=by, client=row, version=version, values=values)
    if model is Department:
        return edit_department(by=by, department=row, version=version, values=values)
    if model is Person:
        return edit_person(by=by, person=row, version=version, values=values)
    return edit_installed(by=by, installed=row, version=version, now=now, values=values)


def forget_field(*, by: User, kind: str, row: Any, version: int, now: dt.datetime) -> Any:
    """Take such an answer back. Raises `StaleVersion`, `NotYours`."""
    return write_field(by=by, kind=kind, row=row, version=version, value=FIELDS[kind][2], now=now)


def note_way(
    *, by: User, person: Person, channel: str, value: str, now: dt.datetime, new_id: UUID | None
) -> ContactWay:
    """Note a first way to reach a person. Raises `ValidationError` by field, `NotYours`."""
    values = {"channel": channel, "value": value, "is_preferred": True}
    return create_part(by=by, person=person, model=ContactWay, now=now, values=values, new_id=new_id)


def prefer_way(*, by: User, way: ContactWay, version: int, preferred: bool = True) -> ContactWay:
    """Mark the best way to reach a person, or take the mark away. Raises `StaleVersion`, `NotYours`."""
    return edit_part(by=by, row=way, version=version, values={"is_preferred": preferred})


@transaction.atomic
def answer_about_rivals(*, by: User, client: Client, version: int, answer: str, today: dt.date) -> Client:
    """Keep what was found out about rivals; "they would not say" is asked again later. Raises `StaleVersion`."""
    saved = answer_rivals(by=by, client=client, version=version, answer=answer, today=today)
    if answer == RivalsAnswer.UNKNOWN:
        skip_gap(by=by, client=client, kind="rivals", object_id=client.pk, today=today)
    return saved


@transaction.atomic
def skip_gap(*, by: User, client: Client, kind: str, object_id: UUID, today: dt.date) -> GapMark:
    """Note that `by` was asked and does not know: the question comes back after a while. Raises `NotYours`."""
    current = lock_client(by=by, client=client)
    back_on = today + dt.timedelta(days=BACK_AFTER.get(current.tier, BACK_AFTER["A"]))
    return _mark(by, client, kind, object_id, asked_on=today, back_on=back_on)


@transaction.atomic
def confirm_section(*, by: User, client: Client, section: str, today: dt.date) -> GapMark:
    """Note that a section was looked at and is still right, so that it is fresh. Raises `NotYours`."""
    lock_client(by=by, client=client)
    return _mark(by, client, f"{RIGHT}{Section(section)}", client.pk, asked_on=today, back_on=None)


@transaction.atomic
def forget_mark(*, by: User, client: Client, kind: str, object_id: UUID) -> None:
    """Take a skip or a "still right" back. Raises `NotYours`."""
    lock_client(by=by, client=client)
    GapMark.objects.filter(client=client, kind=kind, object_id=object_id).delete()


def _mark(by: User, client: Client, kind: str, object_id: UUID, **when: dt.date | None) -> GapMark:
    """Write the one mark of a question; the client is locked."""
    found, _is_new = GapMark.objects.update_or_create(
        client=client, kind=kind, object_id=object_id, defaults={"asked_by": by, **when}
    )
    return found


@transaction.atomic
def take_back(
    *, by: User, client: Client, kind: str, object_id: UUID, version: int, today: dt.date, now: dt.datetime
) -> None:
    """Take one answer back, whatever it was about. Raises `StaleVersion`; `NotYours`, also for what is not there.

    `object_id`: the row that was asked about; of a way, the way. `version`: as the answer left it.
    """
    if kind == "rivals":
        answer_rivals(by=by, client=client, version=version, answer="", today=today)
        forget_mark(by=by, client=client, kind=kind, object_id=client.pk)
    elif kind.startswith((RIGHT, "skip:")):
        forget_mark(by=by, client=client, kind=kind.removeprefix("skip:"), object_id=object_id)
    elif kind in ("way", "preferred"):
        way = ContactWay.objects.filter(pk=object_id, person__client=client).select_related("person__client").first()
        if way is None:
            raise NotYours
        if kind == "way":
            remove_part(by=by, row=way, version=version, now=now)
        else:
            prefer_way(by=by, way=way, version=version, preferred=False)
    else:
        check(kind in FIELDS)
        model = FIELDS[kind][0]
        rows = model.objects.filter(pk=client.pk) if model is Client else model.objects.filter(client=client)
        row = rows.filter(pk=object_id).first()
        check(row is not None)
        forget_field(by=by, kind=kind, row=row, version=version, now=now)
