"""Create a row once, however often its form arrives; write many rows as one."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from core.models import StaleVersion, Versioned

Created = TypeVar("Created", bound=models.Model)


class ForeignDraft(Exception):
    """The id sent with a form belongs to somebody else's row."""


def create_once(row: Created, *, same: tuple[str, ...]) -> tuple[Created, bool]:
    """Insert `row`, whose id may have been made by the client; return it and whether it is new.

    A second arrival of the same id returns the row of the first and changes nothing. `same` names the fields that
    must agree (such as "owner_id"); raises `ForeignDraft` where they do not, so that a guessed id reveals nothing.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        existing = made_already(row, same=same)
        if existing is None:
            raise
        return existing, False
    return row, True


def made_already(row: Created, *, same: tuple[str, ...]) -> Created | None:
    """Return the row that an earlier arrival of this id made, if any. Raises `ForeignDraft` as `create_once` does."""
    existing = type(row)._base_manager.filter(pk=row.pk).first()
    if existing is not None and any(getattr(existing, name) != getattr(row, name) for name in same):
        raise ForeignDraft from None
    return existing


def save_all_checked(rows: Sequence[Versioned], *, fields: Iterable[str]) -> None:
    """Write `fields` of all `rows` by one query, as `Versioned.save_checked` writes one: each raises its version.

    Every row carries the version it was read with. Raises `StaleVersion` for one that has moved on, `Http404`
    for one that is gone; none is written then. For fields that no other column follows (`core.search.AlsoField`).
    """
    if not rows:
        return
    manager, now = type(rows[0])._base_manager, timezone.now()
    by_version: dict[int, list[UUID]] = {}
    for row in rows:
        by_version.setdefault(row.version, []).append(row.pk)
    unmoved = reduce(or_, (Q(version=version, pk__in=keys) for version, keys in by_version.items()))
    with transaction.atomic():
        for row in rows:
            row.version, row.updated_at = row.version + 1, now
        changed = manager.filter(unmoved).bulk_update(rows, [*fields, "version", "updated_at"])
        if changed != len(rows):
            moved = manager.filter(pk__in=[row.pk for row in rows]).exclude(updated_at=now).first()
            if moved is None:
                raise Http404
            raise StaleVersion(moved)
