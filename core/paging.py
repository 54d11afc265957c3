"""Page through a list by keyset: the next page starts after the last row seen, however long the list is."""

import base64
import binascii
import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from core.prepared import Composed, Keys, Prepared, Text
from core.queries import first_of
from core.text import clean_text

PAGE_SIZE = 25
PARAMETER = "after"


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of rows; `next_url` (path and query) is empty on the last one."""

    rows: list[Any]
    next_url: str
    is_first: bool


def page_of(request: HttpRequest, queryset: QuerySet, *, order: tuple[str, ...], size: int = PAGE_SIZE) -> ListPage:
    """Return the page of `queryset` that the request's `after` parameter asks for.

    Parameters: `order`, field names ("-" for descending) that end with a unique one and have an index in that order,
    all in one direction and none nullable. A cursor that cannot be read asks for the first page.
    """
    cursor = cursor_of(request, queryset.model, order)
    rows = queryset.filter(beyond(order, cursor)) if cursor else queryset
    found = list(first_of(rows, order=order, limit=size + 1))
    return list_page(request, found, order=order, size=size, is_first=not cursor)


def prepared_page(
    request: HttpRequest,
    model: type[Model],
    build: Callable[..., QuerySet],
    *given: Any,
    order: tuple[str, ...],
    size: int = PAGE_SIZE,
    planned: bool = False,
) -> ListPage:
    """Return the same page of `build(*given)`, its SQL worked out once for each kind of `given` (`core.prepared`).

    Parameters: `model`, whose rows they are; `build`, a function of a module, not one made for the occasion; `given`,
    what it may only hand on; `planned`, that its plan is kept as well (`core.prepared`) unless it is narrowed by words
    or ids other than the person's: for rows that `first_of` asks for by each reason apart.
    """
    cursor = cursor_of(request, model, order)
    values = [Text(value) if isinstance(value, str) else value for value in cursor]
    planned = planned and not any(
        isinstance(value, UUID | Text | Keys | Composed) for value in given if value != request.user.pk
    )
    found = _prepared(build, order, size, planned)(len(values), *values, *given)
    return list_page(request, found, order=order, size=size, is_first=not cursor)


@lru_cache(maxsize=100)
def _prepared(build: Callable[..., QuerySet], order: tuple[str, ...], size: int, planned: bool) -> Prepared:
    def rows_of(count: int, *values: Any) -> QuerySet:
        rows = build(*values[count:])
        if count:
            rows = rows.filter(beyond(order, list(values[:count])))
        return first_of(rows, order=order, limit=size + 1)

    return Prepared(rows_of, planned=planned)


def cursor_of(request: HttpRequest, model: type[Model], order: tuple[str, ...]) -> list[Any]:
    """Return what the request's cursor holds, a value for each field of `order`; nothing for the first page.

    A cursor of another list, or one typed by hand, asks for the first page.
    """
    texts = decode_cursor(request.GET.get(PARAMETER, ""), len(order))
    try:
        return [_value(model, name, text) for name, text in zip(order, texts, strict=True)] if texts else []
    except (ValueError, TypeError, ValidationError):
        return []


def _value(model: type[Model], name: str, text: str) -> Any:
    """Return a cursor's text as what its field holds; raises `ValidationError` or `ValueError` where it is none."""
    *way, last = name.lstrip("-").split("__")
    for step in way:
        model = cast(type[Model], model._meta.get_field(step).related_model)
    field = cast(Field, model._meta.get_field(last))
    if isinstance(field, DateTimeField):
        moment = parse_datetime(text)
        if moment is None or is_naive(moment):  # no cursor of ours is without its zone
            raise ValueError("no moment")
        return moment
    return field.to_python(text)


def list_page(
    request: HttpRequest, found: list[Any], *, order: tuple[str, ...], size: int, is_first: bool
) -> ListPage:
    """Return the page of the rows found, one more than `size` of them where another page follows."""
    next_url = ""
    if len(found) > size:
        found = found[:size]
        query = request.GET.copy()
        query[PARAMETER] = _encode(found[-1], order)
        next_url = f"{request.path}?{query.urlencode()}"
    return ListPage(rows=found, next_url=next_url, is_first=is_first)


def beyond(order: tuple[str, ...], cursor: list[Any]) -> Q:
    """Return the condition for rows after the cursor: a > x OR (a = x AND (b > y OR …)), with a >= x in front of it.

    The plain bound in front is what lets the index be entered at the right place.
    """
    condition = Q()
    for name, value in reversed(list(zip(order, cursor, strict=True))):
        field = name.lstrip("-")
        direction = "lt" if name.startswith("-") else "gt"
        strictly = Q(**{f"{field}__{direction}": value})
        condition = strictly | (Q(**{field: value}) & condition) if condition else strictly
    first = order[0].lstrip("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": cursor[0]}) & condition


def _encode(row: Model, order: tuple[str, ...]) -> str:
    values = []
    for name in order:
        value: Any = row
        for part in name.lstrip("-").split("__"):
            value = getattr(value, part)
        values.append(value)
    return encode_cursor(*values)


def encode_cursor(*given: Any) -> str:
    """Return values as a cursor for an address: days and moments, texts, whatever has a `str`."""
    values = [value.isoformat() if isinstance(value, datetime.date) else str(value) for value in given]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def decode_cursor(text: str, length: int) -> list[Any] | None:
    """Return the texts of a cursor, None for one of another list or typed by hand."""
    if not text or len(text) > 1000:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != length:
        return None
    # What PostgreSQL cannot store, it cannot be asked for either.
    return values if all(isinstance(value, str) and clean_text(value) == value for value in values) else None
