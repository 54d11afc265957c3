"""Find anything: one look through clients, people, visits, promises, requests, objections, rivals and the handbook.

Two depths: `find` answers while somebody types, `look_deeper` adds what was written in notes, records and findings.
Each group is bounded and begins at `visible_to`; better hits come first: the very name, what was opened lately, names
that begin so, one's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from accounts.models import User
from core.queries import first_of, newest_keys
from core.search import Words, matching, normalise
from crm.models import Client, Competitor, Person
from crm.models.client import UNREAD
from crm.search import clients_to_search
from etiquette.search import FoundPage, find_pages
from visits.models import Objection, Promise, Request, Visit, VisitNotes, VisitRecord
from visits.models.record import RECORD_TEXTS

CANDIDATES = 40  # rows of a group among which the better ones are brought forward
NEWEST = 500  # rows of a kind looked through, of those that hold the words
MOST_RECENT = 12
# A word that means the same; the second is ours.
SAME = (("走访", "拜访"), ("访问", "拜访"))

Recent = Sequence[tuple[str, UUID]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first in each group."""

    clients: list[Client]
    people: list[Person]
    visits: list[Visit]
    promises: list[Promise]
    rivals: list[Competitor]
    pages: list[FoundPage]
    requests: list[Request]
    objections: list[Objection]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def find(user: User, typed: str, *, each: int, recent: Recent = ()) -> Found:
    """Return up to `each` rows of every group that `user` may see and that hold what was typed.

    Visits and promises are found by their client as well. `recent`, kinds and ids of what the person opened last.
    """
    typed = said_as_we_say(typed)
    clients = _clients(user, typed, each, recent)
    through = clients_to_search(user, typed) if clients else []
    return Found(
        clients=clients,
        people=_people(user, typed, each, recent),
        visits=_rows(Visit.objects, user, typed, through, "-starts_at", each),
        promises=_rows(Promise.objects, user, typed, through, "-due_on", each),
        rivals=_best(Competitor.objects.visible_to(user).active().found_by(typed), typed, user, each, recent),
        pages=find_pages(user, typed, each),
        requests=_findings(Request, user, typed, each),
        objections=_findings(Objection, user, typed, each),
    )


def visits_with_text(user: User, typed: str, *, but: Sequence[Visit], limit: int) -> list[Visit]:
    """Return visits whose notes or record hold what was typed, newest first, without those found already.

    Of very many, the newest 500 are looked through: an account manager's own, a lead's and an admin's of everybody.
    """
    typed = said_as_we_say(typed)
    own = Q() if user.scope.everything or user.scope.team_ids else Q(visit__owner_id=user.pk)
    handed_in = Q(submitted_at__isnull=False) | Q(owner_id=user.pk)  # what is still being written finds its writer alone
    ids: set[UUID] = set()
    for model, texts, may in ((VisitNotes, ("body",), Q()), (VisitRecord, RECORD_TEXTS, handed_in)):
        rows = model.objects.alias(words=Words(*texts)).filter(own, may)
        rows = rows.filter(matching(typed, column="words", text_fields=texts))
        ids.update(row["visit_id"] for row in newest_keys(rows, most=NEWEST, key="visit_id"))
    ids -= {visit.pk for visit in but}
    if not ids:
        return []
    found = Visit.objects.visible_to(user).filter(pk__in=ids).select_related("client", "owner").defer(*UNREAD)
    return list(found.order_by("-starts_at", "-id")[:limit])


def opened_lately(user: User, recent: Recent) -> list[tuple[str, Model]]:
    """Return kind and row of what the person opened last and still may see, latest first."""
    rows: dict[tuple[str, UUID], Model] = {}
    for kind, visible in (
        ("client", Client.objects.visible_to(user).active()),
        ("person", Person.objects.visible_to(user).active().select_related("client").defer("search", "also", *UNREAD)),
        ("visit", Visit.objects.visible_to(user).select_related("client").defer(*UNREAD)),
        ("promise", Promise.objects.visible_to(user).select_related("client").defer(*UNREAD)),
        ("rival", Competitor.objects.visible_to(user).active()),
    ):
        ids = [pk for of, pk in recent if of == kind]
        if ids:
            rows |= {(kind, row.pk): row for row in visible.filter(pk__in=ids)}
    return [(kind, rows[kind, pk]) for kind, pk in recent if (kind, pk) in rows]


def said_as_we_say(typed: str) -> str:
    """Return what was typed with our word for what others call it: 走访 is a 拜访."""
    for theirs, ours in SAME:
        typed = typed.replace(theirs, ours)
    return typed


def _clients(user: User, typed: str, each: int, recent: Recent) -> list[Client]:
    found = Client.objects.visible_to(user).active().found_by(typed).select_related("owner", "industry")
    return _best(found, typed, user, each, recent)


def _people(user: User, typed: str, each: int, recent: Recent) -> list[Person]:
    found = Person.objects.visible_to(user).active().found_by(typed).select_related("client").defer(
        "search", "also", *UNREAD
    )  # fmt: skip
    return _best(found, typed, user, each, recent)


def _best(found: Any, typed: str, user: User, each: int, recent: Recent) -> list[Any]:
    """Return the best of the first by name, those of the very name and those opened lately among them."""
    rows = list(first_of(found, order=("sort_key", "id"), limit=CANDIDATES))
    words = normalise(typed)
    lately = {pk: at for at, (_kind, pk) in enumerate(recent)}
    if len(rows) == CANDIDATES:  # there may be more, and a better one among them
        names = [field for field in ("name", "short_name", "other_name") if hasattr(found.model, field)]
        wanted = Q(pk__in=lately)
        for name in names:
            wanted |= Q(**{f"{name}__iexact": typed.strip()})
        rows += [row for row in found.filter(wanted)[:each] if row not in rows]

    def rank(row: Any) -> tuple[Any, ...]:
        names = [normalise(text) for text in (row.name, row.other_name, getattr(row, "short_name", "")) if text]
        joined = words.replace(" ", "")
        return (
            words not in names,
            lately.get(row.pk, MOST_RECENT),
            not any(name.startswith(words) for name in [*names, row.sort_key, row.sort_key.replace(" ", "")])
            and not row.sort_key.replace(" ", "").startswith(joined),
            getattr(row, "owner_id", None) != user.pk,
            row.sort_key,
        )

    return sorted(rows, key=rank)[:each]


def _rows(manager: Any, user: User, typed: str, through: list[UUID], when: str, each: int) -> list[Any]:
    """Return rows that say what was typed, then rows of the clients that are called so; each newest first."""
    order = (when, "-id")
    said = manager.filter(pk__any_of=newest_keys(manager.visible_to(user).saying(typed), most=NEWEST))
    rows = list(said.select_related("client", "owner").defer(*UNREAD).order_by(*order)[:each])
    if through and len(rows) < each:
        of_clients = manager.of_any_visible(through).select_related("client", "owner").defer(*UNREAD)
        rows += [row for row in of_clients.order_by(*order)[:each] if row not in rows]
    return rows[:each]


def _findings(model: Any, user: User, typed: str, each: int) -> list[Any]:
    keys = newest_keys(model.objects.visible_to(user).saying(typed), most=NEWEST)
    rows = model.objects.filter(pk__any_of=keys).select_related("client").defer(*UNREAD)
    return list(rows.order_by("-noted_at", "-id")[:each])
