"""Write a client's departments."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.models import Client, Department
from crm.models.tree import makes_cycle

FIELDS = ("name", "function", "parent")


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
    try:
        return create_once(department, same=("client_id",))[0]
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def edit_department(*, by: User, department: Department, version: int, values: Mapping[str, Any]) -> Department:
    """Change a department. Raises `StaleVersion`; `ValidationError` when it would become part of itself."""
    lock_client(by=by, client=department.client)
    kept = _kept(values)
    for name, value in kept.items():
        setattr(department, name, value)
    _check_parent(department)
    return department.save_checked(version=version, fields=kept)


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


def _check_parent(department: Department) -> None:
    parent = department.parent
    if parent is None:
        return
    if parent.client_id != department.client_id:
        raise ValidationError({"parent": _("Choose a department of this client.")})
    parents = dict(Department.objects.filter(client_id=department.client_id).values_list("pk", "parent_id"))
    if makes_cycle(parents, department.pk, parent.pk):
        raise ValidationError({"parent": _("A department cannot be part of itself or of one below it.")})
