"""Write clients: create, edit, archive, restore."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.names import sort_key
from core.writes import create_once
from crm.access import NotYours, assignable_owners, check, may_assign_client, may_edit_client, may_manage_client
from crm.actions.file import score_soon
from crm.actions.main_site import write_main_address
from crm.actions.merged import check_not_merged
from crm.group import firms_above, lock_groups
from crm.models import Client, FormerName
from crm.registration import tidy_code

# What apps above take along when a client changes hands without a hand-over: (client, id of who had it, `only`) → what
# followed, as texts that an undo keeps. Part of the transaction, the client written before.
HANDED: list[Callable[[Client, UUID, Collection[str] | None], list[str]]] = []
FIELDS = (
    "name", "other_name", "short_name", "tier", "industry", "business", "phone", "website", "parent",
    "registration_code", "headcount", "revenue",
)  # fmt: skip


@transaction.atomic
def create_client(*, by: User, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None) -> Client:
    """Create a client and return it; a second arrival of `new_id` returns the first row unchanged.

    Parameters: `values`, fields of FIELDS, `address` for the main site, and `owner` where a lead or admin chose one
    (default: `by`). Raises `NotYours` for an owner or a parent firm `by` may not choose, or an id that is another's.
    """
    check(by.may(Permission.RECORD))
    _check_parent(by, None, values.get("parent"))
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
    client.registration_code = tidy_code(client.registration_code)
    client.sort_key = sort_key(client.name)
    saved, is_new = create_once(client, same=())
    if not is_new and not may_edit_client(by, saved):
        raise NotYours
    if is_new and values.get("address"):
        write_main_address(saved, values["address"], now=now)
    score_soon([saved.pk])
    return saved


@transaction.atomic
def edit_client(
    *,
    by: User,
    client: Client,
    version: int,
    values: Mapping[str, Any],
    renamed_at: dt.datetime | None = None,
) -> Client:
    """Change the fields in `values`; an owner given by a lead or admin takes the team along.

    `renamed_at`: when they were renamed, so that the name until now stays as a former one. Raises `StaleVersion` when
    the row has moved on, `NotYours` when `by` may not, `ValidationError` for a parent firm that is part of this one.
    """
    parent = values.get("parent")
    if parent is not None and not Client.objects.filter(pk=client.pk, parent=parent).exists():
        lock_groups()
    current = lock_client(by=by, client=client)
    if "parent" in values:
        _check_parent(by, current, values["parent"])
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(client, name, values[name])
    client.registration_code = tidy_code(client.registration_code)
    owner = values.get("owner")
    if owner is not None and owner.pk != current.owner_id:
        check(may_assign_client(by, current) and assignable_owners(by).filter(pk=owner.pk).exists())
        client.owner, client.team = owner, owner.team
        fields += ["owner", "team"]
    client.sort_key = sort_key(client.name)
    if renamed_at is not None and current.name != client.name:  # before the row is saved, which is found by it then
        until = timezone.localdate(renamed_at)
        FormerName.objects.create(
            client=client, name=current.name, until=until, created_at=renamed_at, updated_at=renamed_at
        )
    saved = client.save_checked(version=version, fields=[*fields, "sort_key"])
    tell_handed(saved, current.owner_id)
    return saved


def tell_handed(client: Client, giver: UUID, *, only: Collection[str] | None = None) -> list[str]:
    """Let what is open at a client follow to its owner, where `giver` was another; return what did.

    `only`: what had followed when it was given, where that is undone: what `giver` had there before stays theirs.
    """
    if client.owner_id == giver:
        return []
    return [one for take_along in HANDED for one in take_along(client, giver, only)]


@transaction.atomic
def archive_client(*, by: User, client: Client, version: int, now: dt.datetime) -> Client:
    """Take the client out of the lists; everything about it is kept. Raises `StaleVersion`, `NotYours`."""
    check(may_manage_client(by, client))
    client.archived_at = now
    return client.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_client(*, by: User, client: Client, version: int) -> Client:
    """Bring an archived client back. Raises `StaleVersion`, `NotYours`, `ValidationError` while it is merged."""
    check(may_manage_client(by, client))
    check_not_merged(client.pk)
    client.archived_at = None
    return client.save_checked(version=version, fields=["archived_at"])


def _check_parent(by: User, client: Client | None, parent: Client | None) -> None:
    """Refuse a parent firm that `by` may not see, and one that is this firm or part of it."""
    if parent is None or (client is not None and parent.pk == client.parent_id):
        return
    check(Client.objects.visible_to(by).filter(pk=parent.pk).exists())
    if client is None:
        return
    lock_groups()  # again where somebody moved this client between `edit_client`'s look and its lock
    if client.pk in firms_above(parent.pk):
        raise ValidationError({"parent": _("A firm cannot be part of itself or of one below it.")})


def lock_client(*, by: User, client: Client) -> Client:
    """Lock the client's row for the rest of the transaction, so that its trees change one at a time.

    Who locks it writes of it, so its file's score is worked out anew when they are done. Raises `NotYours` when `by`
    may not edit it.
    """
    check(may_edit_client(by, client))
    score_soon([client.pk])
    return Client.objects.select_for_update(no_key=True).get(pk=client.pk)
