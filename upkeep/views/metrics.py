"""Figures for a Prometheus that knows the token."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.cache import never_cache

from accounts.access import public


@public("a machine reads it, by a token of its own")
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all figures to who sends `Authorization: Bearer` and the token; to others there is no page."""
    wanted = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not wanted or not secrets.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    from upkeep.metrics import page  # noqa: PLC0415  counters are made when imported: only where they are asked for

    return HttpResponse(page(), content_type="text/plain; version=0.0.4; charset=utf-8")
