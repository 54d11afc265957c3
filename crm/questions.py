"""The questions that fill a client's file, the dearest gap first (H2). Five queries for a client, however large."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from crm.completeness import FACTS, Gap, Section, Standing
from crm.gaps import ASKED
from crm.models import Client, Department, DepartmentFunction, GapMark, InstalledProduct, Person, PersonLevel

DECIDERS = (PersonLevel.TOP, PersonLevel.MANAGEMENT)
# Of a kind, and in all: what a file lacks of fifty products is not asked in a minute.
MOST = 30
SECTIONS = frozenset(map(str, FACTS))


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: the kind of gap, the row that it is about, and for what is stale the section."""

    kind: str
    row: Any
    section: str = ""

    @property
    def mark(self) -> str:
        """What a skip of it is kept under."""
        return f"{self.kind}:{self.section}" if self.section else self.kind


def questions_for(client: Client, standing: Standing, *, today: dt.date, first: str = "") -> list[Question]:
    """Return what may be asked about `client` today, the gaps that bring most first; `first`, a kind, before them.

    What somebody was asked and did not know is left out until its day comes. Whether a section is still right is asked
    when nothing else of it can be: any answer makes it fresh, so each brings what that would. Of rivals' products it
    is not asked while it is of all that are in use, theirs among them.
    """
    waiting = set(
        GapMark.objects.filter(client=client, back_on__gt=today).values_list("kind", "object_id")
    )  # (kind, row)
    gaps = [gap for gap in standing.gaps if gap.kind in ASKED]
    stale = {gap.section: gap.points for gap in gaps if gap.kind == "stale"}

    def worth(gap: Gap) -> float:
        return gap.points + (0 if gap.kind == "stale" else stale.get(gap.section, 0))

    gaps.sort(key=lambda gap: (_name(gap) != first, -worth(gap)))
    file = _File(client)
    found = [(gap, one) for gap in gaps for one in list(file.asked(gap))[:MOST]]
    found = [(gap, one) for gap, one in found if (one.mark, one.row.pk) not in waiting]
    covered = {gap.section for gap, _one in found if gap.kind != "stale"}
    if any(gap.kind == "stale" and gap.section == Section.INSTALLED for gap, _one in found):
        covered.add(Section.RIVALS)
    return [one for gap, one in found if gap.kind != "stale" or gap.section not in covered or one.mark == first][:MOST]


def _name(gap: Gap) -> str:
    return f"{gap.kind}:{gap.section}" if gap.kind == "stale" else gap.kind


class _File:
    """The rows of a client's file that questions are about, read when a gap first needs them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._rows: dict[str, list[Any]] = {}

    def asked(self, gap: Gap) -> Iterator[Question]:
        """Yield a question for each row that lacks what the gap is about."""
        if gap.kind in ("tier", "industry", "size", "rivals"):
            yield Question(gap.kind, self.client)
        elif gap.kind == "stale":
            yield Question(gap.kind, self.client, str(gap.section))
        else:
            yield from (Question(gap.kind, row) for row in LACKING[gap.kind](self))

    def departments(self) -> list[Department]:
        return self._read("departments", Department.objects.filter(client=self.client, archived_at=None))

    def people(self) -> list[Person]:
        """People with a name, those who decide first."""
        rows = Person.objects.filter(client=self.client).active().exclude(name="").with_ways()
        found: list[Person] = self._read("people", rows.order_by("sort_key", "pk"))
        return sorted(found, key=lambda one: one.level not in DECIDERS)

    def products(self) -> list[InstalledProduct]:
        rows = InstalledProduct.objects.filter(client=self.client, archived_at=None)
        rows = rows.select_related("competitor", "contract")
        return self._read("products", rows.order_by(F("competitor__sort_key").asc(nulls_first=True), "pk"))

    def _read(self, name: str, rows: QuerySet) -> list[Any]:
        if name not in self._rows:
            self._rows[name] = list(rows)
        return self._rows[name]


def _no_way(people: Iterable[Person], *, deciders: bool) -> list[Person]:
    return [one for one in people if (one.level in DECIDERS) == deciders and not _ways(one)]


def _ways(person: Person) -> list[Any]:
    return [way for way in person.ways.all() if way.removed_at is None]


LACKING: dict[str, Any] = {
    "function": lambda file: [one for one in file.departments() if one.function == DepartmentFunction.OTHER],
    "level": lambda file: [one for one in file.people() if not one.level],
    "decider_way": lambda file: _no_way(file.people(), deciders=True),
    "way": lambda file: _no_way(file.people(), deciders=False),
    "preferred": lambda file: [
        one for one in file.people() if len(ways := _ways(one)) > 1 and not any(way.is_preferred for way in ways)
    ],
    "product_end": lambda file: [one for one in file.products() if one.lacks_end],
    "satisfaction": lambda file: [one for one in file.products() if not one.satisfaction],
    # Where no department is known there is nothing to choose from: departments are a gap of their own.
    "used_by": lambda file: [one for one in file.products() if one.department_id is None and file.departments()],
}


def question_about(client: Client, mark: str, object_id: UUID) -> Question | None:
    """Return the question that a form was made for, however it stands by now; None for what is no question here."""
    kind, _colon, section = mark.partition(":")
    if kind not in ASKED or section not in (SECTIONS if kind == "stale" else ("",)):
        return None
    rows: Any
    if kind in ("tier", "industry", "size", "rivals", "stale"):
        return Question(kind, client, section) if object_id == client.pk else None
    if kind == "function":
        rows = Department.objects.filter(client=client)
    elif kind in ("product_end", "satisfaction", "used_by"):
        rows = InstalledProduct.objects.filter(client=client).select_related("competitor", "contract", "client")
    else:
        rows = Person.objects.filter(client=client).with_ways()
    row = rows.filter(pk=object_id).first()
    return None if row is None else Question(kind, row)
