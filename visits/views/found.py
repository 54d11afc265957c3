"""Find the row an address names, or answer 404: missing and forbidden look alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from core.ids import one_uuid
from core.prepared import prepared
from crm.models import Client
from crm.models.client import UNREAD
from crm.seen import client_seen
from visits.access import may_keep_promise, may_settle
from visits.models import Complaint, Notification, Promise, Visit

View = Callable[..., HttpResponse]


def of_promise(*, act: bool) -> Callable[[View], View]:
    """Hand the view the promise of its address; with `act`, only to who may keep it (H5)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, pk: UUID) -> HttpResponse:
            rows = Promise.objects.visible_to(request.user).select_related("client", "owner", "person", "visit")
            promise = get_object_or_404(rows, pk=pk)
            if act and not may_keep_promise(request.user, promise):
                raise Http404
            return view(request, promise)

        return found

    return decorate


def of_complaint(*, act: bool) -> Callable[[View], View]:
    """Hand the view the complaint of its address; with `act`, only to who may settle it (W6)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, pk: UUID, **more: Any) -> HttpResponse:
            rows = Complaint.objects.visible_to(request.user).defer(*UNREAD)
            rows = rows.select_related("client__team", "client__owner", "owner", "person", "visit", "noted_by")
            complaint = get_object_or_404(rows, pk=pk)
            if act and not may_settle(request.user, complaint):  # type: ignore[arg-type]
                raise Http404
            return view(request, complaint, **more)

        return found

    return decorate


@prepared(planned=True)
def _visits(user: User, pk: UUID) -> QuerySet[Visit]:
    rows = Visit.objects.visible_to(user).select_related("client", "owner", "team", "record").defer(*UNREAD)
    return rows.filter(pk=pk)


def of_visit(may: Callable[[Any, Visit], bool] | None = None) -> Callable[[View], View]:
    """Hand the view the visit of its address; with `may`, only to whom it lets."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, pk: UUID) -> HttpResponse:
            visit = next(iter(_visits(request.user, pk)), None)
            if visit is None:
                raise Http404
            if may is not None and not may(request.user, visit):
                raise Http404
            return view(request, visit)

        return found

    return decorate


def of_client(view: View) -> View:
    """Hand the view the client of its address."""

    @wraps(view)
    def found(request: HttpRequest, pk: UUID) -> HttpResponse:
        return view(request, client_seen(request, pk))

    return found


def client_asked(request: Any) -> Client | None:
    """Return the client that `?client=` names, if it may be seen; of the request, user and GET are read, once."""
    if not hasattr(request, "client_asked"):
        pk = one_uuid(request.GET.get("client", ""))
        request.client_asked = Client.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
    return request.client_asked  # type: ignore[no-any-return]


def of_notification(view: View) -> View:
    """Hand the view the notification of its address, the reader's own."""

    @wraps(view)
    def found(request: HttpRequest, pk: UUID) -> HttpResponse:
        return view(request, get_object_or_404(Notification.objects.visible_to(request.user), pk=pk))

    return found


def way_back(request: HttpRequest, name: str, *args: Any) -> str:
    """Return the address to go on to: the form's `next`, for an undo the page it stood on, else the named page."""
    wanted = request.POST.get("next", "")
    if not wanted and request.GET:
        wanted = _came_from(request)
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse(name, args=args)


def _came_from(request: HttpRequest) -> str:
    """Return path and query of our own page that the request came from, else ""."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return ""
    return parts._replace(scheme="", netloc="").geturl() if parts.netloc == request.get_host() else ""
