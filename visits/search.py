"""Find anything: one look through what is kept of clients and visits, and the handbook.

`find` answers while somebody types; `deeper` adds what was written in notes and records. Two queries tell what is
found, one through names and one through texts, and one for each kind brings the few rows that are shown (ADR 10).
Each group is bounded and begins at `visible_to`; better hits come first: the very name, what was opened lately, names
that begin so, one's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import CharField, UUIDField

from accounts.models import User
from core.beginning import BY_NAME, Stretch
from core.prepared import Keys, Text, prepared
from core.queries import first_of, newest_keys
from core.search import Sought, Words, matching, normalise, sought
from crm.models import Client, Competitor, Contract, Department, Person
from crm.search import called_so
from etiquette.search import FoundPage, find_pages
from visits.models import Complaint, Objection, Promise, Request, Visit, VisitNotes, VisitRecord
from visits.models.record import RECORD_TEXTS
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

CANDIDATES = 40  # rows of a group among which the better ones are brought forward
MOST_SEARCHED = 100  # clients whose visits and promises are looked through
NEWEST = 500  # rows of a kind looked through, of those that hold the words
MOST_RECENT = 12
# A word that means the same; the second is ours.
SAME = (("走访", "拜访"), ("访问", "拜访"))
NAMED = ("client", "person", "rival")
VERY_NAME: dict[str, tuple[str, ...]] = {"client": ("other_name", "short_name"), "person": (), "rival": ("other_name",)}
MOST_OF = {"client": MOST_SEARCHED, "person": CANDIDATES, "rival": CANDIDATES}


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


class _Named(NamedTuple):
    """A row found by its name, as much of it as tells how well it fits."""

    kind: str
    pk: UUID
    name: str
    other_name: str
    short_name: str
    sort_key: str
    owner_id: UUID | None
    archived_at: Any


def find(user: User, typed: str, *, each: int, recent: Recent = (), deeper: bool = False) -> Found:
    """Return up to `each` rows of every group that `user` may see and that hold what was typed.

    Visits and promises are found by their client as well: of very many clients, by the first 100 by name, archived
    ones too; who types a city wants the clients, and all their visits cost half a second. `recent`, kinds and ids of
    what the person opened last. Of very many notes and records, the newest 500 are looked through.
    """
    typed = said_as_we_say(typed)
    asked = sought(typed)
    named = _named(user, asked, typed, each, recent, departments=True)
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
    named = _named(user, asked, typed, each, recent)
    return (
        _in_order(clients_of, Keys(row.pk for row in named["client"])),
        _in_order(people_of, Keys(row.pk for row in named["person"])),
    )


def said_as_we_say(typed: str) -> str:
    """Return what was typed with our word for what others call it: 走访 is a 拜访."""
    for theirs, ours in SAME:
        typed = typed.replace(theirs, ours)
    return typed


def _named(
    user: User, asked: Sought, typed: str, each: int, recent: Recent, *, departments: bool = False
) -> dict[str, list[_Named]]:
    """Return the best found by name of each kind, and all clients looked through as "any client"."""
    groups: dict[str, list[_Named]] = {kind: [] for kind in (*NAMED, "department")}
    if asked.words:
        nowhere = Stretch(Text(), Text())  # what has no name, such as a number alone
        called = (called_so(typed) or nowhere, called_so(typed, are_people=True) or nowhere)
        for row in _names(user, replace(asked, is_likely=True), *called[0], *called[1], True, NAMED, 0):
            groups[row[0]].append(_Named(*row))
        kinds = tuple(kind for kind in NAMED if len(groups[kind]) < MOST_OF[kind])
        more = each if departments else 0
        for row in _names(user, asked, *called[0], *called[1], False, kinds, more) if kinds or more else ():
            groups[row[0]].append(_Named(*row))
    in_firms = groups.pop("department")
    through = groups["client"]
    groups["client"] = [row for row in through if row.archived_at is None][:CANDIDATES]
    if len(through) == MOST_SEARCHED and len(groups["client"]) < CANDIDATES:
        groups["client"] = [_Named(*row) for row in _active_clients(user, asked, CANDIDATES)]
    # Where there may be more, a better one may be among them.
    full = tuple(kind for kind, rows in groups.items() if len(rows) == CANDIDATES)
    if full:
        seen = {row.pk for rows in groups.values() for row in rows}
        lately = Keys(pk for _kind, pk in recent)
        for row in _better(user, asked, Text(typed.strip()), lately, full, each):
            if row[1] not in seen:
                groups[row[0]].append(_Named(*row))
    best = {kind: _best(rows, typed, user, each, recent) for kind, rows in groups.items()}
    return best | {"any client": through, "department": in_firms}


def _best(rows: list[_Named], typed: str, user: User, each: int, recent: Recent) -> list[_Named]:
    words = normalise(typed)
    joined = words.replace(" ", "")
    lately = {pk: at for at, (_kind, pk) in enumerate(recent)}

    def rank(row: _Named) -> tuple[Any, ...]:
        names = [normalise(text) for text in (row.name, row.other_name, row.short_name) if text]
        key = row.sort_key.replace(" ", "")
        return (
            words not in names,
            lately.get(row.pk, MOST_RECENT),
            not any(name.startswith(words) for name in [*names, row.sort_key, key]) and not key.startswith(joined),
            row.owner_id != user.pk,
            row.sort_key,
        )

    return sorted(rows, key=rank)[:each]


def _as_named(kind: str, rows: Any) -> Any:
    """Return the rows as `_Named` reads them, the same columns whatever they are."""
    is_client, nothing = kind == "client", Value("", output_field=CharField())
    return rows.values_list(
        Value(kind), "pk", "name", nothing if kind == "department" else F("other_name"),
        F("short_name") if is_client else nothing, nothing if kind == "department" else F("sort_key"),
        F("owner_id") if is_client else Value(None, output_field=UUIDField()), "archived_at",
    )  # fmt: skip


def _found_by(kind: str, user: User, asked: Sought) -> Any:
    if kind == "client":
        return Client.objects.visible_to(user).found_by(asked)
    model: Any = Person if kind == "person" else Competitor
    return model.objects.visible_to(user).active().found_by(asked)


@prepared
def _names(
    user: User,
    asked: Sought,
    firm: Text,
    after_firm: Text,
    person: Text,
    after_person: Text,
    begin_so: bool,
    kinds: tuple[str, ...],
    departments: int,
) -> QuerySet[Any]:
    """Return the first by name of each of the kinds that begin as was typed, or of those that do not.

    Of clients the archived ones too; and up to so many `departments`. Planned anew for each word: one that is rare is
    found by its index, one that is common in the order of names.
    """
    parts = []
    for kind in kinds:
        stretch = Stretch(person, after_person) if kind == "person" else Stretch(firm, after_firm)
        rows = _found_by(kind, user, asked).filter(stretch.inside if begin_so else stretch.outside)
        parts.append(_as_named(kind, first_of(rows, order=BY_NAME, limit=MOST_OF[kind])))
    if departments:
        # Many a client has a department of the very name: the first that come to hand, rather than all of them sorted.
        found = Department.objects.visible_to(user).filter(archived_at=None).found_by(asked)
        rows = Department.objects.filter(pk__any_of=found.order_by().values("pk")[:NEWEST])
        parts.append(_as_named("department", rows.order_by("-created_at", "-id")[:departments]))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


@prepared
def _active_clients(user: User, asked: Sought, most: int) -> QuerySet[Any]:
    return _as_named("client", first_of(_found_by("client", user, asked).active(), order=BY_NAME, limit=most))


@prepared
def _better(user: User, asked: Sought, name: Text, lately: Keys, kinds: tuple[str, ...], each: int) -> QuerySet[Any]:
    """Return those whose other or short name is the very word, and those opened lately.

    Whose name it is begins so and comes first. Of people not by the other name: too many are called 王.
    """
    parts = []
    for kind in kinds:
        wanted = Q(pk__any_of=lately)
        for one in VERY_NAME[kind]:
            wanted |= Q(**{f"{one}__iexact": name})
        rows = _found_by(kind, user, asked)
        parts.append(_as_named(kind, (rows.active() if kind == "client" else rows).filter(wanted).order_by()[:each]))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


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
