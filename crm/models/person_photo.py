"""A person's photo: re-encoded, square, small, kept beside the rows so that one backup and one erasure hold it."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.models.person import Person


class PersonPhoto(models.Model):
    """A square JPEG; `Person.photo_key` names its content, so that pages need not read it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="photo")
    image = models.BinaryField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return str(self.person_id)


def photo_key(image: bytes) -> str:
    """Return a short name of an image's content."""
    return hashlib.sha256(image).hexdigest()[:16]
