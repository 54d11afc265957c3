"""The promise ledger (H5): what, to whom, due when, and what became of it."""

import datetime
from dataclasses import dataclass
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.models import Row, Versioned
from core.prepared import Keys
from core.queries import ScopedQuerySet, copied_key, first_of
from core.search import Sought, Words, matching
from crm.models import Client, Person
from crm.models.scoped import by_client
from visits.models.visit import Visit


class PromiseState(models.TextChoices):
    OPEN = "open", pgettext_lazy("promise", "Open")
    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken")


MOST_COUNTED = 999


@dataclass(frozen=True, slots=True)
class PromiseLoad:
    """What somebody has promised already, before promising more."""

    open: int
    overdue: int
    that_week: int
    monday: datetime.date


def load_of(days: list[Any], *, today: datetime.date, day: datetime.date) -> PromiseLoad:
    """Return what the due days of open promises come to, as seen today, for the week of `day` (H5)."""
    monday = day - datetime.timedelta(days=day.weekday())
    sunday = monday + datetime.timedelta(days=6)
    return PromiseLoad(
        open=len(days),
        overdue=sum(one < today for one in days),
        that_week=sum(monday <= one <= sunday for one in days),
        monday=monday,
    )


class PromiseQuerySet(ScopedQuerySet["Promise"]):
    def visible_to(self, user: User) -> Self:
        """Return the promises `user` may see: own, of clients they may see, a lead's teams', an admin's all."""
        if user.scope.everything:
            return self
        if not user.is_active:
            return self.none()
        return self.for_any(*by_client(user))

    def of_visible(self, client: Client) -> Self:
        """Return all promises of a client that came from `Client.objects.visible_to`: who sees it sees them.

        The long way round, `visible_to(user).filter(client=…)`, says the same.
        """
        return self.filter(client=client)

    def of_any_visible(self, clients: Keys) -> Self:
        """The same for several clients, given by their ids.

        As an array, because given a list PostgreSQL may rather walk all promises in the order asked for.
        """
        return self.filter(client__any_of=Client.objects.filter(pk__any_of=clients).values("pk"))

    def saying(self, typed: str | Sought) -> Self:
        """Return those whose text holds what was typed."""
        return self.alias(words=Words("text")).filter(matching(typed, column="words", text_fields=("text",)))

    def own(self, user: User) -> Self:
        """Return those that `user` has made; with `visible_to`, those of them that another may see."""
        return self.filter(owner_id=user.pk).whole()

    def open(self) -> Self:
        """Return those not yet kept or broken."""
        return self.filter(state=PromiseState.OPEN)

    def due_by(self, day: datetime.date) -> Self:
        """Return those due on `day` or before."""
        return self.filter(due_on__lte=day)

    def due_within(self, first: datetime.date, last: datetime.date) -> Self:
        """Return those due from `first` to `last`, both included."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def load(self, *, today: datetime.date, day: datetime.date) -> "PromiseLoad":
        """Count what is open, overdue, and due in the week of `day` (Monday to Sunday). Counts end at 999 (H5)."""
        return load_of(list(self.open_days()), today=today, day=day)

    def open_days(self) -> Any:
        """Return the due days of the open ones, 999 at most."""
        return first_of(self.open(), order=("due_on", "id"), limit=MOST_COUNTED).values_list("due_on", flat=True)

    def overdue_on(self, day: datetime.date) -> Self:
        """Return the open ones whose due date lies before `day`."""
        return self.open().filter(due_on__lt=day)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["client_owner", "client_team"])
class Promise(Versioned):
    """A promise (许诺) to a client. `due_on` is a calendar date; "late" is computed, never stored.

    `client_owner` and `client_team` are the client's of today: the database keeps them so, nobody else writes them
    (docs/adr/0008).
    """

    # Most have no index of their own: the lists' begin with them.
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="promises", verbose_name=_("client"), db_index=False
    )
    visit = models.ForeignKey(
        Visit, models.SET_NULL, null=True, blank=True, related_name="promises", verbose_name=_("visit"), db_index=False
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="promises", verbose_name=_("to whom")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="promises",
        verbose_name=_("account manager"),
        db_index=False,
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="promises", editable=False, db_index=False
    )
    client_owner = copied_key(settings.AUTH_USER_MODEL)
    client_team = copied_key("accounts.Team")
    text = models.CharField(_("promise"), max_length=500)
    cost = models.CharField(_("cost of breaking it"), max_length=250, blank=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=8, choices=PromiseState.choices, default=PromiseState.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    outcome = models.CharField(_("what became of it"), max_length=250, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=Q(state=PromiseState.OPEN, closed_at=None)
                | (~Q(state=PromiseState.OPEN) & Q(closed_at__isnull=False)),
                name="promise_closed_has_a_moment",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "due_on", "id"), name="promise_open_by_owner", condition=Q(state="open")),
            models.Index(fields=("team", "due_on", "id"), name="promise_open_by_team", condition=Q(state="open")),
            models.Index(
                fields=("client_owner", "due_on", "id"), name="promise_open_by_client_owner", condition=Q(state="open")
            ),
            models.Index(
                fields=("client_team", "due_on", "id"), name="promise_open_by_client_team", condition=Q(state="open")
            ),
            models.Index(fields=("due_on", "id"), name="promise_open_by_due", condition=Q(state="open")),
            models.Index(fields=("owner", "due_on", "id"), name="promise_by_owner"),
            models.Index(fields=("team", "due_on", "id"), name="promise_by_team"),
            models.Index(fields=("client_owner", "due_on", "id"), name="promise_by_client_owner"),
            models.Index(fields=("client_team", "due_on", "id"), name="promise_by_client_team"),
            models.Index(fields=("due_on", "id"), name="promise_by_due"),
            models.Index(fields=("client", "due_on", "id"), name="promise_by_client"),
            models.Index(fields=("client", "due_on", "id"), name="promise_open_by_client", condition=Q(state="open")),
            models.Index(fields=("client", "-created_at"), name="promise_made_by_client"),
            models.Index(
                fields=("client", "-closed_at"), name="promise_closed_by_client", condition=Q(closed_at__isnull=False)
            ),
            models.Index(fields=("visit",), name="promise_by_visit"),
            GinIndex(Words("text"), name="promise_words"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be kept."""
        return self.state == PromiseState.OPEN

    def stands_on(self, day: datetime.date) -> str:
        """Return how it stands: "kept", "broken", else "late", "due" (today or tomorrow) or "open"."""
        if not self.is_open:
            return self.state
        if self.due_on < day:
            return "late"
        return "due" if (self.due_on - day).days <= 1 else "open"

    def is_late_on(self, day: datetime.date) -> bool:
        """Whether it is open and its due date lies before `day`."""
        return self.state == PromiseState.OPEN and self.due_on < day


class PromiseChange(Row):
    """A new due date agreed with the client (已改约), and who agreed it."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="changes", verbose_name=_("promise"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    old_due_on = models.DateField(_("was due"))
    new_due_on = models.DateField(_("is due"))
    agreed_with_client = models.BooleanField(_("agreed with the client"), default=False)
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("new date of a promise")
        verbose_name_plural = _("new dates of a promise")
        ordering = ("created_at",)
