"""The promise ledger (H5)."""

import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.ids import one_uuid, uuid7
from core.paging import ListPage, prepared_page
from core.prepared import prepared
from crm.models import Client
from visits.access import may_keep_promise
from visits.models import Promise, PromiseState
from visits.models.promise import PromiseQuerySet, load_of
from visits.views.found import client_asked, of_promise
from visits.views.own import person_of

STATES = ("open", "late", "kept", "broken")
DUE = ("today", "week")
MOST_OWNERS = 200
# What is shown of each; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = (
    *("id", "version", "text", "due_on", "state", "team_id"),
    *("client__name", "client__short_name", "client__owner_id"),
    *("person__name", "person__position", "owner__name", "owner__username"),
)


@requires(Permission.USE)
@require_safe
@begins_as_saved("promise-list")
def promise_list(request: HttpRequest) -> HttpResponse:
    """List promises by due date: the person's own, or by address those of a colleague, a client, a state."""
    today = timezone.localdate()
    owner = owner_asked(request)
    state, asked, order = promises_asked(request, owner, today=today)
    closed = state in (PromiseState.KEPT, PromiseState.BROKEN)
    summary = load_of(_days_due(person_of(request), asked[1]), today=today, day=today)
    page = prepared_page(request, Promise, listed, *asked, order=order, planned=True)
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
        "owners": _owners(person_of(request)),
        "client": client_asked(request),
        "due": request.GET.get("due", ""),
        "today": today,
        "choosing": request.GET.get("choose") == "1" and not closed,
        "choose_url": _with_choice(request, choose=True),
        "list_url": _with_choice(request, choose=False),
        "act_id": uuid7(),
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


def owner_asked(request: HttpRequest) -> User | None:
    """Return whose promises are asked for (None: everyone's that are seen)."""
    asked = request.GET.get("owner", "")
    if client_asked(request) and not asked:
        return None
    if asked == "all" and request.user.may(Permission.REVIEW):
        return None
    owner = person_of(request)
    if (pk := one_uuid(asked)) and owner.may(Permission.REVIEW):
        owner = User.objects.visible_to(owner).filter(pk=pk).first() or owner
    return owner


def promises_asked(
    request: Any, owner: User | None, *, today: datetime.date
) -> tuple[str, tuple[Any, ...], tuple[str, str]]:
    """Return (state, what `listed` is asked with, the order) of an address; of the request, user and GET are read."""
    state = request.GET.get("state") if request.GET.get("state") in STATES else "open"
    client = client_asked(request)
    closed = state in (PromiseState.KEPT, PromiseState.BROKEN)
    asked = (person_of(request), owner and owner.pk, client and client.pk, state, today, *_due_days(request, today))
    return state, asked, ("-due_on", "-id") if closed else ("due_on", "id")


def _due_days(request: HttpRequest, today: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last due day that the address asks for."""
    if request.GET.get("due") == "today":
        return today, today
    if request.GET.get("due") == "week":
        monday = today - datetime.timedelta(days=today.weekday())
        return monday, monday + datetime.timedelta(days=6)
    return None, None


def _of(user: User, owner_id: UUID | None) -> PromiseQuerySet:
    rows = Promise.objects.visible_to(user)
    return rows.filter(owner_id=owner_id).whole() if owner_id else rows


@prepared(planned=True)
def _days_due(user: User, owner_id: UUID | None) -> QuerySet[Promise]:
    return _of(user, owner_id).open_days()


def listed(
    user: User,
    owner_id: UUID | None,
    client_id: UUID | None,
    state: str,
    today: datetime.date,
    first: datetime.date | None,
    last: datetime.date | None,
) -> QuerySet[Promise]:
    """Return the promises of the list: for `prepared_page`, so it only hands on what it is given."""
    rows = _of(user, owner_id)
    if client_id:
        rows = rows.filter(client_id=client_id).whole()
    if state == "late":
        rows = rows.overdue_on(today)
    elif state == "open":
        rows = rows.open()
    else:
        rows = rows.filter(state=state)
    if first and last:
        rows = rows.due_within(first, last)
    return rows.select_related("client", "owner", "person").only(*SHOWN)


@prepared(planned=True)
def _colleagues(user: User) -> QuerySet[User]:
    people = User.objects.visible_to(user).filter(is_active=True).exclude(pk=user.pk)
    if not user.scope.everything:
        people = people.filter(team_id__in=user.scope.team_ids)
    return people.only("id", "name", "username").order_by("name", "pk")[:MOST_OWNERS]


def _owners(user: User) -> list[User]:
    """Return the colleagues whose ledgers `user` may open: a lead's teams, an admin's everyone."""
    return _colleagues(user) if user.may(Permission.REVIEW) else []


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


def _with_choice(request: HttpRequest, *, choose: bool) -> str:
    """Return the query of the list's first page, with boxes to choose by or without."""
    query = request.GET.copy()
    for name in ("after", "choose"):
        query.pop(name, None)
    if choose:
        query["choose"] = "1"
    return f"?{query.urlencode()}"


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
