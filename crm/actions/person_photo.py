"""A person's photo: whatever the camera gave becomes a small square JPEG without what else the file says."""

import datetime as dt
import io
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from accounts.models import User
from core.images import one_at_a_time, open_picture
from crm.actions.client import lock_client
from crm.actions.person_erase import check_not_erased
from crm.models import Person, PersonPhoto
from crm.models.person_photo import photo_key

SIDE = 320  # pixels
MOST_BYTES = 8 * 1024 * 1024


def square(file: Any, *, x: float, y: float, size: float) -> bytes:
    """Return a square JPEG cut from an image file.

    Parameters: `x`, `y`, left and upper edge of the cut, and `size`, its side, all as parts (0–1) of the shorter side
    of the image as it is seen; size 0 takes the middle. Raises `ValidationError` for what is no image or too large.
    """
    if file.size > MOST_BYTES:
        raise ValidationError({"image": _("The file is larger than 8 MB.")})
    try:
        with one_at_a_time:
            return _cut(open_picture(file).convert("RGB"), x, y, size)
    except ValidationError as error:
        raise ValidationError({"image": error.messages}) from None


def _cut(image: Image.Image, x: float, y: float, size: float) -> bytes:
    short = min(image.size)
    if not 0 < size <= 1:
        x, y, size = (image.width - short) / 2 / short, (image.height - short) / 2 / short, 1
    side = max(1, round(short * size))
    left = min(max(0, round(x * short)), image.width - side)
    upper = min(max(0, round(y * short)), image.height - side)
    cut = image.crop((left, upper, left + side, upper + side)).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


@transaction.atomic
def set_photo(*, by: User, person: Person, version: int, image: bytes, now: dt.datetime) -> Person:
    """Keep `image` (from `square`) as the person's photo. Raises `StaleVersion`; `NotYours`, also of who is erased."""
    lock_client(by=by, client=person.client)
    check_not_erased(person)
    person.photo_key = photo_key(image)
    saved = person.save_checked(version=version, fields=["photo_key"])
    PersonPhoto.objects.update_or_create(person=person, defaults={"image": image, "noted_by": by, "created_at": now})
    return saved


@transaction.atomic
def remove_photo(*, by: User, person: Person, version: int) -> Person:
    """Show the person without a photo; it is kept until another takes its place, so that this can be taken back."""
    lock_client(by=by, client=person.client)
    person.photo_key = ""
    return person.save_checked(version=version, fields=["photo_key"])


@transaction.atomic
def restore_photo(*, by: User, person: Person, version: int) -> Person:
    """Take the removal of a photo back. Raises `StaleVersion`."""
    lock_client(by=by, client=person.client)
    kept = PersonPhoto.objects.filter(person=person).first()
    person.photo_key = photo_key(bytes(kept.image)) if kept else ""
    return person.save_checked(version=version, fields=["photo_key"])
