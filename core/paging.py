"""Page through a list by keyset: the next page starts after the last row seen, however long the list is."""

import base64
import binascii
import datetime
import json
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

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
    cursor = _decode(request.GET.get(PARAMETER, ""), len(order))
    rows = queryset
    if cursor is not None:
        try:
            if any(map(_is_naive, order, cursor, repeat(queryset.model))):
                raise ValueError("a moment without its zone")
            rows = rows.filter(_beyond(order, cursor))
        except (ValueError, TypeError, ValidationError):  # a cursor of another list, or typed by hand
            cursor = None
    found = list(first_of(rows, order=order, limit=size + 1))
    next_url = ""
    if len(found) > size:
        found = found[:size]
        query = request.GET.copy()
        query[PARAMETER] = _encode(found[-1], order)
        next_url = f"{request.path}?{query.urlencode()}"
    return ListPage(rows=found, next_url=next_url, is_first=cursor is None)


def _beyond(order: tuple[str, ...], cursor: list[Any]) -> Q:
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
        values.append(value.isoformat() if isinstance(value, datetime.date) else str(value))
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _is_naive(name: str, value: str, model: type[Model]) -> bool:
    """Whether a moment comes without its zone: no cursor of ours does."""
    field: Any = None
    for part in name.lstrip("-").split("__"):
        field = (field.related_model if field else model)._meta.get_field(part)
    if not isinstance(field, DateTimeField):
        return False
    moment = parse_datetime(value)
    return moment is None or is_naive(moment)


def _decode(text: str, length: int) -> list[Any] | None:
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
