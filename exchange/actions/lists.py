"""The rows of each list that can be taken out: as shown, by the same filters in the same order, and no row more."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from crm.forms.client import ClientFilter
from crm.models import Client
from exchange.actions.parents import show_parents
from exchange.models import Origin
from exchange.nouns import NOUNS, Noun
from exchange.nouns.out import Promises, Visits
from visits.models import VisitRecord
from visits.views.promise import listed as listed_promises
from visits.views.promise import owner_asked, promises_asked
from visits.views.visit import listed as listed_visits
from visits.views.visit import visits_asked

OUT: dict[str, Noun] = {**NOUNS, **{noun.key: noun for noun in (Visits(), Promises())}}
CHUNK = 1000


@dataclass
class Asked:
    """Of a request what the lists read: who asks, and the filters of the address."""

    user: User
    GET: QueryDict  # as a request names it


def rows_of(what: str, user: User, given: QueryDict) -> QuerySet[Any]:
    """Return the rows, in order, of one of `OUT` that `user` sees with these filters."""
    noun = OUT[what]
    if what == "visit":
        records = Prefetch("record", queryset=VisitRecord.objects.visible_to(user))  # no draft of somebody else's
        rows: Any = listed_visits(*visits_asked(user, given)).order_by("-starts_at", "-id").prefetch_related(records)
    elif what == "promise":
        asked: Any = Asked(user, given)
        _state, given_on, order = promises_asked(asked, owner_asked(asked), today=timezone.localdate())
        rows = listed_promises(*given_on).order_by(*order)
    else:
        clients = _clients(user, given)
        if what == "client":
            rows = clients.order_by("sort_key", "pk")
        else:
            of_them: Any = noun.model._default_manager
            rows = of_them.visible_to(user).filter(client__in=clients.order_by().values("pk"), archived_at=None)
            rows = rows.order_by("client__sort_key", "client_id", *noun.order_out, "pk")
    # The lists leave columns out that their pages do not show.
    found: QuerySet[Any] = rows.select_related(*noun.related).prefetch_related(*noun.prefetched).defer(None)
    return found


def lines_of(what: str, rows: QuerySet[Any], user: User) -> Iterator[list[str]]:
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
    origins = {one.object_id: one for one in Origin.objects.filter(noun=noun.key, object_id__in=[r.pk for r in chunk])}
    for row in chunk:
        if origin := origins.get(row.pk):
            row.noted_on, row.noted_by = origin.noted_on, origin.noted_by
