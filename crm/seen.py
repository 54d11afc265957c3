"""The client that a page is about, found once though parts of several apps stand in that page."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from accounts.models import User
from core.prepared import prepared
from crm.models import Client


@prepared
def _seen(user: User, client_id: UUID) -> QuerySet[Client]:
    return Client.objects.visible_to(user).select_related("industry", "owner", "team").filter(pk=client_id)


def client_seen(request: HttpRequest, client_id: UUID) -> Client:
    """Return the client if the person may see it; raise `Http404` for one they may not, as for one that is not there.

    Remembered with a page, not with what writes: an act looks for itself.
    """
    kept: Any = getattr(request, "rapport_client", None)
    if kept is not None and kept.pk == client_id and request.method in ("GET", "HEAD"):
        return kept
    user: Any = request.user
    found = _seen(user, client_id)
    if not found:
        raise Http404
    request.rapport_client = found[0]  # type: ignore[attr-defined]
    return found[0]
