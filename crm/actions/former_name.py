"""Write the names a client had before, which it is found by."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from crm.actions.part import archive_part, create_part, write_part
from crm.models import Client, FormerName
from crm.models.also import refresh_also

FIELDS = ("name", "since", "until", "reason")


@transaction.atomic
def create_former_name(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> FormerName:
    """Note a former name. Raises `NotYours`."""
    kept = {name: values[name] for name in FIELDS if name in values}
    row = FormerName(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    saved, is_new = create_part(by=by, row=row)
    if is_new:
        refresh_also(client)
    return saved


@transaction.atomic
def edit_former_name(*, by: User, former: FormerName, version: int, values: Mapping[str, Any]) -> FormerName:
    """Change a former name. Raises `StaleVersion`, `NotYours`."""
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(former, name, values[name])
    saved = write_part(by=by, row=former, version=version, fields=fields)
    if "name" in fields:
        refresh_also(saved.client)
    return saved


@transaction.atomic
def archive_former_name(*, by: User, former: FormerName, version: int, now: dt.datetime) -> FormerName:
    """Take a former name out. Raises `StaleVersion`, `NotYours`."""
    saved = archive_part(by=by, row=former, version=version, now=now)
    refresh_also(saved.client)
    return saved


@transaction.atomic
def restore_former_name(*, by: User, former: FormerName, version: int) -> FormerName:
    """Bring a former name back. Raises `StaleVersion`, `NotYours`."""
    saved = archive_part(by=by, row=former, version=version, now=None)
    refresh_also(saved.client)
    return saved
