"""What a client said that must not be lost: requests (H3) and objections (C6–C8)."""

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.search import Sought, Words, matching
from crm.models import Client, Person
from crm.models.scoped import OfClientQuerySet
from visits.models.visit import Visit


class FindingQuerySet(OfClientQuerySet):
    def saying(self, typed: str | Sought) -> "FindingQuerySet":
        """Return those whose text holds what was typed."""
        return self.alias(words=Words("text")).filter(matching(typed, column="words", text_fields=("text",)))


class Finding(Versioned):
    """Something heard at a client, in or outside of a visit, in the client's words."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+", verbose_name=_("client"))
    visit = models.ForeignKey(Visit, models.SET_NULL, null=True, blank=True, verbose_name=_("visit"))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, verbose_name=_("who said it"))
    text = models.TextField(_("what they said"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("noted by"))
    noted_at = models.DateTimeField(_("noted"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True


class RequestCategory(models.TextChoices):
    ENQUIRY = "enquiry", _("Enquiry")
    FAULT = "fault", _("Fault")
    COMPLAINT = "complaint", _("Complaint")
    BUSINESS = "business", _("Business")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Request(Finding):
    """A client's request (诉求), by category, open until resolved (H3)."""

    category = models.CharField(
        _("category"), max_length=10, choices=RequestCategory.choices, default=RequestCategory.ENQUIRY
    )
    resolution = models.TextField(_("what was done"), blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, editable=False)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        default_related_name = "requests"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="request_says_something"),)
        indexes = (
            models.Index(fields=("client", "-noted_at"), name="request_by_client"),
            models.Index(
                fields=("client", "noted_at", "id"), name="request_open_by_client", condition=Q(resolved_at=None)
            ),
            models.Index(fields=("visit",), name="request_by_visit"),
            GinIndex(Words("text"), name="request_words"),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_complaint(self) -> bool:
        """Whether it is one that clocks should run for (visits/models/complaint.py)."""
        return self.category == RequestCategory.COMPLAINT


class ObjectionKind(models.TextChoices):
    REAL = "real", _("Real")
    FALSE = "false", _("False")
    HIDDEN = "hidden", _("Hidden")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Objection(Finding):
    """An objection in the client's words; its kind (C7) may be judged later."""

    kind = models.CharField(_("kind"), max_length=8, choices=ObjectionKind.choices, blank=True)
    answer = models.TextField(_("how it was answered"), blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        default_related_name = "objections"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),)
        indexes = (
            models.Index(fields=("client", "-noted_at"), name="objection_by_client"),
            models.Index(fields=("visit",), name="objection_by_visit"),
            GinIndex(Words("text"), name="objection_words"),
        )

    def __str__(self) -> str:
        return self.text[:80]
