"""Parts of pages: whether a request asks for one, and how a page draws one of another app in itself."""

import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import get_script_prefix, get_urlconf, resolve, reverse
from django.utils.datastructures import CaseInsensitiveMapping
from django_htmx.middleware import HtmxDetails

_NOBODY = UUID(int=0)


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to swap in; not so when it restores a page that it had left."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def draw_part(request: HttpRequest, name: str, *ids: UUID, query: str = "") -> str:
    """Return what GET of the address `name` answers this person's htmx with, without a request of its own.

    Its view runs as it would there, with its own check of permission and of which rows the person sees; what it
    refuses is "". The app that shows a part knows the one that makes it by nothing but the name of the address.
    """
    view, names, address = _way(name, len(ids), get_urlconf(), get_script_prefix())
    inner: Any = copy.copy(request)
    inner.method, inner.GET, inner.POST = "GET", QueryDict(query), QueryDict()
    inner.path = inner.path_info = address.format(*ids)
    inner.headers = CaseInsensitiveMapping({**request.headers, "HX-Request": "true"})
    inner.htmx = HtmxDetails(inner)
    try:
        response = view(inner, **dict(zip(names, ids, strict=True)))
    except (Http404, PermissionDenied):
        return ""
    return response.content.decode() if response.status_code == 200 else ""


@lru_cache(maxsize=200)
def _way(
    name: str, count: int, urlconf: str | None, prefix: str
) -> tuple[Callable[..., HttpResponse], tuple[str, ...], str]:
    """Return an address' view, the names of its ids, and the address with `{}` in the place of each."""
    address = reverse(name, urlconf, args=[_NOBODY] * count)
    match = resolve("/" + address.removeprefix(prefix), urlconf)
    return match.func, tuple(match.kwargs), address.replace(str(_NOBODY), "{}")
