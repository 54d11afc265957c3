"""Who changed what when, of a client and of the parts of its file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from crm.history import steps_of
from crm.models import Client, Department, Site
from crm.views.client import of_client


@dataclass(frozen=True, slots=True)
class Kind:
    """A model with a history page: the fields that people know, and its place on the client's page."""

    model: Any
    fields: tuple[str, ...]
    anchor: str


KINDS = {
    "client": Kind(
        Client,
        (
            "name", "other_name", "short_name", "tier", "industry", "business", "headcount", "revenue", "phone",
            "website", "registration_code", "address", "owner", "archived_at",
        ),
        "firm",
    ),
    "department": Kind(Department, ("name", "function", "parent", "note", "archived_at"), "departments"),
    "site": Kind(
        Site,
        ("name", "province", "city", "district", "street", "phone", "note", "is_main", "archived_at"),
        "sites",
    ),
}  # fmt: skip


@of_client
@require_safe
def row_history(request: HttpRequest, client: Client, kind: str, row_id: UUID) -> HttpResponse:
    """Show the saves of one row, newest first."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404
    mine = {"pk": client.pk} if known.model is Client else {"client": client}
    row = get_object_or_404(known.model.objects.visible_to(request.user).filter(**mine), pk=row_id)
    context = {"client": client, "row": row, "steps": steps_of(row, known.fields), "anchor": known.anchor}
    return render(request, "crm/row_history.html", context)
