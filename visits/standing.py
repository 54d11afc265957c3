"""How a client stands on a day: the plain facts that the rules of its page read. No query, no clock."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from core.dates import due_words

# Days between two visits that a client of a tier is owed; one without a tier is treated as C.
RHYTHM_DAYS = {"A": 30, "B": 60, "C": 120}
CONTRACT_NEAR = dt.timedelta(days=90)  # the first rung of the renewal ladder (W7)
RIVAL_NEAR = dt.timedelta(days=180)
REQUEST_PATIENCE = dt.timedelta(days=7)
TWO_WEEKS = 14
OFTEN = 3  # open requests of one category that are no accident any more (V13)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row as the rules know it: `id`, its words, and the day that counts for it, if one is known."""

    id: UUID
    words: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RivalFact:
    """A rival there: its name, how satisfied they are (1 to 5, None unknown), when its contract ends."""

    words: str
    satisfaction: int | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a client on `today`, as one reader sees it.

    `sent_back`, `owed` and `handover_waits` are the reader's own business. `promises` are all open ones, soonest due
    first, `keepable` those that the reader may keep; `requests` are open, oldest first, `answerable` those that the
    reader may answer, `request_kinds` the label of each one's category. `complaints` are those whose
    clock runs, by the day it runs out, `settleable` those that the reader may settle, `run_out` those late by the
    hour (W6). `contracts` run and have an end, soonest first.
    """

    today: dt.date
    tier: str = ""
    is_archived: bool = False
    deciders: int = 0  # people of the top and of management who are known
    level_unknown: int = 0  # people with a name of whom nobody has said what they are
    in_progress: Fact | None = None
    sent_back: Fact | None = None
    owed: Fact | None = None
    owed_by_others: Fact | None = None
    sent_back_to_others: Fact | None = None
    next_visit: Fact | None = None
    next_is_confirmed: bool = False
    last_visit_on: dt.date | None = None
    next_contact_on: dt.date | None = None
    promises: tuple[Fact, ...] = ()
    keepable: tuple[Fact, ...] = ()
    requests: tuple[Fact, ...] = ()
    answerable: tuple[Fact, ...] = ()
    request_kinds: tuple[str, ...] = ()
    complaints: tuple[Fact, ...] = ()
    settleable: tuple[Fact, ...] = ()
    run_out: frozenset[UUID] = frozenset()
    contracts: tuple[Fact, ...] = ()
    rivals: tuple[RivalFact, ...] = ()
    handover: Fact | None = None
    handover_waits: bool = False
    owner_is_away: bool = False
    covers: tuple[Fact, ...] = ()

    def clock_words(self, complaint: Fact, *, language: str) -> str:
        """Return how a complaint's clock stands; one that ran out this morning is not "due today"."""
        if complaint.id in self.run_out and complaint.on == self.today:
            return _("time has run out")
        if complaint.on is None:
            return ""
        days = (complaint.on - self.today).days
        if 2 <= days <= TWO_WEEKS:  # "in 3 days" alone would not say what is then
            return _("due in %(days)d days") % {"days": days}
        return due_words(complaint.on, today=self.today, language=language)

    @property
    def rhythm_days(self) -> int:
        """How many days may pass between two visits."""
        return RHYTHM_DAYS.get(self.tier, RHYTHM_DAYS["C"])

    @property
    def days_without(self) -> int | None:
        """How many days ago the last visit was; None for a client that nobody has visited."""
        return None if self.last_visit_on is None else (self.today - self.last_visit_on).days

    @property
    def is_neglected(self) -> bool:
        """Whether more days have passed than the tier allows, and no visit is planned."""
        days = self.days_without
        return days is not None and days > self.rhythm_days and self.next_visit is None

    @property
    def late_promises(self) -> list[Fact]:
        """The open promises whose day has passed."""
        return [one for one in self.promises if one.on and one.on < self.today]

    @property
    def ended_contracts(self) -> list[Fact]:
        """The contracts that are over and that nobody has said what became of."""
        return [one for one in self.contracts if one.on and one.on < self.today]

    @property
    def ending_contracts(self) -> list[Fact]:
        """The contracts that end within 90 days."""
        return [one for one in self.contracts if one.on and self.today <= one.on <= self.today + CONTRACT_NEAR]

    @property
    def waiting_requests(self) -> list[Fact]:
        """The requests that have been open for longer than a week."""
        return [one for one in self.requests if self.has_waited(one)]

    def has_waited(self, request: Fact) -> bool:
        """Whether a request has been open for longer than a week."""
        return request.on is not None and request.on < self.today - REQUEST_PATIENCE

    @property
    def often_asked(self) -> str:
        """The category that several open requests share, "" where none does."""
        kind, count = Counter(self.request_kinds).most_common(1)[0] if self.request_kinds else ("", 0)
        return kind if count >= OFTEN else ""
