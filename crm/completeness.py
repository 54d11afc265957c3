"""How complete and how fresh a client's file is (H2): rules over counts. No database, no clock, no words.

A client is owed as much care as its tier says (`OWED`): of a key client we want more people, departments and
products known, and look at all of it sooner. A tier that nobody has set is held to a key client's, so that saying it
never costs. For the same reason a fact counts up to what is owed and not as a share of what is there: who notes a
rival's product without knowing its end loses nothing by it, and is asked for the end (`Gap`).

More known, or known later, never lowers a score; `crm/tests/test_completeness.py` holds this to thousands of files.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """The parts of a file, in the order of a client's page."""

    FIRM = "firm"
    DEPARTMENTS = "departments"
    PEOPLE = "people"
    INSTALLED = "installed"
    RIVALS = "rivals"
    CONTACT = "contact"


# What a section is worth of the 100.
WEIGHTS = {
    Section.FIRM: 15,
    Section.DEPARTMENTS: 10,
    Section.PEOPLE: 30,
    Section.INSTALLED: 20,
    Section.RIVALS: 10,
    Section.CONTACT: 15,
}
# Of a section, what lies in being fresh; the rest lies in being known.
FRESH_PART = 0.3
# After so many times the days that it stays fresh, a section counts as not looked at at all.
STALE_AFTER = 3


@dataclass(frozen=True, slots=True)
class Owed:
    """What a client of one tier is owed (H2): how many of each are to be known, and for how many days it stays fresh.

    `deciders` are people of the management and the top; `fresh_days` is for what is written, `contact_days` for the
    last visit.
    """

    departments: int
    people: int
    deciders: int
    products: int
    fresh_days: int
    contact_days: int


OWED = {
    "A": Owed(departments=3, people=6, deciders=3, products=3, fresh_days=60, contact_days=30),
    "B": Owed(departments=3, people=4, deciders=2, products=2, fresh_days=120, contact_days=60),
    "C": Owed(departments=2, people=2, deciders=1, products=1, fresh_days=240, contact_days=90),
}


def owed_to(tier: str) -> Owed:
    """Return what a client of `tier` is owed; of one without a tier, as much as of a key client."""
    return OWED.get(tier, OWED["A"])


@dataclass(frozen=True, slots=True)
class FileCounts:
    """What is known of one client, counted. Rows that are archived or removed are not among it.

    `looked`: the day each written section was last written or found right; a section missing in it never was.
    """

    tier: str = ""
    has_industry: bool = False
    has_size: bool = False
    has_business: bool = False
    has_place: bool = False
    has_switchboard: bool = False
    departments: int = 0
    departments_told: int = 0  # whose function is more than "other"
    people: int = 0  # with a name
    people_levelled: int = 0
    people_reached: int = 0  # with a way to reach them
    people_several: int = 0  # with several ways
    people_preferred: int = 0  # of those, with the best one marked
    deciders: int = 0
    deciders_reached: int = 0
    products: int = 0
    products_ending: int = 0  # whose end is known
    products_judged: int = 0  # with a satisfaction
    products_placed: int = 0  # with the department that uses it
    rivals: int = 0  # products of rivals
    rivals_answer: str = ""
    contracts: int = 0  # running
    contracts_ending: int = 0
    looked: tuple[tuple[Section, dt.date], ...] = ()
    last_visit: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a section asks for: `share` of it is known, 0 to 1, and `gain` more could be by filling this gap.

    `unknown` of `of` rows lack it; or, of what is counted itself (`people`), so many more are owed. A fact of weight 0
    is asked for and counts nothing: not every client has what it is about.
    """

    kind: str
    share: float
    gain: float
    unknown: int = 0
    of: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or stale. `points`: what of the 100 it would bring; `day`: since when, for what is stale."""

    kind: str
    section: Section
    points: float
    unknown: int = 0
    of: int = 0
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a file stands: `score` of 100, that of each section, and its gaps, the dearest first."""

    score: int
    sections: tuple[tuple[Section, int], ...]
    gaps: tuple[Gap, ...]


def standing_of(counts: FileCounts, *, today: dt.date) -> Standing:
    """Return how complete and fresh a file is on `today`; 100 is all that its tier is owed, gaps may still be left."""
    total = 0.0
    sections: list[tuple[Section, int]] = []
    gaps: list[Gap] = []
    for section, weight in WEIGHTS.items():
        share = share_of(section, counts, today=today)
        total += weight * share
        sections.append((section, int(100 * share + 1e-9)))
        gaps += gaps_of(section, counts, today=today)
    gaps.sort(key=lambda gap: -gap.points)
    return Standing(int(total + 1e-9), tuple(sections), tuple(gaps))


def share_of(section: Section, counts: FileCounts, *, today: dt.date) -> float:
    """Return how much of a section is there, 0 to 1."""
    if section is Section.CONTACT:
        return fresh(counts.last_visit, owed_to(counts.tier).contact_days, today=today)
    return _known(section, counts) * (1 - FRESH_PART + FRESH_PART * _freshness(section, counts, today))


def fresh(day: dt.date | None, days: int, *, today: dt.date) -> float:
    """Return 1 for what was looked at within `days`, falling to 0 at `STALE_AFTER` times as many; 0 for never."""
    if day is None:
        return 0.0
    over = (today - day).days - days
    return min(1.0, max(0.0, 1 - over / (days * (STALE_AFTER - 1))))


def gaps_of(section: Section, counts: FileCounts, *, today: dt.date) -> Iterator[Gap]:
    """Yield what a section lacks, with the points that each would bring, and that it is stale."""
    if section is Section.CONTACT:
        lost = WEIGHTS[section] * (1 - share_of(section, counts, today=today))
        if lost > 0:
            yield Gap("no_contact", section, lost, day=counts.last_visit)
        return
    facts = FACTS[section](counts)
    whole = sum(fact.weight for fact in facts)
    freshness = _freshness(section, counts, today)
    for fact in facts:
        worth = WEIGHTS[section] * fact.weight / whole * (1 - FRESH_PART + FRESH_PART * freshness)
        if fact.unknown:
            yield Gap(fact.kind, section, worth * fact.gain, fact.unknown, fact.of)
    known = _known(section, counts)
    if known > 0 and freshness < 1:
        lost = WEIGHTS[section] * known * FRESH_PART * (1 - freshness)
        yield Gap("stale", section, lost, day=dict(counts.looked).get(section))


def _known(section: Section, counts: FileCounts) -> float:
    facts = FACTS[section](counts)
    return sum(fact.weight * fact.share for fact in facts) / sum(fact.weight for fact in facts)


def _freshness(section: Section, counts: FileCounts, today: dt.date) -> float:
    return fresh(dict(counts.looked).get(section), owed_to(counts.tier).fresh_days, today=today)


# --- what each section asks for -------------------------------------------------------------------------------------
def _yes(kind: str, known: bool) -> Fact:
    return Fact(kind, float(known), float(not known), int(not known), 1)


def _rows(kind: str, known: int, owed: int) -> Fact:
    """Return the fact that `owed` rows are there at all."""
    share = min(known, owed) / owed
    return Fact(kind, share, 1 - share, max(0, owed - known), owed)


def _of_rows(kind: str, known: int, there: int, owed: int, *, weight: float = 1.0) -> Fact:
    """Return the fact that `owed` rows have something, where `known` of those `there` have it."""
    share = min(known, owed) / owed
    return Fact(kind, share, min(there, owed) / owed - share, there - known, there, weight)


def firm(counts: FileCounts) -> list[Fact]:
    """The firm itself (K1, K5): tier, trade, size, business, place, switchboard."""
    return [
        _yes("tier", counts.tier != ""),
        _yes("industry", counts.has_industry),
        _yes("size", counts.has_size),
        _yes("business", counts.has_business),
        _yes("place", counts.has_place),
        _yes("switchboard", counts.has_switchboard),
    ]


def departments(counts: FileCounts) -> list[Fact]:
    """Departments as such, and which of them uses, buys, supports (K2)."""
    owed = owed_to(counts.tier).departments
    return [
        _rows("departments", counts.departments, owed),
        _of_rows("function", counts.departments_told, counts.departments, owed),
    ]


def people(counts: FileCounts) -> list[Fact]:
    """People by name, their level (K3), and that they, and before all those who decide, can be reached."""
    owed = owed_to(counts.tier)
    others = counts.people - counts.deciders - (counts.people_reached - counts.deciders_reached)
    reached = min(counts.people_reached, owed.people) / owed.people
    reachable = min(counts.people_reached + others, owed.people) / owed.people
    return [
        _rows("people", counts.people, owed.people),
        _rows("deciders", counts.deciders, owed.deciders),
        _of_rows("level", counts.people_levelled, counts.people, owed.people),
        _of_rows("decider_way", counts.deciders_reached, counts.deciders, owed.deciders, weight=2),
        Fact("way", reached, reachable - reached, others, counts.people - counts.deciders),
        Fact("preferred", 1.0, 0.0, counts.people_several - counts.people_preferred, counts.people_several, 0.0),
    ]


def installed(counts: FileCounts) -> list[Fact]:
    """What is in use there (K4), when it ends, how content they are, who uses it; and when our contracts end (W7)."""
    owed = owed_to(counts.tier).products
    return [
        _rows("products", counts.products, owed),
        _of_rows("product_end", counts.products_ending, counts.products, owed, weight=2),
        _of_rows("satisfaction", counts.products_judged, counts.products, owed),
        _of_rows("used_by", counts.products_placed, counts.products, owed),
        Fact("contract_end", 1.0, 0.0, counts.contracts - counts.contracts_ending, counts.contracts, 0.0),
    ]


def rivals(counts: FileCounts) -> list[Fact]:
    """Whether rivals are there (P3): known, known to be none, or asked for in vain, which is half of it."""
    if counts.rivals or counts.rivals_answer == "none":
        return [Fact("rivals", 1.0, 0.0)]
    share = 0.5 if counts.rivals_answer else 0.0
    return [Fact("rivals", share, 1 - share, 1, 1)]


FACTS = {
    Section.FIRM: firm,
    Section.DEPARTMENTS: departments,
    Section.PEOPLE: people,
    Section.INSTALLED: installed,
    Section.RIVALS: rivals,
}
