"""`{% saved_filters "client-list" %}`: what the reader has saved of a list; `save_filter`: the way to save it."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actions.saved_filter import as_kept
from accounts.models import SavedFilter, User
from core.prepared import prepared

register = template.Library()


@prepared(planned=True)
def _saved(user: User, place: str) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.visible_to(user).of(place)[:50]


@register.inclusion_tag("accounts/saved_filters.html", takes_context=True)
def saved_filters(context: template.Context, place: str, *, oob: bool = False) -> dict[str, Any]:
    """Draw the reader's filters of a list; `oob`, beside a part of the page that htmx swaps. One query."""
    rows = _rows(context["request"], place)
    return {"oob": oob, "pinned": [row for row in rows if row.is_pinned], "rows": rows}


@register.inclusion_tag("accounts/save_filter.html", takes_context=True)
def save_filter(context: template.Context, place: str, plain: str = "") -> dict[str, Any]:
    """Draw the way to save this view, unless it is saved, or plain: without filters, or `plain`, which is how the list
    is drawn without them. It stands among the list's own tools, below the filters: those keep their place when it
    comes. No query beside `saved_filters`.
    """
    request = context["request"]
    now = _asked(request)
    is_new = now and now != plain and not any(row.query == now for row in _rows(request, place))
    return {"save_url": f"{reverse('filter-new')}?{urlencode({'place': place, 'query': now})}" if is_new else ""}


def _rows(request: Any, place: str) -> list[SavedFilter]:
    """Return what the reader has saved of the list, each with its address and whether it is on; read once a page."""
    if not hasattr(request, "saved_filters"):
        request.saved_filters = _saved(request.user, place)
        address, now = reverse(place), _asked(request)
        for row in request.saved_filters:
            row.address = f"{address}?{row.query}" if row.query else address
            row.is_on = row.query == now
    return list(request.saved_filters)


def _asked(request: Any) -> str:
    return as_kept(request.META.get("QUERY_STRING", ""))
