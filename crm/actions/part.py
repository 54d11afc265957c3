"""Write a part of a client's file: a row with a `client`, seen and edited by those who see and edit the client."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from core.models import Versioned
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client

Part = TypeVar("Part", bound=Versioned)


@transaction.atomic
def create_part(*, by: User, row: Part) -> tuple[Part, bool]:
    """Insert `row`; return it and whether it is new. Raises `NotYours` when `by` may not, or the id is another's."""
    part: Any = row
    lock_client(by=by, client=part.client)
    try:
        return create_once(row, same=("client_id",))
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def write_part(*, by: User, row: Part, version: int, fields: Iterable[str]) -> Part:
    """Write `fields` of `row`. Raises `StaleVersion`, `NotYours`."""
    part: Any = row
    lock_client(by=by, client=part.client)
    return row.save_checked(version=version, fields=fields)


def archive_part(*, by: User, row: Part, version: int, now: dt.datetime | None) -> Part:
    """Take a row out, or bring it back with `now` None; its history stays. Raises `StaleVersion`, `NotYours`."""
    part: Any = row
    part.archived_at = now
    return write_part(by=by, row=row, version=version, fields=["archived_at"])
