"""Create a row once, however often its form arrives."""

from typing import TypeVar

from django.db import IntegrityError, models, transaction

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
