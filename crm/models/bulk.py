"""What one act did to many rows, kept so that one undo takes all of it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row


class BulkKind(models.TextChoices):
    TAG = "tag", _("Tag")
    TIER = "tier", _("Change the tier")
    ARCHIVE = "archive", _("Archive")
    GIVE = "give", _("Give to an account manager")
    SHARE = "share", _("Share with a colleague")


class BulkKindPeople(models.TextChoices):
    """Acts on people at clients."""

    LEVEL = "level", _("Set the level")
    DEPARTMENT = "dept", _("Set the department")
    KNOW = "know", _("I know them")
    LEAVE = "leave", _("Have left their firm")


class BulkKindElsewhere(models.TextChoices):
    """Acts on what hangs on clients, done by `visits`."""

    KEEP = "keep", _("Mark promises kept")
    ACCEPT = "accept", _("Accept records")


class BulkAct(Row):
    """One act on many clients, on many of their people, or on many of what hangs on them.

    `done` says for each what it was before and the version it has had since.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=8, choices=[*BulkKind.choices, *BulkKindPeople.choices, *BulkKindElsewhere.choices]
    )
    done = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
