"""Keep the tree of industries (admins) and the notes about them (everyone) (K5)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.writes import ForeignDraft, create_once
from crm.access import NotYours, check
from crm.models import Industry, IndustryNote
from crm.models.tree import makes_cycle

FIELDS = ("name_en", "name_zh", "parent")
TAKEN = _("There is an industry of that name already.")


@transaction.atomic
def create_industry(*, by: User, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None) -> Industry:
    """Add an industry. Raises `NotYours`, `ValidationError` for a name that is taken."""
    check(by.may(Permission.MANAGE_DATA))
    kept = {name: values[name] for name in FIELDS if name in values}
    try:
        return create_once(Industry(id=new_id or uuid7(), created_at=now, updated_at=now, **kept), same=())[0]
    except IntegrityError:
        raise ValidationError(TAKEN) from None


@transaction.atomic
def edit_industry(*, by: User, industry: Industry, version: int, values: Mapping[str, Any]) -> Industry:
    """Rename or move an industry. Raises `StaleVersion`, `NotYours`, `ValidationError` for a loop or a taken name."""
    check(by.may(Permission.MANAGE_DATA))
    with connection.cursor() as cursor:  # the tree changes one at a time, or two moves could close a loop
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('crm_industry tree'))")
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(industry, name, values[name])
    parents = dict(Industry.objects.values_list("pk", "parent_id"))
    if makes_cycle(parents, industry.pk, industry.parent_id):
        raise ValidationError({"parent": _("An industry cannot be part of itself or of one within it.")})
    try:
        with transaction.atomic():
            return industry.save_checked(version=version, fields=fields)
    except IntegrityError:
        raise ValidationError(TAKEN) from None


@transaction.atomic
def retire_industry(*, by: User, industry: Industry, version: int, now: dt.datetime | None) -> Industry:
    """Offer an industry no more, or again with `now` None; its clients keep it. Raises `StaleVersion`, `NotYours`."""
    check(by.may(Permission.MANAGE_DATA))
    industry.archived_at = now
    return industry.save_checked(version=version, fields=["archived_at"])


def may_edit_note(user: User, note: IndustryNote) -> bool:
    """Whether `user` may change a note: its author and admins."""
    return user.may(Permission.MANAGE_DATA) or (user.may(Permission.RECORD) and note.author_id == user.pk)


@transaction.atomic
def create_note(
    *, by: User, industry: Industry, body: str, now: dt.datetime, new_id: UUID | None = None
) -> IndustryNote:
    """Write what is worth knowing about a trade. Raises `NotYours`, `ForeignDraft` for other words under one id."""
    check(by.may(Permission.RECORD))
    note = IndustryNote(id=new_id or uuid7(), industry=industry, body=body, author=by, created_at=now, updated_at=now)
    try:
        return create_once(note, same=("author_id", "industry_id"))[0]
    except ForeignDraft:
        raise NotYours from None


@transaction.atomic
def edit_note(*, by: User, note: IndustryNote, version: int, body: str) -> IndustryNote:
    """Change a note. Raises `StaleVersion`, `NotYours`."""
    check(may_edit_note(by, note))
    note.body = body
    return note.save_checked(version=version, fields=["body"])


@transaction.atomic
def archive_note(*, by: User, note: IndustryNote, version: int, now: dt.datetime | None) -> IndustryNote:
    """Take a note out, or bring it back with `now` None. Raises `StaleVersion`, `NotYours`."""
    check(may_edit_note(by, note))
    note.archived_at = now
    return note.save_checked(version=version, fields=["archived_at"])
