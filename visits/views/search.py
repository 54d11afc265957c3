"""One search over clients, people, visits, promises, rivals and the handbook: only what the person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Permission
from crm.models import Competitor
from crm.search import clients_to_search, find_clients, find_people
from etiquette.search import find_pages
from visits.models import Promise, Visit
from visits.views.own import person_of

EACH = 6


@requires(Permission.USE)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what holds the words of `?q=`, grouped; one or two Chinese characters are enough."""
    user = person_of(request)
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    context: dict[str, object] = {"q": typed}
    if typed:
        clients = clients_to_search(user, typed)
        visits = Visit.objects.of_any_visible(clients).select_related("client", "owner").defer(*UNREAD)
        promises = Promise.objects.of_any_visible(clients).select_related("client").defer(*UNREAD)
        found = {
            "clients": find_clients(user, typed, EACH) if clients else [],
            "people": find_people(user, typed, EACH),
            "visits": list(visits.order_by("-starts_at", "-id")[:EACH]),
            "promises": list(promises.order_by("-due_on", "-id")[:EACH]),
            "rivals": list(
                Competitor.objects.visible_to(user).active().found_by(typed).order_by("sort_key", "pk")[:EACH]
            ),
            "pages": find_pages(user, typed, EACH),
        }
        context |= {**found, "nothing": not any(found.values())}
    return render(request, "visits/search.html", context)
