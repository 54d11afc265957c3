"""The chart of who reports to whom (K1, K6)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.models import Client
from crm.models.past_post import last_holders
from crm.models.tree import build_tree
from crm.views.client import of_client


@of_client
@require_safe
def client_chart(request: HttpRequest, client: Client) -> HttpResponse:
    """Draw a client's people as nested trees; whoever has no superior is a root."""
    people = list(client.people.select_related("department").telling_vacant().order_by("sort_key", "pk"))
    held = last_holders(people)
    for person in people:
        person.held = held.get(person.pk)  # type: ignore[attr-defined]
    roots = build_tree(people, parent="reports_to_id")
    roots.sort(key=lambda node: -len(node.children))  # stable: by name among equals
    single = [root for root in roots if not root.children]
    context = {
        "client": client,
        "trees": [root for root in roots if root.children] or single,
        "single": single if len(single) < len(roots) else [],
    }
    return render(request, "crm/org_chart.html", context)
