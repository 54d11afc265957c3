"""The promise ledger (H5)."""

import datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.paging import ListPage, page_of
from crm.models import Client
from visits.access import may_keep_promise
from visits.forms.promise import one_uuid
from visits.models import Promise, PromiseState
from visits.views.found import of_client, of_promise

STATES = ("open", "late", "kept", "broken")
DUE = ("today", "week")
MOST_OWNERS = 200


@requires(Permission.USE)
@require_safe
def promise_list(request: HttpRequest) -> HttpResponse:
    """List promises by due date: the person's own, or by address those of a colleague, a client, a state."""
    today = timezone.localdate()
    owner, rows = _owned(request)
    summary = rows.load(today=today, day=today)
    state, rows, order = promises_asked(request, rows, today=today)
    closed = state in (PromiseState.KEPT, PromiseState.BROKEN)
    page = page_of(request, rows, order=order)
    for promise in page.rows:
        promise.stands = promise.stands_on(today)
        promise.may_keep = may_keep_promise(request.user, promise)
    context = {
        "page": page,
        "groups": _groups(page, today, closed=closed),
        "summary": summary,
        "state": state,
        "states": _tabs(request, state),
        "owner": owner,
        "owners": _owners(request.user),
        "client": _client(request),
        "due": request.GET.get("due", ""),
        "today": today,
    }
    return render(request, "visits/promise_list.html", context)


@requires(Permission.USE)
@of_promise(act=False)
@require_safe
def promise_detail(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Show one promise, what became of it, and its dates so far."""
    promise.stands = promise.stands_on(timezone.localdate())
    context = {
        "promise": promise,
        "may_keep": may_keep_promise(request.user, promise),
        "changes": promise.changes.select_related("by"),
        "sees_client": Client.objects.visible_to(request.user).filter(pk=promise.client_id).exists(),
    }
    return render(request, "visits/promise_detail.html", context)


@requires(Permission.USE)
@of_client
@require_safe
def client_promises(request: HttpRequest, client: Client) -> HttpResponse:
    """Show a client's open promises, and the latest closed ones folded away, as a part of the client's page."""
    today = timezone.localdate()
    rows = Promise.objects.of_visible(client).select_related("owner", "person", "client")
    still_open = list(rows.open().order_by("due_on", "id")[:20])
    closed = list(rows.exclude(state=PromiseState.OPEN).order_by("-due_on", "-id")[:5])
    for promise in (*still_open, *closed):
        promise.stands = promise.stands_on(today)
        promise.may_keep = may_keep_promise(request.user, promise)
    context = {"open_promises": still_open, "closed_promises": closed, "client": client}
    return render(request, "visits/client_promises.html", context)


def _owned(request: HttpRequest) -> tuple[User | None, Any]:
    """Return whose promises are asked for (None: everyone's that are seen) and the rows."""
    rows = Promise.objects.visible_to(request.user)
    asked = request.GET.get("owner", "")
    if _client(request) and not asked:
        return None, rows
    if asked == "all" and request.user.may(Permission.REVIEW):
        return None, rows
    owner = request.user
    if (pk := one_uuid(asked)) and request.user.may(Permission.REVIEW):
        owner = User.objects.visible_to(request.user).filter(pk=pk).first() or owner
    return owner, rows.own(owner)


def _client(request: HttpRequest) -> Client | None:
    """Return the client the address narrows the list to, if it may be seen; read once a request."""
    if not hasattr(request, "promise_client"):
        pk = one_uuid(request.GET.get("client", ""))
        client = Client.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
        request.promise_client = client
    return request.promise_client


def promises_asked(
    request: HttpRequest, rows: Any = None, *, today: datetime.date
) -> tuple[str, QuerySet, tuple[str, str]]:
    """Return (state, promises, their order) that the address asks for; of the request, user and GET are read."""
    if rows is None:
        rows = _owned(request)[1]
    state = request.GET.get("state") if request.GET.get("state") in STATES else "open"
    closed = state in (PromiseState.KEPT, PromiseState.BROKEN)
    rows = _narrowed(request, rows, state=state, today=today)
    return state, rows, ("-due_on", "-id") if closed else ("due_on", "id")


def _narrowed(request: HttpRequest, rows: Any, *, state: str, today: datetime.date) -> QuerySet:
    if client := _client(request):
        rows = rows.filter(client=client).whole()
    if state == "late":
        rows = rows.overdue_on(today)
    elif state == "open":
        rows = rows.open()
    else:
        rows = rows.filter(state=state)
    if request.GET.get("due") == "today":
        rows = rows.due_within(today, today)
    elif request.GET.get("due") == "week":
        monday = today - datetime.timedelta(days=today.weekday())
        rows = rows.due_within(monday, monday + datetime.timedelta(days=6))
    return rows.select_related("client", "owner", "person")


def _owners(user: User) -> list[User]:
    """Return the colleagues whose ledgers `user` may open: a lead's teams, an admin's everyone."""
    if not user.may(Permission.REVIEW):
        return []
    people = User.objects.visible_to(user).filter(is_active=True).exclude(pk=user.pk)
    if not user.scope.everything:
        people = people.filter(team_id__in=user.scope.team_ids)
    return list(people.order_by("name", "pk")[:MOST_OWNERS])


def _tabs(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    """Return the four tabs, each an address that keeps the other filters."""
    labels = {"open": _("Open"), "late": _("Late"), "kept": _("Kept"), "broken": _("Broken")}
    query = request.GET.copy()
    query.pop("after", None)
    tabs = []
    for name, label in labels.items():
        query["state"] = name
        tabs.append({"name": name, "label": label, "url": f"?{query.urlencode()}", "is_current": name == state})
    return tabs


def _groups(page: ListPage, today: datetime.date, *, closed: bool) -> list[dict[str, Any]]:
    """Return the page's rows under the headings Late, Today, This week, Later; closed ones under none."""
    if closed:
        return [{"label": "", "rows": page.rows}] if page.rows else []
    sunday = today + datetime.timedelta(days=6 - today.weekday())

    def heading(promise: Promise) -> str:
        if promise.due_on < today:
            return _("Late")
        if promise.due_on == today:
            return _("Today")
        return _("This week") if promise.due_on <= sunday else _("Later")

    return [{"label": label, "rows": list(rows)} for label, rows in groupby(page.rows, key=heading)]
