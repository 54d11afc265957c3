"""What the views of one's own visits share: finding the visit, and telling what stands in the way of an act."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from crm.models.client import UNREAD
from visits.access import workable_by
from visits.models import Visit


def person_of(request: HttpRequest) -> User:
    """Return the person who is signed in."""
    assert isinstance(request.user, User)  # noqa: S101  LoginRequired has seen to it
    return request.user


def first_rows(name: str, rows: Sequence[Any], *, most: int = 20) -> dict[str, Any]:
    """Return the first rows of a section, and how many there are: "20+" where there are more than are shown."""
    return {name: rows[:most], f"{name}_count": f"{most}+" if len(rows) > most else str(len(rows))}


def own_visit(request: HttpRequest, pk: UUID) -> Visit:
    """Return the visit if the person may work on it; 404 for everyone else, readers included."""
    return get_object_or_404(workable_by(person_of(request)).select_related("client", "owner").defer(*UNREAD), pk=pk)


def version_of(request: HttpRequest) -> int:
    """Return the version that the page was made from: of the form, or of the toast's address."""
    try:
        return int(request.POST.get("version") or request.GET.get("version") or "")
    except ValueError:
        raise BadRequest("version is missing") from None


def visit_url(visit: Visit, stage: str = "") -> str:
    """Return the address of a visit's page, at a stage if one is named."""
    return reverse("visit-detail", args=[visit.pk]) + (f"?stage={stage}" if stage else "")


def say_with_undo(request: HttpRequest, text: str, visit: Visit, act: str) -> None:
    """Tell what was done, with a way back that works as long as nothing else has changed the visit."""
    url = reverse("visit-undo", args=[visit.pk, act])
    messages.success(request, text, extra_tags=f"undo:{url}?version={visit.version}")


def words_for_state(visit: Visit) -> str:
    """Return why an act was refused, in terms of how the visit stands now."""
    return _("Nothing was changed: this visit is now “%(state)s”.") % {"state": visit.get_state_display()}


def method_not_allowed() -> HttpResponse:
    """Answer a GET where only a form may come. Asked after the visit was found, so that it tells strangers nothing."""
    return HttpResponse(status=405, headers={"Allow": "POST"})
