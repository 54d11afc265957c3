"""Write the people at a client, and whom they report to."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.names import courtesy_of, fold_reading, initials_of, reading_of, sort_key, surname_of
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.actions.merged import check_not_merged
from crm.actions.person_part import create_part
from crm.models import Channel, Client, ContactWay, Person
from crm.models.tree import makes_cycle

FIELDS = (
    "name", "surname", "reading", "other_name", "courtesy_title", "position", "level", "department", "reports_to",
    "languages",
)  # fmt: skip
# The ways on a card: `values` of a new person may hold them, and `preferred_channel`.
FIRST_WAYS = (Channel.MOBILE, Channel.PHONE, Channel.WECHAT, Channel.EMAIL)
FROM_NAME = ("surname", "reading", "initials", "courtesy_title", "sort_key")


@transaction.atomic
def create_person(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Person:
    """Create a person at `client`, or a placeholder with a position only; `new_id` sent twice makes one.

    Raises `ValidationError` for a department or superior of another client, `NotYours` when `by` may not.
    """
    lock_client(by=by, client=client)
    person = Person(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **_kept(values))
    person.courtesy_title = person.courtesy_title or courtesy_of(surname_of(person.name), person.position)
    _prepare(person)
    try:
        saved, is_new = create_once(person, same=("client_id",))
    except ForeignDraft:
        raise NotYours from None
    ways = [
        _first_way(by, saved, now, channel, str(values[channel]), preferred=channel == _first(values))
        for channel in FIRST_WAYS
        if is_new and values.get(channel)
    ]
    saved.made_along = [one for way in ways for one in (way, *way.made_along)]
    return saved


def _first(values: Mapping[str, Any]) -> str:
    """Return the channel of the best way on a card: the one that is said to be, else the first there is."""
    given = [channel for channel in FIRST_WAYS if values.get(channel)]
    stated = values.get("preferred_channel")
    return str(stated) if stated in given else given[0] if given else ""


def _first_way(by: User, person: Person, now: dt.datetime, channel: str, value: str, *, preferred: bool) -> ContactWay:
    try:
        return create_part(
            by=by, person=person, model=ContactWay, now=now,
            values={"channel": channel, "value": value, "is_preferred": preferred},
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({channel: error.messages}) from None


@transaction.atomic
def edit_person(*, by: User, person: Person, version: int, values: Mapping[str, Any]) -> Person:
    """Change a person. Raises `StaleVersion`; `ValidationError` when they would become their own superior (K1)."""
    lock_client(by=by, client=person.client)
    if person.erased_at:
        raise NotYours
    kept = _kept(values)
    was = Person.objects.get(pk=person.pk)
    for name, value in kept.items():
        setattr(person, name, value)
    _follow(person, was)
    _prepare(person)
    return person.save_checked(version=version, fields={*kept, *FROM_NAME})


@transaction.atomic
def archive_person(*, by: User, person: Person, version: int, now: dt.datetime) -> Person:
    """Take a person who has left out of the lists; what they said and did stays. Raises `StaleVersion`."""
    lock_client(by=by, client=person.client)
    person.archived_at = now
    return person.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_person(*, by: User, person: Person, version: int) -> Person:
    """Bring a person back. Raises `StaleVersion`, `NotYours`, `ValidationError` while they are merged."""
    lock_client(by=by, client=person.client)
    if person.erased_at:
        raise NotYours
    check_not_merged(person.pk)
    person.archived_at = person.left_on = None
    return person.save_checked(version=version, fields=["archived_at", "left_on"])


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _follow(person: Person, was: Person) -> None:
    """What was worked out from the old name and position, and nobody has corrected, follows the new ones."""
    surname = was.surname or surname_of(was.name)
    if person.name != was.name and person.surname == was.surname == surname_of(was.name):
        person.surname = ""
    if (person.name, person.surname) != (was.name, was.surname) and person.reading == was.reading == reading_of(
        was.name, was.surname
    ):
        person.reading = ""
    if person.courtesy_title == was.courtesy_title == courtesy_of(surname, was.position) != "":
        person.courtesy_title = courtesy_of(person.surname or surname_of(person.name), person.position)


def _prepare(person: Person) -> None:
    if not person.name and not person.position:
        raise ValidationError({"name": _("Give a name, or a position if you do not know who holds it.")})
    if person.department is not None and person.department.client_id != person.client_id:
        raise ValidationError({"department": _("Choose a department of this client.")})
    superior = person.reports_to
    if superior is not None:
        if superior.client_id != person.client_id:
            raise ValidationError({"reports_to": _("Choose a person at this client.")})
        above = dict(Person.objects.filter(client_id=person.client_id).values_list("pk", "reports_to_id"))
        if makes_cycle(above, person.pk, superior.pk):
            raise ValidationError({"reports_to": _("Nobody can report to themselves or to someone below them.")})
    person.surname = person.surname or surname_of(person.name)
    person.reading = fold_reading(person.reading) or reading_of(person.name, person.surname)
    person.initials = initials_of(person.reading)
    person.sort_key = person.reading or sort_key(person.position)
