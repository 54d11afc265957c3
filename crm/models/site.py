"""Where a client is: several sites, one of them the main one (K1)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet

ADDRESS_LENGTH = 250


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Site(Versioned):
    """A place of a client's. Regions are words, not codes: codes change over the years."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="sites", db_index=False, verbose_name=_("client"))
    name = models.CharField(
        _("what is there"), max_length=80, blank=True, help_text=_("Head office, plant, warehouse …")
    )
    province = models.CharField(_("province"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    street = models.CharField(_("address"), max_length=ADDRESS_LENGTH, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    note = models.CharField(
        _("how to get in"), max_length=250, blank=True, help_text=_("Gate, floor, parking, whom to ask for.")
    )
    is_main = models.BooleanField(_("main site"), default=False, db_default=False)
    archived_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        indexes = (models.Index(fields=("client", "created_at", "id"), name="site_by_client"),)
        constraints = (
            models.UniqueConstraint(
                fields=("client",), condition=Q(is_main=True, archived_at=None), name="site_one_main"
            ),
            models.CheckConstraint(
                condition=~Q(name="", province="", city="", district="", street=""), name="site_says_something"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.line

    @property
    def line(self) -> str:
        """The whole address on one line; a municipality is not said twice (上海市上海市 …)."""
        city = "" if self.city == self.province else self.city
        parts = [part for part in (self.province, city, self.district, self.street) if part]
        joined = "" if all(ord(part[-1]) > 0x2E80 for part in parts[:-1]) else " "
        return joined.join(parts)
