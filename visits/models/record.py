"""The visit record (V9, V10) and its review."""

import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned
from core.queries import copied_key
from core.search import Words
from visits.models.scoped import OfVisitQuerySet
from visits.models.visit import Visit, VisitState

RECORD_TEXTS = ("result_note", "gains", "losses", "next_step")


class PurposeResult(models.TextChoices):
    ACHIEVED = "achieved", _("Achieved")
    PARTLY = "partly", _("Partly")
    NOT_ACHIEVED = "not", _("Not achieved")


class RecordQuerySet(OfVisitQuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the records of the visits that `user` may see; one that is not handed in is its writer's alone."""
        return super().visible_to(user).filter(Q(submitted_at__isnull=False) | Q(owner_id=user.pk))

    def with_open_contact(self) -> Self:
        """Return those handed in whose next contact is still to come about: the client is not archived, and no other
        visit was made or planned since. It is for whoever manages the client now (`client_owner`).
        """
        later = Visit.objects.filter(client=OuterRef("visit__client"), starts_at__gt=OuterRef("visit__starts_at"))
        rows = self.filter(
            submitted_at__isnull=False, next_contact_on__isnull=False, visit__client__archived_at__isnull=True
        )
        return rows.exclude(Exists(later.exclude(state=VisitState.CANCELLED)))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["owner", "client_owner"])
class VisitRecord(Versioned):
    """The record of a visit: a draft until submitted, then locked unless a lead sends it back.

    `first_submitted_at` never changes: the time from departure to record is measured by it (V9). `owner` is the
    visit's and `client_owner` the client's of today: the database keeps them so (docs/adr/0008).
    """

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="record", verbose_name=_("visit"))
    owner = copied_key(settings.AUTH_USER_MODEL)
    client_owner = copied_key(settings.AUTH_USER_MODEL)
    result = models.CharField(_("purpose"), max_length=8, choices=PurposeResult.choices, blank=True)
    result_note = models.TextField(_("how it went"), blank=True)
    gains = models.TextField(_("gains"), blank=True)
    losses = models.TextField(_("losses"), blank=True)
    next_step = models.TextField(_("next step"), blank=True)
    next_contact_on = models.DateField(_("next contact"), null=True, blank=True)
    first_submitted_at = models.DateTimeField(_("first submitted"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("reviewed by"),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit record")
        verbose_name_plural = _("visit records")
        constraints = (
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(result=""), name="submitted_record_judges_its_purpose"
            ),
        )
        indexes = (
            models.Index(fields=("submitted_at", "id"), name="record_by_submission"),
            models.Index(
                fields=("client_owner", "next_contact_on", "id"),
                name="record_contact_by_client_owner",
                condition=Q(submitted_at__isnull=False),
            ),
            GinIndex(Words(*RECORD_TEXTS), name="record_words"),
        )

    def __str__(self) -> str:
        return str(self.visit)

    @property
    def delay(self) -> datetime.timedelta | None:
        """Time from departure to the first submission (V9); None while either is missing."""
        if self.first_submitted_at is None or self.visit.left_at is None:
            return None
        return self.first_submitted_at - self.visit.left_at


def agreed_contact() -> Subquery:
    """Return, of a client in a query, the day of contact that its last visit ended with: nothing where another visit
    was made or planned since, or none was agreed.
    """
    visits = Visit.objects.filter(client=OuterRef("pk")).exclude(state=VisitState.CANCELLED)
    agreed = Case(When(record__submitted_at__isnull=False, then="record__next_contact_on"))
    return Subquery(visits.order_by("-starts_at", "-id").values_list(agreed)[:1])
