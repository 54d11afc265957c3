"""One page of a history: the events of a row and of its parts, each in a table of its own, by when they were."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import IntegerField, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from core.history import Kept, events_of
from core.paging import PARAMETER, ListPage, decode_cursor, list_page, page_of

PAGE_SIZE = 25


class Place(NamedTuple):
    """Where an event stands: when it was, in which of the tables, and its key there."""

    pgh_created_at: dt.datetime
    table: int
    pgh_id: int


NEWEST = ("-pgh_created_at", "-table", "-pgh_id")


def history_page(request: HttpRequest, history: Kept, row: Any, *, field: str, seen: Q) -> ListPage:
    """Return a page of events, newest first: of those that are `seen`, and of the row's parts.

    Parameters: `field`, a field's or a part's name for those alone, "" for all. Asks once more for each table.
    """
    lists = list(_lists(history, row, field, seen))
    if len(lists) == 1:
        return page_of(request, lists[0], order=("-pgh_id",), size=PAGE_SIZE)
    after = _cursor(request)
    first, *others = (_places(number, rows, after) for number, rows in enumerate(lists))
    together = first.union(*others, all=True).order_by(*NEWEST)[: PAGE_SIZE + 1]
    page = list_page(request, [Place(*one) for one in together], order=NEWEST, size=PAGE_SIZE, is_first=after is None)
    return replace(page, rows=_events(lists, page.rows))


def _lists(history: Kept, row: Any, field: str, seen: Q) -> Iterator[QuerySet]:
    named = [part for part in history.parts if part.name == field]
    if not named:
        yield events_of(history, row.pk, field_name=field, seen=seen)
    for part in named if field else history.parts:
        yield part.events_at(row.pk)


def _places(number: int, rows: QuerySet, after: Place | None) -> QuerySet:
    """Return the places of up to a page of events that come after a place."""
    if after is not None:
        same = Q(pgh_created_at=after.pgh_created_at)
        if number == after.table:
            same &= Q(pgh_id__lt=after.pgh_id)
        earlier = Q(pgh_created_at__lt=after.pgh_created_at)
        rows = rows.filter(earlier if number > after.table else earlier | same)
    rows = rows.annotate(table=Value(number, IntegerField())).order_by(*NEWEST)
    return rows.values_list(*Place._fields)[: PAGE_SIZE + 1]


def _events(lists: Sequence[QuerySet], places: Sequence[Place]) -> list[Any]:
    found: dict[tuple[int, int], Any] = {}
    for number, rows in enumerate(lists):
        ids = [place.pgh_id for place in places if place.table == number]
        found |= {(number, event.pgh_id): event for event in rows.model._base_manager.filter(pgh_id__in=ids)}
    return [found[place.table, place.pgh_id] for place in places]


def _cursor(request: HttpRequest) -> Place | None:
    """Return the place that the request's cursor names, None for the first page or a cursor of another list."""
    texts = decode_cursor(request.GET.get(PARAMETER, ""), len(Place._fields))
    if texts is None:
        return None
    try:
        moment, table, pk = parse_datetime(texts[0]), int(texts[1]), int(texts[2])
    except ValueError:
        return None
    return None if moment is None or is_naive(moment) else Place(moment, table, pk)
