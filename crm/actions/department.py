"""Write a client's departments."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.models import Client, Department
from crm.models.tree import makes_cycle

FIELDS = ("name", "function", "parent", "note")


@transaction.atomic
def create_department(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Department:
    """Create a department of `client`; a second arrival of `new_id` returns the first.

    Raises `ValidationError` for a parent of another client, `NotYours` when `by` may not.
    """
    lock_client(by=by, client=client)
    department = Department(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **_kept(values))
    _check_parent(department)
    department.position = _last_place(department)
    try:
        return create_once(department, same=("client_id",))[0]
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def edit_department(*, by: User, department: Department, version: int, values: Mapping[str, Any]) -> Department:
    """Change a department. Raises `StaleVersion`; `ValidationError` when it would become part of itself."""
    lock_client(by=by, client=department.client)
    kept = _kept(values)
    was = Department.objects.values_list("parent_id", flat=True).get(pk=department.pk)
    for name, value in kept.items():
        setattr(department, name, value)
    _check_parent(department)
    if department.parent_id == was:  # where it stands among its neighbours may have changed since it was read
        return department.save_checked(version=version, fields=kept)
    department.position = _last_place(department)
    return department.save_checked(version=version, fields=[*kept, "position"])


@transaction.atomic
def move_department(*, by: User, department: Department, version: int, down: bool) -> Department:
    """Change places with the neighbour above or `down` below; at the end nothing moves. Raises `StaleVersion`.

    Neighbours are numbered anew where two share a number, as rows from before there were numbers do.
    """
    lock_client(by=by, client=department.client)
    row: Department = Department.objects.get(pk=department.pk)
    if row.version != version:
        raise StaleVersion(row)
    neighbours = list(Department.objects.filter(client_id=row.client_id, parent_id=row.parent_id, archived_at=None))
    at = next((place for place, one in enumerate(neighbours) if one.pk == row.pk), None)
    to = None if at is None else at + (1 if down else -1)
    if at is None or to is None or not 0 <= to < len(neighbours):
        return row.save_checked(version=version, fields=["position"])
    neighbours[at], neighbours[to] = neighbours[to], neighbours[at]
    for place, one in enumerate(neighbours, start=1):
        if one.pk == row.pk:
            row.position = place
            row.save_checked(version=version, fields=["position"])
        elif one.position != place:  # no form holds it, so no open form becomes stale by it
            Department.objects.filter(pk=one.pk).update(position=place)
    return row


@transaction.atomic
def archive_department(*, by: User, department: Department, version: int, now: dt.datetime) -> Department:
    """Take a department out of the lists; its people and sub-departments stay. Raises `StaleVersion`."""
    lock_client(by=by, client=department.client)
    department.archived_at = now
    return department.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_department(*, by: User, department: Department, version: int) -> Department:
    """Bring a department back. Raises `StaleVersion`."""
    lock_client(by=by, client=department.client)
    department.archived_at = None
    return department.save_checked(version=version, fields=["archived_at"])


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _last_place(department: Department) -> int:
    beside = Department.objects.filter(client_id=department.client_id, parent_id=department.parent_id)
    return (beside.aggregate(last=Max("position"))["last"] or 0) + 1


def _check_parent(department: Department) -> None:
    parent = department.parent
    if parent is None:
        return
    if parent.client_id != department.client_id:
        raise ValidationError({"parent": _("Choose a department of this client.")})
    parents = dict(Department.objects.filter(client_id=department.client_id).values_list("pk", "parent_id"))
    if makes_cycle(parents, department.pk, parent.pk):
        raise ValidationError({"parent": _("A department cannot be part of itself or of one below it.")})
