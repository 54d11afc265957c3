"""Find anything: one look through what is kept of clients and visits, and the handbook.

`find` answers while somebody types; `deeper` adds what was written in notes and records. Two queries tell what is
found, one through names and one through texts, and one for each kind brings the few rows that are shown (ADR 10).
Each group is bounded and begins at `visible_to`; better hits come first: the very name, what was opened lately, names
that begin so, one's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from accounts.models import User
from core.prepared import Keys, prepared
from core.queries import newest_keys
from core.search import Sought, Words, matching, sought
from crm.models import Client, Competitor, Contract, Department, Person
from etiquette.search import FoundPage, find_pages
from visits.models import Complaint, Objection, Promise, Request, Visit, VisitNotes, VisitRecord
from visits.models.record import RECORD_TEXTS
from visits.search_names import NAMED, named_so
from visits.search_rows import (
    Recent,
    clients_of,
    complaints_of,
    contracts_of,
    departments_of,
    objections_of,
    people_of,
    promises_of,
    requests_of,
    rivals_of,
    visits_of,
)

NEWEST = 500  # rows of a kind looked through, of those that hold the words
# A word that means the same; the second is ours.
SAME = (("走访", "拜访"), ("访问", "拜访"))


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first in each group; `written` are visits whose notes or record hold it."""

    clients: list[Client]
    people: list[Person]
    visits: list[Visit]
    promises: list[Promise]
    rivals: list[Competitor]
    pages: list[FoundPage]
    requests: list[Request]
    objections: list[Objection]
    complaints: list[Complaint]
    contracts: list[Contract]
    departments: list[Department]
    written: list[Visit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def find(user: User, typed: str, *, each: int, recent: Recent = (), deeper: bool = False) -> Found:
    """Return up to `each` rows of every group that `user` may see and that hold what was typed.

    Visits and promises are found by their client as well: of very many clients, by the first 100 by name, archived
    ones too; who types a city wants the clients, and all their visits cost half a second. `recent`, kinds and ids of
    what the person opened last. Of very many notes and records, the newest 500 are looked through.
    """
    typed = said_as_we_say(typed)
    asked = sought(typed)
    named = named_so(user, asked, typed, each, recent, departments=True)
    best = {kind: Keys(row.pk for row in named[kind]) for kind in NAMED}
    through = Keys(row.pk for row in named["any client"]) if best["client"] else Keys()
    said: dict[str, list[UUID]] = {}
    for kind, pk in _said(user, asked, through, each, NEWEST, deeper) if asked.words else ():
        said.setdefault(kind, []).append(pk)
    visits, promises = ({*said.get(kind, ()), *said.get(f"{kind} of client", ())} for kind in ("visit", "promise"))
    visit_rows = _newest(visits_of, visits | {*said.get("written", ())}, "starts_at")
    promise_rows = _newest(promises_of, promises, "due_on")
    found_visits = _said_first(visit_rows, said, "visit", each)
    written = {*said.get("written", ())} - {row.pk for row in found_visits}
    complaints = _newest(complaints_of, said.get("complaint", ()), "raised_at")
    told_of = {row.request_id for row in complaints}  # what became a complaint is shown as that
    return Found(
        clients=_in_order(clients_of, best["client"]),
        people=_in_order(people_of, best["person"]),
        visits=found_visits,
        promises=_said_first(promise_rows, said, "promise", each),
        rivals=_in_order(rivals_of, best["rival"]),
        pages=find_pages(user, typed, each),
        requests=_newest(requests_of, {*said.get("request", ())} - told_of, "noted_at"),
        objections=_newest(objections_of, said.get("objection", ()), "noted_at"),
        complaints=complaints,
        contracts=_in_order(contracts_of, Keys(said.get("contract", ()))),
        departments=_in_order(departments_of, Keys(row.pk for row in named["department"])),
        written=list(islice((row for row in visit_rows if row.pk in written), each)),
    )


def find_named(user: User, typed: str, *, each: int, recent: Recent = ()) -> tuple[list[Client], list[Person]]:
    """Return up to `each` clients that are not archived, and people, that `user` may see and that are called so."""
    asked = sought(typed)
    named = named_so(user, asked, typed, each, recent)
    return (
        _in_order(clients_of, Keys(row.pk for row in named["client"])),
        _in_order(people_of, Keys(row.pk for row in named["person"])),
    )


def said_as_we_say(typed: str) -> str:
    """Return what was typed with our word for what others call it: 走访 is a 拜访."""
    for theirs, ours in SAME:
        typed = typed.replace(theirs, ours)
    return typed


@prepared(planned=True)
def _said(user: User, asked: Sought, through: Keys, each: int, most: int, deeper: bool) -> QuerySet[Any]:
    """Return kind and id of what says the words itself, then of visits and promises `of client`s called so.

    Each kind is bounded and the newest of it. `deeper`: visits with the words in notes or record, as "written". Each
    begins with the word's own index whatever the word (`newest_keys`), so that one plan serves them all.
    """
    parts = []
    models: tuple[tuple[str, Any, str], ...] = (
        ("visit", Visit, "starts_at"), ("promise", Promise, "due_on"),
        ("request", Request, "noted_at"), ("objection", Objection, "noted_at"),
        ("complaint", Complaint, "raised_at"), ("contract", Contract, "created_at"),
    )  # fmt: skip
    for kind, model, when in models:
        rows = model.objects.visible_to(user).saying(asked)
        keys = newest_keys(rows.filter(archived_at=None) if model is Contract else rows, most=most)
        parts.append(_kind_and_id(kind, model.objects.filter(pk__any_of=keys), when, each))
    for kind, model, when in models[:2]:
        parts.append(_kind_and_id(f"{kind} of client", model.objects.of_any_visible(through), when, each))
    if deeper:
        rows = Visit.objects.visible_to(user).filter(_written(user, asked, most))
        parts.append(_kind_and_id("written", rows, "starts_at", each * 2))
    return parts[0].union(*parts[1:], all=True)


def _written(user: User, asked: Sought, most: int) -> Q:
    """Return the condition for visits with the words in notes or record, an account manager's own."""
    own = Q() if user.scope.everything or user.scope.team_ids else Q(visit__owner_id=user.pk)
    wanted = Q()
    handed_in = Q(submitted_at__isnull=False) | Q(owner_id=user.pk)  # a draft is its writer's alone
    models: tuple[tuple[Any, tuple[str, ...], Q], ...] = (
        (VisitNotes, ("body",), Q()), (VisitRecord, RECORD_TEXTS, handed_in),
    )  # fmt: skip
    for model, texts, may in models:
        rows = model.objects.alias(words=Words(*texts)).filter(own, may)
        rows = rows.filter(matching(asked, column="words", text_fields=texts))
        wanted |= Q(pk__any_of=newest_keys(rows, most=most, key="visit_id"))
    return wanted


def _kind_and_id(kind: str, rows: Any, when: str, each: int) -> Any:
    return rows.order_by(f"-{when}", "-id").values_list(Value(kind), "pk")[:each]


def _newest(bring: Callable[[Keys], list[Any]], ids: Iterable[UUID], when: str) -> list[Any]:
    """Return the rows of the ids, newest first."""
    keys = Keys(ids)
    return sorted(bring(keys), key=lambda row: (getattr(row, when), row.pk), reverse=True) if keys else []


def _in_order(bring: Callable[[Keys], list[Any]], ids: Keys) -> list[Any]:
    rows = {row.pk: row for row in bring(ids)} if ids else {}
    return [rows[pk] for pk in ids if pk in rows]


def _said_first(rows: list[Any], said: dict[str, list[UUID]], kind: str, each: int) -> list[Any]:
    """Return up to `each` of the rows: those that say the words themselves, then those of clients called so."""
    own, of_clients = ({*said.get(name, ())} for name in (kind, f"{kind} of client"))
    first = [row for row in rows if row.pk in own]
    return [*first, *(row for row in rows if row.pk in of_clients - own)][:each]
