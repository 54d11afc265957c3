"""Write where a client is."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from crm.actions.main_site import settle_main
from crm.actions.part import archive_part, create_part, write_part
from crm.models import Client, Site

FIELDS = ("name", "province", "city", "district", "street", "phone", "note")


@transaction.atomic
def create_site(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Site:
    """Add a site; the first one is the main one. Raises `NotYours`."""
    kept = {name: values[name] for name in FIELDS if name in values}
    site = Site(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    saved, is_new = create_part(by=by, row=site)
    if is_new:
        settle_main(client, main=saved if values.get("is_main") else None)
        saved.refresh_from_db()
    return saved


@transaction.atomic
def edit_site(*, by: User, site: Site, version: int, values: Mapping[str, Any]) -> Site:
    """Change a site; `is_main` makes it the main one instead of another. Raises `StaleVersion`, `NotYours`."""
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(site, name, values[name])
    site.is_main = Site.objects.filter(pk=site.pk, is_main=True).exists()  # `settle_main` alone moves it
    saved = write_part(by=by, row=site, version=version, fields=fields)
    settle_main(site.client, main=saved if values.get("is_main") else None)
    return saved


@transaction.atomic
def archive_site(*, by: User, site: Site, version: int, now: dt.datetime) -> Site:
    """Take a site out; the oldest other one becomes the main one. Raises `StaleVersion`, `NotYours`."""
    site.archived_at, site.is_main = now, False
    saved = write_part(by=by, row=site, version=version, fields=["archived_at", "is_main"])
    settle_main(site.client)
    return saved


@transaction.atomic
def restore_site(*, by: User, site: Site, version: int) -> Site:
    """Bring a site back, as an ordinary one where there is a main one by now. Raises `StaleVersion`, `NotYours`."""
    saved = archive_part(by=by, row=site, version=version, now=None)
    settle_main(site.client)
    return saved
