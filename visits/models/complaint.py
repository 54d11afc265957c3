"""Complaints (投诉, W6): what a client is unhappy with, two clocks in work time, and the call-back that ends it."""

import datetime as dt
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.models import Versioned
from core.queries import ScopedQuerySet, copied_key
from core.search import Sought, Words, matching
from crm.models import Client, Person
from crm.models.scoped import by_client
from visits.models.finding import Request
from visits.models.visit import Visit


class Severity(models.TextChoices):
    CRITICAL = "critical", _("Critical: their work stands still")
    SERIOUS = "serious", _("Serious: their work suffers")
    MINOR = "minor", _("Minor: annoying")


SEVERITY_WORDS = {
    Severity.CRITICAL: _("Critical"),
    Severity.SERIOUS: _("Serious"),
    Severity.MINOR: _("Minor"),
}


class ComplaintWay(models.TextChoices):
    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("By message")
    MAIL = "mail", pgettext_lazy("complaint", "By mail")
    FACE = "face", _("Face to face")
    HOTLINE = "hotline", _("Through the hotline")
    OTHER = "other", _("Another way")


class ComplaintState(models.TextChoices):
    RAISED = "raised", pgettext_lazy("complaint", "Raised")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    SOLVED = "solved", pgettext_lazy("complaint", "Solved")
    CALLED_BACK = "called_back", pgettext_lazy("complaint", "Called back")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")


class Verdict(models.TextChoices):
    """What the client says when called back."""

    SATISFIED = "satisfied", _("Satisfied")
    PARTLY = "partly", _("Partly satisfied")
    NOT = "not", _("Not satisfied")


class ComplaintRules(Versioned):
    """How long an answer and a solution may take, in work hours, and when the house works. One row; admins set it."""

    is_only = models.BooleanField(default=True, unique=True, editable=False)
    works_from = models.TimeField(_("work begins"), default=dt.time(9))
    works_until = models.TimeField(_("work ends"), default=dt.time(17))
    critical_answer = models.PositiveSmallIntegerField(_("critical: answer"), default=2)
    critical_solve = models.PositiveSmallIntegerField(_("critical: solution"), default=16)
    serious_answer = models.PositiveSmallIntegerField(_("serious: answer"), default=4)
    serious_solve = models.PositiveSmallIntegerField(_("serious: solution"), default=24)
    minor_answer = models.PositiveSmallIntegerField(_("minor: answer"), default=8)
    minor_solve = models.PositiveSmallIntegerField(_("minor: solution"), default=56)
    call_back = models.PositiveSmallIntegerField(_("call-back after a solution"), default=24)

    HOURS = (
        *("critical_answer", "critical_solve", "serious_answer", "serious_solve"),
        *("minor_answer", "minor_solve", "call_back"),
    )
    MOST_HOURS = 400

    class Meta:
        verbose_name = _("rules on complaints")
        verbose_name_plural = _("rules on complaints")
        constraints = (
            models.CheckConstraint(condition=Q(is_only=True), name="complaint_rules_once"),
            models.CheckConstraint(
                condition=Q(works_until__gt=F("works_from")), name="complaint_rules_hours_in_order"
            ),
        )

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def term(self, severity: str, what: str) -> dt.timedelta:
        """Return the work time for `what` ("answer" or "solve") at a severity."""
        return dt.timedelta(hours=getattr(self, f"{Severity(severity).value}_{what}"))


COMPLAINT_TEXTS = ("text", "answer", "solution")


class ComplaintQuerySet(ScopedQuerySet["Complaint"]):
    def visible_to(self, user: User) -> Self:
        """Return those `user` may see: own, of clients they may see, a lead's teams', an admin's all."""
        if user.scope.everything:
            return self
        if not user.is_active:
            return self.none()
        return self.for_any(*by_client(user))

    def own(self, user: User) -> Self:
        """Return those that `user` has to settle."""
        return self.filter(owner_id=user.pk).whole()

    def open(self) -> Self:
        """Return those not closed."""
        return self.filter(closed_at=None)

    def saying(self, typed: str | Sought) -> Self:
        """Return those of which what was said, answered or done holds what was typed."""
        rows = self.alias(words=Words(*COMPLAINT_TEXTS))
        return rows.filter(matching(typed, column="words", text_fields=COMPLAINT_TEXTS))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["client_owner", "client_team", "due_at"])
class Complaint(Versioned):
    """A complaint, from the first word to the call-back.

    `answer_due_at` and `solve_due_at` are moments, worked out in work time from `raised_at` and `solve_from`; `due_at`
    is the one that runs now. `client_owner` and `client_team` are the client's of today: the database keeps them so
    (docs/adr/0008).
    """

    # None has an index of its own: the lists' begin with them.
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="complaints", verbose_name=_("client"), db_index=False
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="complaints", verbose_name=_("who said it")
    )
    visit = models.ForeignKey(
        Visit, models.SET_NULL, null=True, blank=True, related_name="complaints", verbose_name=_("visit"),
        editable=False,
    )  # fmt: skip
    request = models.OneToOneField(
        Request, models.SET_NULL, null=True, related_name="complaint", editable=False, verbose_name=_("request")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="complaints", verbose_name=_("who settles it"),
        db_index=False,
    )  # fmt: skip
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by"), editable=False
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="complaints", editable=False, db_index=False
    )
    client_owner = copied_key(settings.AUTH_USER_MODEL)
    client_team = copied_key("accounts.Team")
    text = models.TextField(_("what they complain about"), max_length=4000)
    way = models.CharField(_("how it came"), max_length=8, choices=ComplaintWay.choices, default=ComplaintWay.PHONE)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices, default=Severity.SERIOUS)
    raised_at = models.DateTimeField(_("raised"))
    state = models.CharField(
        _("state"), max_length=12, choices=ComplaintState.choices, default=ComplaintState.RAISED, editable=False
    )
    answer_due_at = models.DateTimeField(_("answer due"), editable=False)
    solve_from = models.DateTimeField(editable=False)
    solve_due_at = models.DateTimeField(_("solution due"), editable=False)
    due_at = models.DateTimeField(_("due"), editable=False)
    answer = models.TextField(_("what they were answered"), blank=True, max_length=4000, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    solution = models.TextField(_("what was done"), blank=True, max_length=4000, editable=False)
    solved_at = models.DateTimeField(_("solved"), null=True, editable=False)
    verdict = models.CharField(
        pgettext_lazy("complaint", "verdict"), max_length=10, choices=Verdict.choices, blank=True, editable=False
    )
    verdict_note = models.TextField(_("what they said"), blank=True, max_length=4000, editable=False)
    called_back_at = models.DateTimeField(_("called back"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="complaint_says_something"),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.CLOSED, closed_at__isnull=False)
                | (~Q(state=ComplaintState.CLOSED) & Q(closed_at=None)),
                name="complaint_closed_has_a_moment",
            ),
        )
        indexes = (
            *(
                models.Index(
                    fields=(name, "due_at", "id"), name=f"complaint_open_by_{name}", condition=Q(closed_at=None)
                )
                for name in ("owner", "team", "client_owner", "client_team")
            ),
            models.Index(fields=("due_at", "id"), name="complaint_open", condition=Q(closed_at=None)),
            *(
                models.Index(
                    fields=(name, "-closed_at", "-id"),
                    name=f"complaint_closed_{name}",
                    condition=Q(closed_at__isnull=False),
                )
                for name in ("owner", "team", "client_owner", "client_team")
            ),
            models.Index(fields=("-closed_at", "-id"), name="complaint_closed", condition=Q(closed_at__isnull=False)),
            models.Index(fields=("client", "-raised_at"), name="complaint_by_client"),
            GinIndex(Words(*COMPLAINT_TEXTS), name="complaint_words"),
        )

    def __str__(self) -> str:
        return self.text[:80]

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave the constraints to the action and the database: a form knows no state."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be settled or called back about."""
        return self.closed_at is None

    @property
    def words_to_put_right(self) -> tuple[str, ...]:
        """Which of "answer" and "solution" may still be put right: what was answered or done, until it is closed."""
        done = {"answer": self.answered_at, "solution": self.solution} if self.is_open else {}
        return tuple(name for name, stands in done.items() if stands)

    @property
    def runs_until(self) -> dt.datetime | None:
        """The moment at which the clock that runs now runs out; None where none runs."""
        return None if self.state in (ComplaintState.CALLED_BACK, ComplaintState.CLOSED) else self.due_at

    @property
    def is_solved_again(self) -> bool:
        """Whether it was solved once more after a call-back that opened it again."""
        return bool(self.solved_at and self.called_back_at and self.solved_at > self.called_back_at)

    @property
    def severity_word(self) -> str:
        """The severity in one word, for a badge."""
        return str(SEVERITY_WORDS[Severity(self.severity)])

    def is_late_at(self, moment: dt.datetime) -> bool:
        """Whether the clock that runs has run out."""
        return self.runs_until is not None and self.runs_until < moment
