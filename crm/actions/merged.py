"""Whether a client or person was made a part of another: apps above this one, which do that, are asked."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MERGED: list[Callable[[UUID], bool]] = []


def is_merged(pk: UUID) -> bool:
    """Whether the row is a part of another now, so that bringing it back alone would bring an empty one."""
    return any(asked(pk) for asked in MERGED)


def check_not_merged(pk: UUID) -> None:
    """Refuse to bring such a row back. Raises `ValidationError` with a sentence."""
    if is_merged(pk):
        raise ValidationError(_("This was merged into another. To have it back with all it had, make two again."))
