"""The hand-over of a client (移交, W5): from one account manager to another on a day, with a checklist."""

import datetime as dt
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.house import house_day
from core.models import Versioned
from crm.models import Client, ClientShare


class HandoverState(models.TextChoices):
    PLANNED = "planned", _("Under way")
    DONE = "done", _("Handed over")
    CANCELLED = "cancelled", _("Called off")


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: User) -> Self:
        """Return those that `user` gives, or takes unless it was called off, and those of clients they may see."""
        if user.scope.everything:
            return self
        if not user.is_active:
            return self.none()
        takes = Q(to_manager=user.pk) & ~Q(state=HandoverState.CANCELLED)
        mine = Q(from_manager=user.pk) | takes
        return self.filter(mine | Q(client__any_of=Client.objects.visible_to(user).values("pk")))

    def under_way(self) -> Self:
        """Return those whose day has not come."""
        return self.filter(state=HandoverState.PLANNED)

    def waiting_for(self, user: User) -> Self:
        """Return those that `user` takes and has not accepted."""
        return self.filter(to_manager=user.pk, accepted_at=None).exclude(state=HandoverState.CANCELLED)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Handover(Versioned):
    """A client goes to another account manager when `effective_on` begins in the house's zone.

    `witness` is the lead or admin who decided it (监交). `share` lets the one who takes it see the client before.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="handovers", verbose_name=_("client"), db_index=False
    )
    from_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("from"), editable=False
    )
    to_manager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to"))
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("witness"), editable=False
    )
    share = models.ForeignKey(ClientShare, models.SET_NULL, null=True, related_name="+", editable=False)
    effective_on = models.DateField(_("from which day"))
    takes_promises = models.BooleanField(_("open promises go along"), default=True)
    note = models.TextField(_("what they should know"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=HandoverState.choices, default=HandoverState.PLANNED, editable=False
    )
    accepted_at = models.DateTimeField(pgettext_lazy("hand-over", "accepted"), null=True, editable=False)
    ended_at = models.DateTimeField(_("done"), null=True, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = (
            models.CheckConstraint(condition=~Q(from_manager=F("to_manager")), name="handover_to_somebody_else"),
            models.UniqueConstraint(fields=("client",), condition=Q(state="planned"), name="handover_one_at_a_time"),
        )
        indexes = (
            models.Index(fields=("client", "-created_at"), name="handover_by_client"),
            models.Index(
                fields=("client", "-ended_at"), name="handover_ended_by_client", condition=Q(ended_at__isnull=False)
            ),
            models.Index(fields=("effective_on", "id"), name="handover_by_day", condition=Q(state="planned")),
            models.Index(fields=("-effective_on", "-id"), name="handover_done_by_day", condition=Q(state="done")),
        )

    def __str__(self) -> str:
        return f"{self.client} → {self.to_manager}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave the constraints to the action and the database: the form knows neither client nor giver."""

    @property
    def is_under_way(self) -> bool:
        """Whether its day has not come."""
        return self.state == HandoverState.PLANNED


class ItemKind(models.TextChoices):
    COMPLAINT = "complaint", _("Open complaint")
    PROMISE = "promise", _("Open promise")
    CONTACT = "contact", _("Next contact")
    REQUEST = "request", _("Open request")
    VISIT = "visit", _("Planned visit")
    RECORD = "record", _("Record owed")
    CONTRACT = "contract", _("Contract that ends soon")
    ARREARS = "arrears", _("Arrears")
    PERSON = "person", _("Key person")
    SHARE = "share", _("Works on it too")


DATED = (ItemKind.CONTACT, ItemKind.PROMISE, ItemKind.CONTRACT)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class HandoverItem(Versioned):
    """One line of the checklist, as it stood when the hand-over was planned, or on its day where it opened between.

    That about arrears copies no row: it is asked at every hand-over, as no record here knows of them. Its
    `subject_id` is the client, its text empty.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items", db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices)
    subject_id = models.UUIDField()
    text = models.CharField(_("what"), max_length=250)
    position = models.PositiveSmallIntegerField()
    note = models.CharField(_("note"), max_length=250, blank=True)
    ticked_at = models.DateTimeField(_("gone through"), null=True, editable=False)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("item of a hand-over")
        verbose_name_plural = _("items of a hand-over")
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("handover", "kind", "subject_id"), name="handover_item_once"),)

    def __str__(self) -> str:
        return self.words

    @property
    def day(self) -> dt.date | None:
        """The day its words begin with (`visits/actions/handover_items.py`); None where it is about none."""
        if self.kind not in DATED or self.text[10:13] not in {" · ", ""}:
            return None
        try:
            return dt.date.fromisoformat(self.text[:10])
        except ValueError:
            return None

    @property
    def kind_words(self) -> str:
        """What sort of line it is: a contract may have been over when the line was written."""
        is_over = self.kind == ItemKind.CONTRACT and self.day is not None and self.day < house_day(self.created_at)
        return str(_("Contract that is over")) if is_over else str(self.get_kind_display())

    @property
    def words(self) -> str:
        """Its words without the day; what sort of line it is where it has no others."""
        words = self.text[13:] if self.day else self.text
        return words or str(self.get_kind_display())
