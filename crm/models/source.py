"""Where what is known of a client comes from (K7): the kinds in four quadrants, a fact's source, what was tried."""

from functools import reduce
from operator import or_

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Versioned
from crm.models.client import Client
from crm.models.contact_way import ContactWay
from crm.models.contract import Contract
from crm.models.department import Department
from crm.models.identifier import Identifier
from crm.models.installed import InstalledProduct
from crm.models.person import Person
from crm.models.person_date import PersonDate
from crm.models.scoped import OfClientQuerySet

SEAL_LENGTH = 16
# The foreign keys of `FactSource` that name a row beside the client, one of them at most.
ROWS = ("person", "product", "contract", "number", "way", "date", "department")


class Quadrant(models.TextChoices):
    CLIENT = "client", _("The client itself")
    OURS = "ours", _("Our side")
    MARKET = "market", _("The market")
    AROUND = "around", _("Around the client")

    @property
    def kinds(self) -> list["SourceKind"]:
        """The kinds of source that stand in it."""
        return [kind for kind in SourceKind if kind.quadrant is self]


class TryWay(models.TextChoices):
    """How somebody tries a kind of source."""

    ASKED = "asked", _("I asked")
    LOOKED = "looked", _("Looked it up")


class SourceKind(models.TextChoices):
    """The kinds of source (K7). `quadrant` and `ways` follow from the kind, by `_KINDS` alone."""

    WEBSITE = "website", _("Website")
    ANNUAL_REPORT = "annual_report", _("Annual report")
    PERIODICAL = "periodical", _("Their periodical")
    BROCHURE = "brochure", _("Product brochures")
    STAFF = "staff", _("Present staff")
    FORMER_STAFF = "former_staff", _("Former staff")
    OUR_SALES = "our_sales", _("Our sales")
    OUR_SERVICE = "our_service", _("Our service")
    OUR_SYSTEM = "our_system", _("Our information system")
    NETWORK = "network", _("Affiliates and personal networks")
    GOVERNMENT = "government", _("Government")
    ASSOCIATION = "association", _("Trade associations")
    BANKS = "banks", _("Brokers and banks")
    PRESS = "press", pgettext_lazy("newspapers", "Press")
    RESEARCH = "research", _("Research and PR firms")
    CUSTOMERS = "customers", _("Their customers")
    SUPPLIERS = "suppliers", _("Other suppliers")
    CHANNELS = "channels", _("Sales channels")
    PARTNERS = "partners", _("Their partners")
    RIVALS = "rivals", _("Their rivals")

    @property
    def quadrant(self) -> Quadrant:
        """The quadrant it stands in."""
        return _KINDS[self][0]

    @property
    def ways(self) -> tuple[TryWay, ...]:
        """How it can be tried, in one order everywhere: "I asked" keeps its place. Nobody asks a website."""
        return _KINDS[self][1]


_ASK, _LOOK = (TryWay.ASKED,), (TryWay.LOOKED,)
_EITHER = (*_LOOK, *_ASK)
_KINDS: dict[SourceKind, tuple[Quadrant, tuple[TryWay, ...]]] = {
    SourceKind.WEBSITE: (Quadrant.CLIENT, _LOOK),
    SourceKind.ANNUAL_REPORT: (Quadrant.CLIENT, _EITHER),
    SourceKind.PERIODICAL: (Quadrant.CLIENT, _EITHER),
    SourceKind.BROCHURE: (Quadrant.CLIENT, _EITHER),
    SourceKind.STAFF: (Quadrant.CLIENT, _ASK),
    SourceKind.FORMER_STAFF: (Quadrant.CLIENT, _ASK),
    SourceKind.OUR_SALES: (Quadrant.OURS, _ASK),
    SourceKind.OUR_SERVICE: (Quadrant.OURS, _ASK),
    SourceKind.OUR_SYSTEM: (Quadrant.OURS, _LOOK),
    SourceKind.NETWORK: (Quadrant.OURS, _ASK),
    SourceKind.GOVERNMENT: (Quadrant.MARKET, _EITHER),
    SourceKind.ASSOCIATION: (Quadrant.MARKET, _EITHER),
    SourceKind.BANKS: (Quadrant.MARKET, _EITHER),
    SourceKind.PRESS: (Quadrant.MARKET, _LOOK),
    SourceKind.RESEARCH: (Quadrant.MARKET, _EITHER),
    SourceKind.CUSTOMERS: (Quadrant.AROUND, _ASK),
    SourceKind.SUPPLIERS: (Quadrant.AROUND, _ASK),
    SourceKind.CHANNELS: (Quadrant.AROUND, _ASK),
    SourceKind.PARTNERS: (Quadrant.AROUND, _ASK),
    SourceKind.RIVALS: (Quadrant.AROUND, _EITHER),
}


class SourceQuerySet(OfClientQuerySet):
    def there(self) -> "SourceQuerySet":
        """Return those not removed."""
        return self.filter(removed_at=None)


class FactSource(Versioned):
    """Where the value of one field comes from, said once; the newest that tells of the present value counts.

    The fact is a field (`crm.facts` lists those that matter) of the client, or of the one row among `ROWS` that is
    set. `seal` stands for the value that the source was given for, so that a value that changes without a source is
    not taken for one that has it; a superior is held by `superior`, which follows when people are merged. Rows are
    added, never rewritten: they are the history of themselves.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="+", db_index=False, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )  # fmt: skip
    product = models.ForeignKey(
        InstalledProduct, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )
    contract = models.ForeignKey(
        Contract, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )  # fmt: skip
    number = models.ForeignKey(
        Identifier, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )  # fmt: skip
    way = models.ForeignKey(ContactWay, models.CASCADE, null=True, related_name="+", db_index=False, editable=False)
    date = models.ForeignKey(PersonDate, models.CASCADE, null=True, related_name="+", db_index=False, editable=False)
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )
    field = models.CharField(max_length=30, editable=False)
    seal = models.CharField(max_length=SEAL_LENGTH, blank=True, editable=False)
    superior = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )  # fmt: skip
    kind = models.CharField(_("kind of source"), max_length=16, choices=SourceKind.choices)
    learnt_on = models.DateField(_("learnt on"), default=timezone.localdate)
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Which issue or page, or who said it.")
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.CheckConstraint(
                condition=reduce(or_, (Q(**{name: None for name in ROWS if name != but}) for but in ROWS)),
                name="fact_source_about_one_row",
            ),
        )
        indexes = (
            models.Index(fields=("client", "-created_at", "-id"), name="fact_source_by_client"),
            *(
                models.Index(fields=(name,), name=f"fact_source_by_{name}", condition=Q((f"{name}__isnull", False)))
                for name in (*ROWS, "superior")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kind_display())


class TryOutcome(models.TextChoices):
    GAVE = "gave", _("It gave something")
    NOTHING = "nothing", _("It gave nothing")
    PROMISED = "promised", _("They promised to tell")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class SourceTried(Versioned):
    """Somebody tried a kind of source for a client: when, and what it gave; "" while nothing has come of it yet."""

    client = models.ForeignKey(
        Client, models.CASCADE, related_name="+", db_index=False, editable=False, verbose_name=_("client")
    )
    kind = models.CharField(_("kind of source"), max_length=16, choices=SourceKind.choices, editable=False)
    way = models.CharField(_("how"), max_length=8, choices=TryWay.choices, editable=False)
    tried_on = models.DateField(_("day"), default=timezone.localdate)
    outcome = models.CharField(_("what it gave"), max_length=8, choices=TryOutcome.choices, blank=True)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Whom you asked, what to come back to.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of source tried")
        verbose_name_plural = _("kinds of source tried")
        indexes = (models.Index(fields=("client", "-tried_on", "-id"), name="source_tried_by_client"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())
