"""A person's photo: whatever the camera gave becomes a small square JPEG without what else the file says."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from accounts.models import User
from core.images import one_at_a_time, open_picture
from crm.actions.client import lock_client
from crm.actions.person_erase import check_not_erased
from crm.models import FormerPhoto, Person, PersonPhoto
from crm.models.person_photo import KEPT_AFTER, MOST_KEPT, photo_key

SIDE = 320  # pixels
MOST_BYTES = 8 * 1024 * 1024
ASIDE: list[Callable[[Person], Mapping[str, bytes]]] = []  # photos by key that apps above this one kept aside


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
    """Keep `image` (from `square`) as the person's photo; the one before it is kept aside for thirty days.

    Raises `StaleVersion`; `NotYours`, also of who is erased.
    """
    lock_client(by=by, client=person.client)
    check_not_erased(person)
    person.photo_key = photo_key(image)
    saved = person.save_checked(version=version, fields=["photo_key"])
    _set_aside(person, now)
    FormerPhoto.objects.filter(person=person, key=person.photo_key).delete()
    PersonPhoto.objects.create(person=person, image=image, noted_by=by, created_at=now)
    return saved


@transaction.atomic
def remove_photo(*, by: User, person: Person, version: int, now: dt.datetime) -> Person:
    """Show the person without a photo; it is kept aside for thirty days, so that this can be taken back."""
    lock_client(by=by, client=person.client)
    person.photo_key = ""
    saved = person.save_checked(version=version, fields=["photo_key"])
    _set_aside(person, now)
    return saved


@transaction.atomic
def restore_photo(*, by: User, person: Person, version: int, now: dt.datetime, key: str) -> Person:
    """Show the photo of `key` again. Raises `StaleVersion`; `ValidationError` where it is not kept any more."""
    lock_client(by=by, client=person.client)
    image = photos_of(person).get(key)
    if image is None:
        raise ValidationError(_("This photo is not kept any more."))
    return set_photo(by=by, person=person, version=version, image=image, now=now)


def tidy_photos(*, now: dt.datetime) -> int:
    """Delete what has not been shown for thirty days; return how many photos went."""
    return FormerPhoto.objects.filter(created_at__lt=now - KEPT_AFTER).delete()[0]


def _set_aside(person: Person, now: dt.datetime) -> None:
    """Keep aside what the person showed until now."""
    shown = PersonPhoto.objects.filter(person=person).first()
    if shown is None:
        return
    key = photo_key(bytes(shown.image))
    FormerPhoto.objects.filter(person=person, key=key).delete()
    FormerPhoto.objects.create(
        person=person, key=key, image=shown.image, noted_by_id=shown.noted_by_id, created_at=now
    )
    shown.delete()
    kept = FormerPhoto.objects.filter(person=person).values_list("pk", flat=True)
    FormerPhoto.objects.filter(pk__in=list(kept[MOST_KEPT:])).delete()


def photos_aside(person: Person) -> dict[str, bytes]:
    """Return, by key, the photos that are kept of a person besides the one shown: what was shown before, the last one
    first, and those of two who became one.
    """
    found = {one.key: bytes(one.image) for one in FormerPhoto.objects.filter(person=person)}
    return found | {key: image for aside in ASIDE for key, image in aside(person).items()}


def photos_of(person: Person) -> dict[str, bytes]:
    """Return all photos that are kept of a person, by key."""
    own = PersonPhoto.objects.filter(person=person).first()
    image = bytes(own.image) if own else b""
    return photos_aside(person) | ({photo_key(image): image} if image else {})
