"""Names that a client had before, shown with their dates; the client is found by them (crm/models/also.py)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class FormerName(Versioned):
    """A name (曾用名) that a client no longer has, until when and why as far as known."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="former_names", verbose_name=_("client"))
    name = models.CharField(_("former name"), max_length=200)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(
        _("why it changed"), max_length=160, blank=True, help_text=_("Renamed, merged, restructured …")
    )
    archived_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = models.Manager.from_queryset(OfClientQuerySet)()

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="former_name_is_a_name"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="former_name_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name
