"""A visit: planned with a purpose (V2), confirmed, made, left, recorded, reviewed."""

import datetime
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row, Versioned
from core.prepared import Keys
from core.queries import ScopedQuerySet, copied_key
from core.search import Sought, Words, matching
from crm.models import Client, Person
from crm.models.scoped import by_client


class VisitKind(models.TextChoices):
    APPOINTMENT = "appointment", _("By appointment")
    DROP_IN = "drop_in", _("Drop-in")


class VisitState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
    IN_PROGRESS = "in_progress", _("In progress")
    TO_RECORD = "to_record", _("To record")
    RECORDED = "recorded", _("Recorded")
    SENT_BACK = "sent_back", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    CANCELLED = "cancelled", _("Cancelled")


class VisitQuerySet(ScopedQuerySet["Visit"]):
    def visible_to(self, user: User) -> Self:
        """Return the visits `user` may see.

        Own ones; those of clients they may see (history follows the client); a lead's teams'; those a lead has shared
        for discussion with the person's team; an admin's all.
        """
        scope = user.scope
        if scope.everything:
            return self
        if not user.is_active:
            return self.none()
        reasons = by_client(user)
        if user.team_id and user.team_id not in scope.team_ids:
            reasons.append(Q(is_shared_for_discussion=True, team_id=user.team_id))
        return self.for_any(*reasons)

    def of_visible(self, client: Client) -> Self:
        """Return all visits of a client that came from `Client.objects.visible_to`: who sees it sees them.

        The long way round, `visible_to(user).filter(client=…)`, says the same.
        """
        return self.filter(client=client)

    def of_any_visible(self, clients: Keys) -> Self:
        """The same for several clients, given by their ids.

        As an array, because given a list PostgreSQL may rather walk all visits in the order asked for.
        """
        return self.filter(client__any_of=Client.objects.filter(pk__any_of=clients).values("pk"))

    def saying(self, typed: str | Sought) -> Self:
        """Return those whose purpose or expected success holds what was typed."""
        texts = ("purpose", "success")
        return self.alias(words=Words(*texts)).filter(matching(typed, column="words", text_fields=texts))

    def own(self, user: User) -> Self:
        """Return those that `user` makes; with `visible_to`, those of them that another may see."""
        return self.filter(owner_id=user.pk).whole()

    def ahead(self) -> Self:
        """Return those still to be made or being made."""
        return self.filter(state__in=(VisitState.PLANNED, VisitState.CONFIRMED, VisitState.IN_PROGRESS))

    def unfilled(self) -> Self:
        """Return those whose record is owed: left and not recorded, or sent back (V9)."""
        return self.filter(state__in=(VisitState.TO_RECORD, VisitState.SENT_BACK))

    def to_review(self) -> Self:
        """Return those whose record waits for a lead's word."""
        return self.filter(state=VisitState.RECORDED, record__submitted_at__isnull=False)

    def reviewed_by(self, user: User) -> Self:
        """Return those `user` answers for as a lead or admin: their teams', never their own (V9)."""
        rows = self.exclude(owner_id=user.pk).whole()
        return rows if user.scope.everything else rows.filter(team_id__in=user.scope.team_ids)

    def of_day(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        """Return those that start within [start, end)."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["client_owner", "client_team"])
class Visit(Versioned):
    """One visit by one account manager to one client. `team` is the owner's when it was planned.

    `client_owner` and `client_team` are the client's of today: the database keeps them so, nobody else writes them
    (docs/adr/0008).
    """

    # No indexes of their own: the lists' begin with them.
    client = models.ForeignKey(Client, models.PROTECT, related_name="visits", verbose_name=_("client"), db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="visits",
        verbose_name=_("account manager"),
        db_index=False,
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="visits", editable=False, db_index=False
    )
    client_owner = copied_key(settings.AUTH_USER_MODEL)
    client_team = copied_key("accounts.Team")
    kind = models.CharField(_("kind"), max_length=12, choices=VisitKind.choices, default=VisitKind.APPOINTMENT)
    state = models.CharField(_("state"), max_length=12, choices=VisitState.choices, default=VisitState.PLANNED)
    starts_at = models.DateTimeField(_("time"))
    planned_minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    purpose = models.TextField(_("purpose"))
    success = models.TextField(_("what would count as success"))
    place = models.CharField(_("place"), max_length=250, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="visits", verbose_name=_("people to meet"))
    materials = models.TextField(_("materials"), blank=True, help_text=_("One a line."))
    expected_objections = models.TextField(_("expected objections"), blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"), null=True, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=250, blank=True)
    is_shared_for_discussion = models.BooleanField(_("shared with the team for discussion"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = (
            models.CheckConstraint(condition=~Q(purpose=""), name="visit_has_a_purpose"),
            models.CheckConstraint(condition=~Q(success=""), name="visit_says_what_success_is"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")), name="visit_left_after_arrival"
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CANCELLED) | ~Q(cancel_reason=""), name="visit_cancelled_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_progress", "to_record", "recorded", "sent_back", "accepted"))
                | Q(arrived_at__isnull=False),
                name="visit_made_has_arrival",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "-starts_at", "-id"), name="visit_by_owner"),
            models.Index(fields=("client", "-starts_at", "-id"), name="visit_by_client"),
            models.Index(fields=("team", "-starts_at", "-id"), name="visit_by_team"),
            models.Index(fields=("client_owner", "-starts_at", "-id"), name="visit_by_client_owner"),
            models.Index(fields=("client_team", "-starts_at", "-id"), name="visit_by_client_team"),
            models.Index(
                fields=("team", "-starts_at", "-id"),
                name="visit_for_discussion",
                condition=Q(is_shared_for_discussion=True),
            ),
            models.Index(
                fields=("state", "-starts_at", "-id"),
                name="visit_by_open_state",
                condition=Q(state__in=("in_progress", "to_record", "recorded", "sent_back")),
            ),
            models.Index(
                fields=("client", "starts_at", "id"),
                name="visit_open_by_client",
                condition=Q(state__in=("planned", "confirmed", "in_progress", "to_record", "recorded", "sent_back")),
            ),
            models.Index(fields=("-starts_at", "-id"), name="visit_by_time"),
            models.Index(
                fields=("owner", "left_at"), name="visit_to_record", condition=Q(state__in=("to_record", "sent_back"))
            ),
            models.Index(
                fields=("owner", "starts_at", "id"),
                name="visit_ahead",
                condition=Q(state__in=("planned", "confirmed", "in_progress")),
            ),
            models.Index(fields=("team", "id"), name="visit_to_review", condition=Q(state="recorded")),
            GinIndex(Words("purpose", "success"), name="visit_words"),
        )

    def __str__(self) -> str:
        return f"{self.client} · {self.starts_at:%Y-%m-%d}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave the constraints to the database: forms ask for these fields, and a question each is two too many."""

    @property
    def ends_at(self) -> datetime.datetime:
        """The planned end."""
        return self.starts_at + datetime.timedelta(minutes=self.planned_minutes)

    @property
    def delay_minutes(self) -> float | None:
        """Minutes from departure to the record's first submission (V9); None while either is missing."""
        record = getattr(self, "record", None)
        return None if record is None or record.delay is None else record.delay.total_seconds() / 60

    @property
    def is_ahead(self) -> bool:
        """Whether it may still be confirmed, moved, cancelled or begun."""
        return self.state in (VisitState.PLANNED, VisitState.CONFIRMED)

    @property
    def has_begun(self) -> bool:
        """Whether someone has arrived."""
        return self.arrived_at is not None


class VisitChange(Row):
    """A reschedule or cancellation, kept with its reason (V3)."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="changes", verbose_name=_("visit"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    old_starts_at = models.DateTimeField(_("was"))
    new_starts_at = models.DateTimeField(_("is now"), null=True)
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("change of a visit")
        verbose_name_plural = _("changes of a visit")
        ordering = ("created_at",)
