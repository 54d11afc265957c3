"""Contracts with a client, and when they end (W7)."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.search import AlsoField, SearchedManager, Sought, matching
from crm.models.also import words_of_contract
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


class ContractState(models.TextChoices):
    RUNNING = "running", _("Running")
    RENEWED = "renewed", _("Renewed")
    ENDED = "ended", _("Ended, not renewed")


CONTRACT_TEXTS = ("number", "subject", "note")


class ContractQuerySet(OfClientQuerySet):
    def saying(self, typed: str | Sought) -> Self:
        """Return those whose number, subject or note holds what was typed, the subject also by sound."""
        return self.filter(matching(typed, column="also", text_fields=CONTRACT_TEXTS))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["reminded_for", "also"],
    meta={"indexes": (models.Index(fields=("client", "-pgh_created_at"), name="contract_event_latest"),)},
)
class Contract(Versioned):
    """One contract of ours with a client. `value` is of the whole term, in the house's currency."""

    client = models.ForeignKey(
        Client, models.CASCADE, related_name="contracts", db_index=False, verbose_name=_("client")
    )
    number = models.CharField(_("contract number"), max_length=60, blank=True)
    subject = models.CharField(_("what for"), max_length=160, blank=True, help_text=_("Products and services in it."))
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    state = models.CharField(
        _("state"), max_length=8, choices=ContractState, default=ContractState.RUNNING, editable=False
    )
    # The end that reminders are written for; emptied whenever they must be written anew. Not part of the history.
    reminded_for = models.DateField(null=True, editable=False)
    archived_at = models.DateTimeField(_("removed"), null=True, editable=False)

    also = AlsoField(of=CONTRACT_TEXTS)

    objects = SearchedManager.from_queryset(ContractQuerySet)()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = (
            models.CheckConstraint(condition=~Q(number="", subject=""), name="contract_is_named"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_days_in_order",
            ),
        )
        indexes = (
            models.Index(fields=("client", "ends_on", "id"), name="contract_by_client"),
            models.Index(
                fields=("ends_on", "id"),
                name="contract_to_remind_of",
                condition=Q(state=ContractState.RUNNING, archived_at=None, reminded_for=None),
            ),
            GinIndex(fields=("also",), name="contract_also"),
        )

    def also_words(self) -> set[str]:
        """Return what it is found by: its words and how its subject is spoken."""
        return words_of_contract(self)

    def __str__(self) -> str:
        return " · ".join(part for part in (self.number, self.subject) if part)

    @property
    def is_running(self) -> bool:
        """Whether its end is still to be watched."""
        return self.state == ContractState.RUNNING and self.archived_at is None

    @property
    def is_over(self) -> bool:
        """Whether its end has passed and nobody has said what became of it."""
        return self.is_running and self.ends_on is not None and self.ends_on < timezone.localdate()

    def follows(self, other: "Contract") -> bool:
        """Whether it may be what another one was renewed by: noted after it, and not known to end before it."""
        ends_later = self.ends_on is None or other.ends_on is None or self.ends_on > other.ends_on
        return self.created_at > other.created_at and ends_later

    @property
    def currency(self) -> str:
        """The house's currency, as ISO 4217 names it."""
        return str(settings.CURRENCY)
