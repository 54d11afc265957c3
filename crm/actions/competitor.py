"""Write the profiles of rival companies (P1)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.names import sort_key
from core.writes import create_once
from crm.access import check
from crm.models import Competitor

FIELDS = (
    "name", "other_name", "business", "service", "strengths", "weaknesses", "our_answer", "website",
)  # fmt: skip
TAKEN = _("This rival has a page already.")


@transaction.atomic
def create_competitor(
    *, by: User, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Competitor:
    """Create a rival's profile; `new_id` sent twice makes one.

    Raises `NotYours` when `by` keeps no clients, `ValidationError` when somebody was quicker with the name.
    """
    check(by.may(Permission.RECORD))
    kept = {name: values[name] for name in FIELDS if name in values}
    competitor = Competitor(id=new_id or uuid7(), created_at=now, updated_at=now, **kept)
    competitor.sort_key = sort_key(competitor.name)
    try:
        return create_once(competitor, same=())[0]
    except IntegrityError:
        raise ValidationError({"name": TAKEN}) from None


@transaction.atomic
def edit_competitor(*, by: User, competitor: Competitor, version: int, values: Mapping[str, Any]) -> Competitor:
    """Change a rival's profile. Raises `StaleVersion`, `NotYours`, `ValidationError` for a name that is taken."""
    check(by.may(Permission.RECORD))
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(competitor, name, values[name])
    competitor.sort_key = sort_key(competitor.name)
    try:
        return competitor.save_checked(version=version, fields=[*fields, "sort_key"])
    except IntegrityError:
        raise ValidationError({"name": TAKEN}) from None


@transaction.atomic
def archive_competitor(*, by: User, competitor: Competitor, version: int, now: dt.datetime) -> Competitor:
    """Take a rival out of lists and pickers; what it has at clients stays. Raises `StaleVersion`, `NotYours`."""
    check(by.may(Permission.REVIEW))
    competitor.archived_at = now
    return competitor.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_competitor(*, by: User, competitor: Competitor, version: int) -> Competitor:
    """Bring a rival back. Raises `StaleVersion`, `NotYours`."""
    check(by.may(Permission.REVIEW))
    competitor.archived_at = None
    return competitor.save_checked(version=version, fields=["archived_at"])
