"""Clients: the firms that account managers look after."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.house import house_day
from core.models import Row, Versioned
from core.names import KEY_LENGTH
from core.queries import ScopedQuerySet
from core.search import AlsoField, SearchedManager, Sought, matching, search_column
from crm.models.also import words_of_client
from crm.models.industry import Industry


class RivalsAnswer(models.TextChoices):
    """What somebody found out who asked for rivals: "none" and "unknown" are answers; nothing means nobody asked."""

    NONE = "none", _("No rivals here")
    UNKNOWN = "unknown", _("They would not say")


class Tier(models.TextChoices):
    A = "A", _("A · key")
    B = "B", _("B · important")
    C = "C", _("C · other")


class Headcount(models.TextChoices):
    """How many work there, as people say it."""

    TINY = "1", _("Under 20 people")
    SMALL = "20", _("20 to 99 people")
    MIDDLE = "100", _("100 to 499 people")
    LARGE = "500", _("500 to 1,999 people")
    HUGE = "2000", _("2,000 people and more")


class Revenue(models.TextChoices):
    """What they turn over in a year, in yuan; values are the band's floor in millions."""

    TINY = "0", _("Under ¥5 million a year")
    SMALL = "5", _("¥5 to 50 million a year")
    MIDDLE = "50", _("¥50 to 500 million a year")
    LARGE = "500", _("¥500 million to 5 billion a year")
    HUGE = "5000", _("¥5 billion a year and more")


# Where the label beside them says that it is the turnover of a year.
REVENUE_WORDS = {
    Revenue.TINY: _("Under ¥5 million"),
    Revenue.SMALL: _("¥5 to 50 million"),
    Revenue.MIDDLE: _("¥50 to 500 million"),
    Revenue.LARGE: _("¥500 million to 5 billion"),
    Revenue.HUGE: _("¥5 billion and more"),
}

MOST_TEAMS_APART = 8
# How an app above this one says, of a client in a query, the day of contact that was agreed and has not come about.
AGREED: list[Callable[[], Any]] = []
LONG_WAIT = dt.timedelta(days=60)  # after so long an agreed contact leaves Today, which counts such clients instead
UNREAD = ("client__search", "client__also")  # for `defer` of rows that are read with their client


def of_teams(user: User, column: str) -> list[Q]:
    """Return the reasons "`column` is one of the teams that `user` leads or that stand below those".

    Each team is a reason of its own, so that its index gives the list's order. Beyond a few they are one reason: who
    leads many teams sees so much of everything that walking everybody's rows soon finds enough.
    """
    teams = user.scope.team_ids
    if len(teams) <= MOST_TEAMS_APART:
        return [Q(**{column: team}) for team in teams]
    return [Q(**{f"{column}__in": teams})]


class ClientQuerySet(ScopedQuerySet["Client"]):
    def visible_to(self, user: User) -> Self:
        """Return the clients `user` may see: own, shared with them, a lead's teams', an admin's all."""
        scope = user.scope
        if scope.everything:
            return self
        if not user.is_active:
            return self.none()
        shared = ClientShare.objects.running().filter(user_id=scope.user_id).values("client_id")
        return self.for_any(Q(owner_id=scope.user_id), Q(pk__any_of=shared), *of_teams(user, "team_id"))

    def active(self) -> Self:
        """Return those not archived."""
        return self.filter(archived_at=None)

    def waiting(self, before: dt.date) -> Self:
        """Return those whose agreed contact was due before a day and that nobody has visited or will visit since."""
        rows = self.filter(last_visit_at__isnull=False)
        for agreed in AGREED:
            rows = rows.alias(agreed_on=agreed()).filter(agreed_on__lt=before)
        return rows if AGREED else rows.none()

    def found_by(self, typed: str | Sought) -> Self:
        """Return those whose names, former ones too, or number hold what was typed, also by sound (huaxing, hx)."""
        return self.filter(matching(typed, text_fields=("name", "other_name", "short_name"), also="also"))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["search", "also", "file_score", "file_scored_on"],
    meta={"indexes": (models.Index(fields=("pgh_obj", "-pgh_created_at", "-pgh_id"), name="client_event_latest"),)},
)
class Client(Versioned):
    """A client (集团客户). `team` is the owner's, kept here so that a lead's list needs no join."""

    name = models.CharField(_("name"), max_length=200, help_text=_("The full name, in the client's own language."))
    other_name = models.CharField(_("other name"), max_length=200, blank=True, help_text=_("In the other language."))
    short_name = models.CharField(_("short name"), max_length=60, blank=True, help_text=_("As people say it."))
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    tier = models.CharField(_("tier"), max_length=1, choices=Tier.choices, blank=True)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("industry")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        db_index=False,
        verbose_name=_("parent firm"),
    )
    registration_code = models.CharField(
        _("unified social credit code"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("18 characters, as on the business licence."),
    )
    headcount = models.CharField(
        _("people who work there"), max_length=4, choices=Headcount, blank=True, default="", db_default=""
    )
    revenue = models.CharField(_("turnover"), max_length=4, choices=Revenue, blank=True, default="", db_default="")
    business = models.TextField(_("business"), blank=True, help_text=_("What they do and for whom."))
    phone = models.CharField(_("switchboard"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)
    # The line of the main site, kept by crm/actions/site.py for lists, the day's route and exports.
    address = models.CharField(_("address"), max_length=500, blank=True, default="", db_default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="clients", verbose_name=_("account manager")
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="clients", editable=False, verbose_name=_("team")
    )
    last_visit_at = models.DateTimeField(_("last visit"), null=True, editable=False)
    rivals_answer = models.CharField(
        _("rivals here"), max_length=8, choices=RivalsAnswer, blank=True, default="", db_default="", editable=False
    )
    rivals_asked_on = models.DateField(_("asked on"), null=True, editable=False)
    # How complete and fresh the file is, 0 to 100, and the day it came to be so (crm/actions/file.py). Not part of the
    # history: it follows from what is.
    file_score = models.SmallIntegerField(_("completeness"), default=0, db_default=0, editable=False)
    file_scored_on = models.DateField(null=True, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    search = search_column("name", "other_name", "short_name", "sort_key")
    also = AlsoField(of=("name", "other_name", "short_name", "phone", "registration_code"))

    objects = SearchedManager.from_queryset(ClientQuerySet)()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="client_has_a_name"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="client_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(rivals_answer="", rivals_asked_on=None)
                | (~Q(rivals_answer="") & Q(rivals_asked_on__isnull=False)),
                name="client_rivals_answer_has_its_day",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "sort_key", "id"), name="client_by_owner"),
            models.Index(fields=("team", "sort_key", "id"), name="client_by_team"),
            models.Index(fields=("sort_key", "id"), name="client_by_name"),
            models.Index(fields=("industry", "sort_key", "id"), name="client_by_industry"),
            models.Index(fields=("parent", "sort_key"), name="client_by_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=("registration_code",), name="client_by_code", condition=~Q(registration_code="")),
            models.Index(fields=("owner", "file_score", "id"), name="client_by_owner_score"),
            models.Index(fields=("team", "file_score", "id"), name="client_by_team_score"),
            models.Index(fields=("file_score", "id"), name="client_by_score"),
            models.Index(
                fields=("owner", "last_visit_at", "id"),
                name="client_by_owner_last_visit",
                condition=Q(archived_at=None, last_visit_at__isnull=False),
            ),
            models.Index(
                fields=("team", "last_visit_at", "id"),
                name="client_by_team_last_visit",
                condition=Q(archived_at=None, last_visit_at__isnull=False),
            ),
            models.Index(
                fields=("last_visit_at", "id"),
                name="client_by_last_visit",
                condition=Q(archived_at=None, last_visit_at__isnull=False),
            ),
            GinIndex(fields=("search",), name="client_search"),
            GinIndex(fields=("also",), name="client_also"),
        )

    def __str__(self) -> str:
        return self.name

    def also_words(self) -> set[str]:
        """Return what it is found by besides its names as written."""
        return words_of_client(self)


class ClientShareQuerySet(models.QuerySet["ClientShare"]):
    def running(self) -> Self:
        """Return those that have not ended, by the database's clock: no query that is kept holds somebody's day."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["begin_told_at", "end_told_at"],
    meta={"indexes": (models.Index(fields=("client", "-pgh_created_at"), name="client_share_event_latest"),)},
)
class ClientShare(Row):
    """A colleague who works with this client beside its owner; with an end it is a cover (代管, W5).

    `ends_at` is the first moment at which the colleague sees the client no more: midnight of the house after the last
    day. The rules ask for it themselves, so a cover ends even when no worker runs; `crm.end_covers` tidies the row a
    week later. `begin_told_at` and `end_told_at` are written by whoever tells people (visits/actions/cover.py).
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="shares", verbose_name=_("client"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="client_shares", verbose_name=_("colleague")
    )
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)
    begin_told_at = models.DateTimeField(null=True, editable=False)
    end_told_at = models.DateTimeField(null=True, editable=False)

    objects = ClientShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared client")
        verbose_name_plural = _("shared clients")
        constraints = (models.UniqueConstraint(fields=("user", "client"), name="client_shared_once"),)
        indexes = (models.Index(fields=("ends_at",), name="client_share_ending", condition=Q(ends_at__isnull=False)),)

    @property
    def until(self) -> dt.date | None:
        """The last day of a cover, in the house's zone; None for a share without an end."""
        return None if self.ends_at is None else house_day(self.ends_at - dt.timedelta(seconds=1))
