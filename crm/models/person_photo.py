"""A person's photo: re-encoded, square, small, kept beside the rows so that one backup and one erasure hold it.

One that was replaced or taken off is kept aside for thirty days, as files that are taken away are: what is shown again
(by its toast, on the photo's page, from history) is found there. Then it is gone; with the person's erasure at once.
"""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Row
from crm.models.person import Person

KEPT_AFTER = dt.timedelta(days=30)  # what is shown no more, before it is gone for good
MOST_KEPT = 10  # of one person


class PersonPhoto(models.Model):
    """The photo that is shown, a square JPEG; `Person.photo_key` names its content, so that pages need not read it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="photo")
    image = models.BinaryField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return str(self.person_id)


class FormerPhoto(Row):
    """A photo that was shown until `created_at`: another took its place, or it was taken off."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_photos", editable=False)
    key = models.CharField(max_length=16, editable=False)
    image = models.BinaryField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("former photo")
        verbose_name_plural = _("former photos")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("created_at", "id"), name="former_photo_by_day"),)

    def __str__(self) -> str:
        return str(self.person_id)


def photo_key(image: bytes) -> str:
    """Return a short name of an image's content."""
    return hashlib.sha256(image).hexdigest()[:16]
