"""Everything that happened at a client, newest first, by kinds that the address names and this browser remembers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.methods import reads
from core.paging import PARAMETER
from core.partials import wants_part
from crm.seen import client_seen
from visits.timeline.kinds import KINDS
from visits.timeline.page import WORDS, timeline_of
from visits.views.own import person_of

ALL = "all"
REMEMBERED = "rapport_timeline"
A_YEAR = 365 * 24 * 3600
FIRST_ROWS, ROWS = 8, 30


@requires(Permission.USE)
@reads
def client_timeline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a client's timeline: a page, or for htmx and the client's page its part.

    Address: kind (several; "all" forgets what was remembered) and the cursor `after`.
    """
    client, user = client_seen(request, pk), person_of(request)
    asked = request.GET.getlist("kind")
    kinds = frozenset(asked) & WORDS if asked else _remembered(request, user)
    is_part = wants_part(request)
    size = FIRST_ROWS if is_part and PARAMETER not in request.GET else ROWS
    page = timeline_of(user, client.pk, kinds=kinds, after=request.GET.get(PARAMETER, ""), size=size)
    here = reverse("client-timeline", args=[client.pk])
    named = [("kind", kind) for kind in sorted(kinds)] or [("kind", ALL)]
    context: dict[str, Any] = {
        "client": client,
        "lines": page.lines,
        "next_url": f"{here}?{urlencode([*named, (PARAMETER, page.after)])}" if page.after else "",
        "chips": [(kind, kind.key in kinds, f"{here}?{urlencode(_toggled(kinds, kind.key))}") for kind in KINDS],
        "all_url": f"{here}?kind={ALL}",
        "is_all": not kinds,
        "address": here,
    }
    template = "visits/client_timeline.html"
    response = render(request, f"{template}#part" if is_part else template, context)
    if asked:
        value = f"{user.pk}:{'.'.join(sorted(kinds))}"
        response.set_cookie(
            REMEMBERED, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _toggled(kinds: frozenset[str], key: str) -> list[tuple[str, str]]:
    """Return the address's words once the chip `key` was pressed."""
    return [("kind", kind) for kind in sorted(kinds ^ {key})] or [("kind", ALL)]


def _remembered(request: HttpRequest, user: User) -> frozenset[str]:
    """Return the kinds this person chose last in this browser; a colleague's choice there is not theirs."""
    whose, _colon, kinds = request.COOKIES.get(REMEMBERED, "").partition(":")
    return frozenset(kinds.split(".")) & WORDS if whose == str(user.pk) else frozenset()
