"""People leave and move: history stays, the seat stays on the chart, the new place points back (K1)."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.names import sort_key
from core.writes import ForeignDraft, create_once
from crm.access import NotYours, check, may_edit_client
from crm.actions.client import lock_client
from crm.models import Channel, Client, ContactWay, Department, PastPost, Person
from crm.models.also import refresh_also

# What goes along to another firm: what is the person's own, not the desk's.
OWN_WAYS = (Channel.MOBILE, Channel.WECHAT, Channel.OTHER)


@transaction.atomic
def leave_person(
    *,
    by: User,
    person: Person,
    version: int,
    now: dt.datetime,
    on: dt.date,
    keep_seat: bool,
    to_client: Client | None = None,
    position: str = "",
    new_id: UUID | None = None,
) -> Person:
    """The person has left `person.client` on a day; return them, or who they are at `to_client`.

    With `keep_seat` a placeholder takes their place on the chart, and their reports stand below it. At another client
    they are a new row that points back (`came_from`); visits keep pointing at the old one. Raises `StaleVersion`,
    `ValidationError`, `NotYours` (also for a client `by` may not edit).
    """
    lock_client(by=by, client=person.client)
    if to_client is not None:
        check(may_edit_client(by, to_client))
        if to_client.pk == person.client_id:
            raise ValidationError({"to_client": _("They are at this client. Use “Has another post here”.")})
    if on > now.date() + dt.timedelta(days=1):
        raise ValidationError({"on": _("This day is yet to come.")})
    seat = _vacate(by, person, on, now) if keep_seat and person.position else None
    if seat is None:
        PastPost.objects.create(
            person=person,
            client_id=person.client_id,
            position=person.position,
            department=person.department,
            until=on,
            noted_by=by,
            created_at=now,
        )
    person.left_on, person.archived_at = on, now
    person.save_checked(version=version, fields=["left_on", "archived_at"])
    return person if to_client is None else _arrive(by, person, to_client, position, now, new_id)


@transaction.atomic
def move_person(
    *,
    by: User,
    person: Person,
    version: int,
    now: dt.datetime,
    on: dt.date,
    keep_seat: bool,
    position: str,
    department: Department | None,
    reports_to: Person | None,
) -> Person:
    """The person has another post at the same client from a day on; the old one stays in their history.

    Raises `StaleVersion`, `ValidationError`, `NotYours`.
    """
    lock_client(by=by, client=person.client)
    if department is not None and department.client_id != person.client_id:
        raise ValidationError({"department": _("Choose a department of this client.")})
    if reports_to is not None and (reports_to.client_id != person.client_id or reports_to.pk == person.pk):
        raise ValidationError({"reports_to": _("Choose a person at this client.")})
    seat = _vacate(by, person, on, now) if keep_seat and person.position else None
    if seat is None:
        PastPost.objects.create(
            person=person,
            client_id=person.client_id,
            position=person.position,
            department=person.department,
            until=on,
            noted_by=by,
            created_at=now,
        )
        if reports_to is not None and _is_below(reports_to, person):
            raise ValidationError({"reports_to": _("Nobody can report to themselves or to someone below them.")})
    person.position, person.department, person.reports_to = position, department, reports_to
    return person.save_checked(version=version, fields=["position", "department", "reports_to"])


def _is_below(one: Person, person: Person) -> bool:
    above = dict(Person.objects.filter(client_id=person.client_id).values_list("pk", "reports_to_id"))
    at: UUID | None = one.pk
    seen: set[UUID] = set()
    while at is not None and at not in seen:
        if at == person.pk:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _vacate(by: User, person: Person, on: dt.date, now: dt.datetime) -> Person:
    """Leave a placeholder in the person's place, with those who reported to them below it."""
    seat = Person.objects.create(
        id=uuid7(), client=person.client, department=person.department, position=person.position, level=person.level,
        reports_to=person.reports_to, sort_key=sort_key(person.position), created_at=now, updated_at=now,
    )  # fmt: skip
    for report in person.reports.exclude(pk=seat.pk):
        report.reports_to = seat
        report.save_checked(version=report.version, fields=["reports_to"])
    PastPost.objects.create(
        person=person, client_id=person.client_id, position=person.position, department=person.department, until=on,
        seat=seat, noted_by=by, created_at=now,
    )  # fmt: skip
    return seat


def _arrive(by: User, person: Person, client: Client, position: str, now: dt.datetime, new_id: UUID | None) -> Person:
    """Put the person down at another client, with the ways to reach them that are their own."""
    there = Person(
        id=new_id or uuid7(), client=client, name=person.name, surname=person.surname, reading=person.reading,
        initials=person.initials, other_name=person.other_name, position=position, languages=person.languages,
        sort_key=person.sort_key, came_from=person, created_at=now, updated_at=now,
    )  # fmt: skip
    try:
        there, is_new = create_once(there, same=("client_id", "came_from_id"))
    except ForeignDraft:
        raise NotYours from None
    if not is_new:
        return there
    for way in person.ways.filter(removed_at=None, channel__in=OWN_WAYS):
        ContactWay.objects.create(
            person=there, noted_by=by, channel=way.channel, value=way.value, label=way.label, note=way.note,
            is_preferred=way.is_preferred, key=way.key, created_at=now, updated_at=now,
        )  # fmt: skip
    refresh_also(there)
    return there
