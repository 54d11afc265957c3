"""Write the numbers others know a client by, which it is found by."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from crm.actions.part import archive_part, create_part, write_part
from crm.models import Client, Identifier
from crm.models.also import refresh_also

FIELDS = ("kind", "value")


@transaction.atomic
def create_identifier(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Identifier:
    """Note a number. Raises `NotYours`."""
    kept = {name: values[name] for name in FIELDS if name in values}
    row = Identifier(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    saved, is_new = create_part(by=by, row=row)
    if is_new:
        refresh_also(client)
    return saved


@transaction.atomic
def edit_identifier(*, by: User, identifier: Identifier, version: int, values: Mapping[str, Any]) -> Identifier:
    """Change a number. Raises `StaleVersion`, `NotYours`."""
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(identifier, name, values[name])
    saved = write_part(by=by, row=identifier, version=version, fields=fields)
    if "value" in fields:
        refresh_also(saved.client)
    return saved


@transaction.atomic
def archive_identifier(*, by: User, identifier: Identifier, version: int, now: dt.datetime) -> Identifier:
    """Take a number out. Raises `StaleVersion`, `NotYours`."""
    saved = archive_part(by=by, row=identifier, version=version, now=now)
    refresh_also(saved.client)
    return saved


@transaction.atomic
def restore_identifier(*, by: User, identifier: Identifier, version: int) -> Identifier:
    """Bring a number back. Raises `StaleVersion`, `NotYours`."""
    saved = archive_part(by=by, row=identifier, version=version, now=None)
    refresh_also(saved.client)
    return saved
