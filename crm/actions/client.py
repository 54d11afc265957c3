"""Write clients: create, edit, archive, restore."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.names import sort_key
from core.writes import create_once
from crm.access import NotYours, assignable_owners, check, may_assign_client, may_edit_client, may_manage_client
from crm.models import Client

FIELDS = (
    "name", "other_name", "short_name", "tier", "industry", "business", "phone", "website", "address",
)  # fmt: skip


@transaction.atomic
def create_client(*, by: User, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None) -> Client:
    """Create a client and return it; a second arrival of `new_id` returns the first row unchanged.

    Parameters: `values`, fields of FIELDS, and `owner` where a lead or admin chose one (default: `by`).
    Raises `NotYours` for an owner `by` may not choose, or an id that is somebody else's.
    """
    check(by.may(Permission.RECORD))
    owner = values.get("owner") or by
    if owner != by:
        check(assignable_owners(by).filter(pk=owner.pk).exists())
    client = Client(
        id=new_id or uuid7(),
        created_at=now,
        updated_at=now,
        owner=owner,
        team=owner.team,
        **{name: values[name] for name in FIELDS if name in values},
    )
    client.sort_key = sort_key(client.name)
    saved, is_new = create_once(client, same=())
    if not is_new and not may_edit_client(by, saved):
        raise NotYours
    return saved


@transaction.atomic
def edit_client(*, by: User, client: Client, version: int, values: Mapping[str, Any]) -> Client:
    """Change the fields in `values`; an owner given by a lead or admin takes the team along.

    Raises `StaleVersion` when the row has moved on, `NotYours` when `by` may not.
    """
    current = lock_client(by=by, client=client)
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(client, name, values[name])
    owner = values.get("owner")
    if owner is not None and owner.pk != current.owner_id:
        check(may_assign_client(by, current) and assignable_owners(by).filter(pk=owner.pk).exists())
        client.owner, client.team = owner, owner.team
        fields += ["owner", "team"]
    client.sort_key = sort_key(client.name)
    return client.save_checked(version=version, fields=[*fields, "sort_key"])


@transaction.atomic
def archive_client(*, by: User, client: Client, version: int, now: dt.datetime) -> Client:
    """Take the client out of the lists; everything about it is kept. Raises `StaleVersion`, `NotYours`."""
    check(may_manage_client(by, client))
    client.archived_at = now
    return client.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_client(*, by: User, client: Client, version: int) -> Client:
    """Bring an archived client back. Raises `StaleVersion`, `NotYours`."""
    check(may_manage_client(by, client))
    client.archived_at = None
    return client.save_checked(version=version, fields=["archived_at"])


def lock_client(*, by: User, client: Client) -> Client:
    """Lock the client's row for the rest of the transaction, so that its trees change one at a time.

    Raises `NotYours` when `by` may not edit it.
    """
    check(may_edit_client(by, client))
    return Client.objects.select_for_update(no_key=True).get(pk=client.pk)
