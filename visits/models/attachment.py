"""Photos and files kept with a client, a person, a visit or a complaint."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned
from crm.models import Client, Person
from visits.models.comment import about_one_of, seen_through
from visits.models.complaint import Complaint
from visits.models.visit import Visit

HOLDERS: dict[str, type[models.Model]] = {"client": Client, "person": Person, "visit": Visit, "complaint": Complaint}


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> Self:
        """Return the files of what `user` may see, the removed ones among them: an undo needs those."""
        if user.scope.everything:
            return self
        return self.filter(seen_through(user, HOLDERS))

    def kept(self) -> Self:
        """Return those not removed."""
        return self.filter(removed_at=None)


class Attachment(Versioned):
    """One file. Its content lies in the storage of uploads under `stored_as`, a picture's small one under `small_as`.

    `digest` is the SHA-256 of what was sent, in hexadecimal, so that the same file is known again; pictures are kept
    re-encoded. `size` is what is kept, in bytes.
    """

    client = models.ForeignKey(Client, models.CASCADE, null=True, related_name="attachments", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="attachments", db_index=False)
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="attachments", db_index=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, null=True, related_name="attachments", db_index=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"), editable=False
    )
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=120)
    small_as = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = (models.CheckConstraint(condition=about_one_of(tuple(HOLDERS)), name="attachment_of_one_thing"),)
        indexes = (
            *(
                models.Index(
                    fields=(name, "created_at"),
                    name=f"attachment_by_{name}",
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name in HOLDERS
            ),
            models.Index(fields=("removed_at",), name="attachment_removed", condition=Q(removed_at__isnull=False)),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as a picture."""
        return bool(self.small_as)

    @property
    def holder_name(self) -> str:
        """Which of `HOLDERS` it hangs on."""
        return next(name for name in HOLDERS if getattr(self, f"{name}_id") is not None)

    @property
    def holder(self) -> Client | Person | Visit | Complaint:
        """The row it hangs on."""
        row: Client | Person | Visit | Complaint = getattr(self, self.holder_name)
        return row
