"""Rivals (P1); what they have at each client is in installed.py (P3)."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned
from core.names import KEY_LENGTH
from core.search import AlsoField, SearchedManager, Sought, matching, search_column
from crm.models.also import words_of_competitor


class CompetitorQuerySet(models.QuerySet["Competitor"]):
    def visible_to(self, user: User) -> "CompetitorQuerySet":
        """Return all: what is known of a rival company is everyone's."""
        return self if user.is_active else self.none()

    def active(self) -> "CompetitorQuerySet":
        """Return those not archived."""
        return self.filter(archived_at=None)

    def found_by(self, typed: str | Sought) -> "CompetitorQuerySet":
        """Return those whose names hold what was typed, also by sound."""
        return self.filter(matching(typed, text_fields=("name", "other_name"), also="also"))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["search", "also"])
class Competitor(Versioned):
    """A rival company (竞争对手), known as well as ourselves (P1)."""

    name = models.CharField(_("name"), max_length=120)
    other_name = models.CharField(_("other name"), max_length=120, blank=True, help_text=_("In the other language."))
    business = models.TextField(_("what marks their business"), blank=True)
    service = models.TextField(_("what marks their service"), blank=True)
    strengths = models.TextField(_("where they are strong"), blank=True)
    weaknesses = models.TextField(_("where they are weak"), blank=True)
    our_answer = models.TextField(_("ours beside it"), blank=True)
    website = models.URLField(_("website"), blank=True)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    search = search_column("name", "other_name", "sort_key")
    also = AlsoField(of=("name", "other_name"))

    objects = SearchedManager.from_queryset(CompetitorQuerySet)()

    class Meta:
        verbose_name = _("rival")
        verbose_name_plural = _("rivals")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="competitor_has_a_name"),
            models.UniqueConstraint(fields=("name",), name="competitor_name_once"),
        )
        indexes = (
            models.Index(fields=("sort_key", "id"), name="competitor_by_name"),
            GinIndex(fields=("search",), name="competitor_search"),
            GinIndex(fields=("also",), name="competitor_also"),
        )

    def __str__(self) -> str:
        return self.name

    def also_words(self) -> set[str]:
        """Return what it is found by besides its names as written."""
        return words_of_competitor(self)
