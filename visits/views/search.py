"""One search over everything, as a page and as the list that answers each key: only what the person may see."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from visits.acts import acts_for
from visits.acts_with import offers_for, offers_with_best
from visits.search import Found, find
from visits.search_names import MOST_RECENT
from visits.search_rows import Recent, opened_lately
from visits.views.own import person_of

EACH = 6
EACH_TYPING = 4
KINDS = ("client", "person", "visit", "promise", "rival")


@requires(Permission.USE)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what holds the words of `?q=`, grouped; one or two Chinese characters are enough."""
    user = person_of(request)
    typed = typed_in(request)
    context: dict[str, object] = {"q": typed}
    if typed:
        found = find(user, typed, each=EACH, deeper=True)
        context |= {"found": found, "nothing": not found, "each": EACH, "more": _more_of(user, typed, found)}
    return render(request, "visits/search.html", context)


def _more_of(user: User, typed: str, found: Found) -> dict[str, str]:
    """Return, of each group that may have more than is shown, the address of the list of all of them; "" for none."""
    lists: dict[str, str] = {}
    if user.may(Permission.RECORD):
        named = (("clients", "client-list"), ("people", "client-people"), ("rivals", "competitor-list"))
        lists |= {name: f"{reverse(place)}?{urlencode({'q': typed})}" for name, place in named}
    if len(found.clients) == 1:
        of_one = urlencode({"client": found.clients[0].pk, "owner": "all"})
        lists["visits"] = f"{reverse('visit-list')}?{of_one}"
    return {name: lists.get(name, "") for name in Found.__slots__ if len(getattr(found, name)) >= EACH}


@requires(Permission.USE)
@require_safe
def find_as_typed(request: HttpRequest) -> HttpResponse:
    """Answer a key: what holds `?q=` and what can be done; without words, what was opened last (`?recent=`).

    `?form=`: the id of a form that the page has and an act may send.
    """
    user = person_of(request)
    typed, recent = typed_in(request), recent_in(request)
    acts = acts_for(user, typed, forms=request.GET.getlist("form")[:2])
    context: dict[str, object] = {"q": typed, "acts": acts}
    if typed:
        found = find(user, typed, each=EACH_TYPING, recent=recent)
        offers = offers_for(user, typed, recent)
        # Who says what to do, and is called by no such name, means to do it.
        context |= {"found": found, "offers": offers or offers_with_best(user, found)}
        context["acts_first"] = bool(offers) and not (found.clients or found.people)
    else:
        context["recent"] = opened_lately(user, recent)
    return render(request, "visits/find.html", context)


def typed_in(request: HttpRequest) -> str:
    """Return what was typed, without what the database cannot hold."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:80]


def recent_in(request: HttpRequest) -> Recent:
    """Return kinds and ids of `?recent=client:…,visit:…`, latest first; what makes no sense is left out."""
    found: list[tuple[str, UUID]] = []
    for part in request.GET.get("recent", "").split(",")[:MOST_RECENT]:
        kind, _colon, text = part.partition(":")
        try:
            pk = UUID(text)
        except ValueError:
            continue
        if kind in KINDS:
            found.append((kind, pk))
    return found
