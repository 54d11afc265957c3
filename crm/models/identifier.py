"""Numbers by which others know a client, beside its 统一社会信用代码."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Identifier(Versioned):
    """One more number of a client: our billing number, a tax number, a foreign register's."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="identifiers", verbose_name=_("client"))
    kind = models.CharField(_("what number"), max_length=60, help_text=_("Billing number, stock code, tax number …"))
    value = models.CharField(_("number"), max_length=60)
    archived_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("other number")
        verbose_name_plural = _("other numbers")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="") & ~Q(value=""), name="identifier_has_kind_and_value"),
        )
        indexes = (models.Index(fields=("value",), name="identifier_by_value"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
