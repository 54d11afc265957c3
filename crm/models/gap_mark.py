"""What was asked about a client's file and could not be told, or was found still right (H2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


class GapMark(Row):
    """The last time somebody was asked for one thing. `object_id` is the row that lacks it, the client for its own.

    `kind` names the gap (`crm/completeness.py`). Not known: it is asked again after `back_on`. A section that was
    found right (`kind` "right:people") was looked at on `asked_on`.
    """

    client = models.ForeignKey(
        Client, models.CASCADE, related_name="gap_marks", db_index=False, verbose_name=_("client")
    )
    kind = models.CharField(max_length=24)
    object_id = models.UUIDField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    asked_on = models.DateField(_("asked on"))
    back_on = models.DateField(null=True)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked, not known")
        verbose_name_plural = _("asked, not known")
        constraints = (models.UniqueConstraint(fields=("client", "kind", "object_id"), name="gap_marked_once"),)
