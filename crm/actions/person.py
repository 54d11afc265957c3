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
from core.names import sort_key
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.models import Client, Person
from crm.models.tree import makes_cycle

FIELDS = (
    "name", "other_name", "courtesy_title", "position", "level", "department", "reports_to",
    "mobile", "phone", "email", "wechat", "preferred_channel",
)  # fmt: skip


@transaction.atomic
def create_person(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Person:
    """Create a person at `client`, or a placeholder with a position only; `new_id` sent twice makes one.

    Raises `ValidationError` for a department or superior of another client, `NotYours` when `by` may not.
    """
    lock_client(by=by, client=client)
    person = Person(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **_kept(values))
    _prepare(person)
    try:
        return create_once(person, same=("client_id",))[0]
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def edit_person(*, by: User, person: Person, version: int, values: Mapping[str, Any]) -> Person:
    """Change a person. Raises `StaleVersion`; `ValidationError` when they would become their own superior (K1)."""
    lock_client(by=by, client=person.client)
    kept = _kept(values)
    for name, value in kept.items():
        setattr(person, name, value)
    _prepare(person)
    return person.save_checked(version=version, fields=[*kept, "sort_key"])


@transaction.atomic
def archive_person(*, by: User, person: Person, version: int, now: dt.datetime) -> Person:
    """Take a person who has left out of the lists; what they said and did stays. Raises `StaleVersion`."""
    lock_client(by=by, client=person.client)
    person.archived_at = now
    return person.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_person(*, by: User, person: Person, version: int) -> Person:
    """Bring a person back. Raises `StaleVersion`."""
    lock_client(by=by, client=person.client)
    person.archived_at = None
    return person.save_checked(version=version, fields=["archived_at"])


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


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
    person.sort_key = sort_key(person.name or person.position, is_person=bool(person.name))
