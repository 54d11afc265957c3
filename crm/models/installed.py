"""Products in use at a client, ours and the rivals' (K4, P3)."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from crm.models.client import Client
from crm.models.competitor import Competitor
from crm.models.contract import Contract
from crm.models.department import Department
from crm.models.scoped import OfClientQuerySet

# `InstalledProduct.ends_on` in a query.
LAST_DAY = Coalesce(Case(When(contract__archived_at__isnull=True, then=F("contract__ends_on"))), F("contract_end"))


class Satisfaction(models.IntegerChoices):
    VERY_LOW = 1, _("Very dissatisfied")
    LOW = 2, _("Dissatisfied")
    FAIR = 3, _("So-so")
    HIGH = 4, _("Satisfied")
    VERY_HIGH = 5, _("Very satisfied")


class InstalledProductQuerySet(OfClientQuerySet):
    def of_rivals(self) -> Self:
        """Return the rivals' products, not ours."""
        return self.filter(competitor__isnull=False)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class InstalledProduct(Versioned):
    """One product in use at a client (K4): ours where `competitor` is None, else that rival's.

    `monthly_value` is what the client pays a month for all of it, in the house's currency; `quantity`, how many of it.
    A rival's product may be unnamed, for the rival is known first; ours may stand in one of our contracts, and then
    ends with it: `contract_end` is its own day, which counts where the contract says none (`LAST_DAY`).
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="products", verbose_name=_("client"))
    competitor = models.ForeignKey(
        Competitor, models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("vendor")
    )
    product = models.CharField(_("product"), max_length=160, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    since = models.DateField(_("in use since"), null=True, blank=True)
    contract_end = models.DateField(_("contract end"), null=True, blank=True)
    monthly_value = models.DecimalField(_("monthly value"), max_digits=14, decimal_places=2, null=True, blank=True)
    department = models.ForeignKey(
        Department,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="products",
        verbose_name=_("department that uses it"),
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("how satisfied they are"), choices=Satisfaction.choices, null=True, blank=True
    )
    contract = models.ForeignKey(
        Contract,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="products",
        verbose_name=_("contract it stands in"),
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Who said so, or where it is written."),
    )
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    representative = models.CharField(_("the rival's representative"), max_length=120, blank=True)
    representative_notes = models.TextField(
        _("how they sell, whom they know"), blank=True, help_text=_("Business facts only.")
    )
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = InstalledProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("installed product")
        verbose_name_plural = _("installed products")
        constraints = (
            models.CheckConstraint(
                condition=Q(competitor__isnull=False) | ~Q(product=""), name="installed_of_ours_is_named"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(contract_end=None) | Q(contract_end__gte=F("since")),
                name="installed_days_in_order",
            ),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gte=1), name="installed_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(monthly_value=None) | Q(monthly_value__gte=0), name="installed_value_not_negative"
            ),
            models.CheckConstraint(condition=Q(contract=None) | Q(competitor=None), name="installed_contract_is_ours"),
        )
        indexes = (
            models.Index(fields=("client", "contract_end"), name="installed_by_client"),
            models.Index(fields=("competitor", "contract_end"), name="installed_by_rival"),
            models.Index(
                fields=("department",), name="installed_by_department", condition=Q(department__isnull=False)
            ),
            models.Index(fields=("contract",), name="installed_by_contract", condition=Q(contract__isnull=False)),
        )

    def __str__(self) -> str:
        if self.competitor is None:
            return self.product
        return f"{self.competitor} · {self.product}" if self.product else str(self.competitor)

    @property
    def is_ours(self) -> bool:
        """Whether it is a product of ours."""
        return self.competitor_id is None

    @property
    def under(self) -> Contract | None:
        """The contract it stands in; none that was removed, which brought back has it again."""
        return self.contract if self.contract and self.contract.archived_at is None else None

    @property
    def ends_on(self) -> dt.date | None:
        """When it ends: the day of the contract it stands in, else its own."""
        return (self.under.ends_on if self.under else None) or self.contract_end

    @property
    def lacks_end(self) -> bool:
        """Whether its end is to be asked for: that of a running contract is asked of the contract."""
        return self.ends_on is None and not (self.under and self.under.is_running)

    @property
    def currency(self) -> str:
        """The house's currency, as ISO 4217 names it."""
        return str(settings.CURRENCY)
