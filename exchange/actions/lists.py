"""The rows of each list that can be taken out: as shown, by the same filters in the same order, and no row more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from core.beginning import BY_NAME, in_order
from crm.forms.client import ClientFilter
from crm.forms.competitor import CompetitorFilter
from crm.forms.people import PeopleFilter
from crm.forms.people import narrowed as narrowed_people
from crm.models import Client, Competitor, Person
from exchange.actions.parents import show_parents
from exchange.models import Origin
from exchange.nouns import NOUNS, Noun
from exchange.nouns.out import Complaints, Handovers, Promises, Reviews, Rivals, ShownPeople, Visits
from exchange.sheets.write import Cell
from visits.models import Visit, VisitRecord
from visits.views.complaint import asked as complaints_asked
from visits.views.complaint import listed as listed_complaints
from visits.views.handover import asked as handovers_asked
from visits.views.promise import listed as listed_promises
from visits.views.promise import owner_asked, promises_asked
from visits.views.review import ORDER as REVIEW_ORDER
from visits.views.review import asked as reviews_asked
from visits.views.review import listed as listed_reviews
from visits.views.visit import listed as listed_visits
from visits.views.visit import visits_asked

ONLY_OUT = (Visits(), Promises(), ShownPeople(), Complaints(), Handovers(), Rivals(), Reviews())
OUT: dict[str, Noun] = {**NOUNS, **{noun.key: noun for noun in ONLY_OUT}}
CHUNK = 1000


@dataclass
class Asked:
    """Of a request what the lists read: who asks, and the filters of the address."""

    user: User
    GET: QueryDict  # as a request names it


def rows_of(what: str, user: User, given: QueryDict) -> QuerySet[Any]:
    """Return the rows, in order, of one of `OUT` that `user` sees with these filters."""
    noun = OUT[what]
    rows = _LISTS[what](user, given) if what in _LISTS else _of_clients(noun, user, given)
    # The lists leave columns out that their pages do not show.
    found: QuerySet[Any] = rows.select_related(*noun.related).prefetch_related(*noun.prefetched).defer(None)
    return found


def _of_clients(noun: Noun, user: User, given: QueryDict) -> Any:
    of_them: Any = noun.model._default_manager
    clients = _clients(user, given).order_by().values("pk")
    rows = of_them.visible_to(user).filter(client__in=clients, archived_at=None)
    return rows.order_by("client__sort_key", "client_id", *noun.order_out, "pk")


def _client_rows(user: User, given: QueryDict) -> Any:
    chosen, rows = ClientFilter(given, by=user), _clients(user, given)
    if given.get("client") or chosen.in_order == BY_NAME:
        return in_order(rows, chosen.stretch)
    return rows.order_by(*chosen.in_order)


def _visit_rows(user: User, given: QueryDict) -> Any:
    records = Prefetch("record", queryset=VisitRecord.objects.visible_to(user))  # no draft of somebody else's
    rows: Any = listed_visits(*visits_asked(user, given))
    return rows.order_by("-starts_at", "-id").prefetch_related(records)


def _promise_rows(user: User, given: QueryDict) -> Any:
    asked: Any = Asked(user, given)
    _state, given_on, order = promises_asked(asked, owner_asked(asked), today=timezone.localdate())
    return listed_promises(*given_on).order_by(*order)


def _people_rows(user: User, given: QueryDict) -> Any:
    chosen = PeopleFilter(given)
    people = narrowed_people(Person.objects.visible_to(user), *chosen.asked(today=timezone.localdate()))
    return in_order(people, chosen.stretch)


def _complaint_rows(user: User, given: QueryDict) -> Any:
    asked: Any = Asked(user, given)
    given_on, order = complaints_asked(asked)
    return listed_complaints(*given_on).order_by(*order)


def _handover_rows(user: User, given: QueryDict) -> Any:
    rows, order = handovers_asked(user, given)
    return rows.order_by(*order)


def _rival_rows(user: User, given: QueryDict) -> Any:
    return CompetitorFilter(given).apply(Competitor.objects.visible_to(user)).order_by(*BY_NAME)


def _review_rows(user: User, given: QueryDict) -> Any:
    if not user.may(Permission.REVIEW):
        return Visit.objects.none()
    return listed_reviews(*reviews_asked(user, given)).order_by(*REVIEW_ORDER)


_LISTS: dict[str, Callable[[User, QueryDict], Any]] = {
    "client": _client_rows,
    "visit": _visit_rows,
    "promise": _promise_rows,
    "people": _people_rows,
    "complaint": _complaint_rows,
    "handover": _handover_rows,
    "competitor": _rival_rows,
    "review": _review_rows,
}


def lines_of(what: str, rows: QuerySet[Any], user: User) -> Iterator[list[Cell]]:
    """Yield the cells of each row, a thousand read at a time; of other rows they name only what `user` sees."""
    noun = OUT[what]
    walk = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(walk, CHUNK)):
        if "noted_on" in noun.fields:
            _add_origins(noun, chunk)
        if what == "client":
            show_parents(chunk, user)
        for row in chunk:
            yield noun.cells(row)


def heads_of(what: str) -> list[str]:
    """Return the headings, in the active language."""
    return [column.label for column in OUT[what].columns]


def _clients(user: User, given: QueryDict) -> Any:
    clients: Any = Client.objects.visible_to(user)
    if one := given.get("client"):
        return clients.filter(pk=one) if _is_id(one) else clients.none()
    return ClientFilter(given, by=user).apply(clients)


def _is_id(text: str) -> bool:
    return len(text) == 36 and all(mark in "0123456789abcdefABCDEF-" for mark in text)


def _add_origins(noun: Noun, chunk: list[Any]) -> None:
    origins = {
        one.object_id: one
        for one in Origin.objects.filter(noun=noun.origin or noun.key, object_id__in=[r.pk for r in chunk])
    }
    for row in chunk:
        if origin := origins.get(row.pk):
            row.noted_on, row.noted_by = origin.noted_on, origin.noted_by
