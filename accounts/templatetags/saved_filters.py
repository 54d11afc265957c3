"""`{% saved_filters "client-list" %}`: what the reader has saved of a list, and the way to save this view."""

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
    request = context["request"]
    now = as_kept(request.META.get("QUERY_STRING", ""))
    rows = _saved(request.user, place)
    address = reverse(place)
    for row in rows:
        row.address = f"{address}?{row.query}" if row.query else address  # type: ignore[attr-defined]
        row.is_on = row.query == now  # type: ignore[attr-defined]
    save_url = f"{reverse('filter-new')}?{urlencode({'place': place, 'query': now})}"
    return {
        "oob": oob,
        "pinned": [row for row in rows if row.is_pinned],
        "rows": rows,
        "save_url": save_url if now and not any(row.query == now for row in rows) else "",
    }
