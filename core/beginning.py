"""What begins with the words that were typed comes first, then what holds them elsewhere: each in the order of names.

Who types 王 means those who are called so, and they stand side by side far down the alphabet. Asked for the first rows
by name that hold a word, PostgreSQL expects them to be spread evenly, and walks all names before them: 180,000 people,
300 ms. Their own stretch of the alphabet is one range of the index.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.http import HttpRequest

from core.paging import PAGE_SIZE, ListPage, beyond, cursor_of, list_page
from core.prepared import Prepared, Text
from core.queries import first_of
from core.search import Sought

BY_NAME = ("sort_key", "id")


class Stretch(NamedTuple):
    """The sort keys that begin with a text: from `first` on, up to `end` and without it."""

    first: Text
    end: Text

    @property
    def inside(self) -> Q:
        """The condition for rows of the stretch."""
        return Q(sort_key__gte=self.first, sort_key__lt=self.end)

    @property
    def outside(self) -> Q:
        """The condition for all others."""
        return Q(sort_key__lt=self.first) | Q(sort_key__gte=self.end)

    def holds(self, key: str) -> bool:
        """Whether a sort key is in the stretch."""
        return self.first <= key < self.end


def stretch_of(key: str) -> Stretch | None:
    """Return the stretch of the sort keys that begin with `key`, itself one; None for an empty one."""
    return Stretch(Text(key), Text(key[:-1] + chr(ord(key[-1]) + 1))) if key else None


def in_order(rows: QuerySet[Any], stretch: Stretch | None) -> QuerySet[Any]:
    """Return all rows in the order of `page_by_beginning`, for who reads them to the end."""
    if stretch is None:
        return rows.order_by(*BY_NAME)
    return rows.order_by(Case(When(stretch.inside, then=Value(0)), default=Value(1)), *BY_NAME)


def page_by_beginning(
    request: HttpRequest, model: type[Model], build: Callable[..., QuerySet], *given: Any, stretch: Stretch
) -> ListPage:
    """Return the page of `build(*given)` that the request asks for: those of the stretch first, then the others.

    Parameters as for `prepared_page`, whose order by name it has within each of the two. The second is asked for where
    the first does not fill the page.
    """
    cursor = cursor_of(request, model, BY_NAME)
    is_in_first = not cursor or stretch.holds(cursor[0])
    found: list[Any] = []
    if is_in_first:
        here = (replace(one, is_likely=True) if isinstance(one, Sought) else one for one in given)
        found = _prepared(build, True)(len(cursor), *map(Text, cursor[:1]), *cursor[1:], *stretch, *here)
    if len(found) <= PAGE_SIZE:
        after = [] if is_in_first else cursor
        found += _prepared(build, False)(len(after), *map(Text, after[:1]), *after[1:], *stretch, *given)
    return list_page(request, found[: PAGE_SIZE + 1], order=BY_NAME, size=PAGE_SIZE, is_first=not cursor)


@lru_cache(maxsize=100)
def _prepared(build: Callable[..., QuerySet], is_inside: bool) -> Prepared:
    def rows_of(count: int, *values: Any) -> QuerySet:
        stretch, given = Stretch(*values[count : count + 2]), values[count + 2 :]
        rows = build(*given).filter(stretch.inside if is_inside else stretch.outside)
        if count:
            rows = rows.filter(beyond(BY_NAME, list(values[:count])))
        return first_of(rows, order=BY_NAME, limit=PAGE_SIZE + 1)

    return Prepared(rows_of)
