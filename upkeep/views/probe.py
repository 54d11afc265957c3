"""Probes for whoever watches from outside: is the process alive, may it be sent requests."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from upkeep import state


@public("health probe")
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Answer "ok" while the process serves requests. Asks nothing else: a lost database is no reason to restart it."""
    return HttpResponse("ok", content_type="text/plain")


@public("health probe")
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages work: the database answers and is of this code. Else 503.

    Without Redis or with a late sweeper pages work, so that is 200 and "degraded"; `?strict=1` makes it 503, for an
    alarm rather than for a load balancer.
    """
    found: dict[str, str] = {}
    try:
        missing = state.missing_migrations() if state.database_answers() else None
        found["database"] = "ok" if missing is not None else "away"
        if missing is not None:
            found["migrations"] = f"{len(missing)} missing" if missing else "ok"
        if missing == []:
            found["sweeper"] = state.sweeper()
    except DatabaseError:
        found["database"] = "away"
    found["redis"] = "ok" if state.redis_answers() else "away"
    works = found["database"] == "ok" and found.get("migrations") == "ok"
    well = works and all(value == "ok" for value in found.values())
    status = "ok" if well else "degraded" if works else "down"
    bad = not works or (not well and request.GET.get("strict") == "1")
    return JsonResponse({"status": status, **found, "mode": settings.MODE}, status=503 if bad else 200)
