"""The list of visits, one visit's page, and a client's visits."""

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role, User
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.methods import reads
from core.paging import prepared_page
from core.prepared import prepared
from crm.models import Client
from crm.models.client import UNREAD
from crm.remembered import TRAITS_AT_HAND, mark_sensitive, remember
from visits.access import may_review, may_work_on
from visits.forms.finding import ObjectionCapture, PromiseCapture, RequestCapture, TopicCapture
from visits.models import Comment, Objection, Promise, Request, Visit, VisitNotes, VisitRecord, VisitState
from visits.moments import day_bounds
from visits.places import directions_url
from visits.views.own import person_of

ORDER = ("-starts_at", "-id")
# What the list shows; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = ("id", "state", "starts_at", "purpose", "client__name", "owner__name", "owner__username")
STAGES = {
    VisitState.PLANNED: "plan",
    VisitState.CONFIRMED: "plan",
    VisitState.CANCELLED: "plan",
    VisitState.IN_PROGRESS: "notes",
}
NOTES_OPEN = frozenset(
    {
        VisitState.PLANNED,
        VisitState.CONFIRMED,
        VisitState.IN_PROGRESS,
        VisitState.TO_RECORD,
        VisitState.SENT_BACK,
    }
)

RECORD_OPEN = frozenset({VisitState.IN_PROGRESS, VisitState.TO_RECORD, VisitState.SENT_BACK})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def visits_asked(user: User, given: QueryDict) -> tuple[Any, ...]:
    """Return what `listed` is asked with for an address's filters."""
    is_lead = user.role in (Role.LEAD, Role.ADMIN)
    owner, owner_id = given.get("owner", "" if is_lead else "me"), _uuid(given.get("owner", ""))
    state = given["state"] if given.get("state") in VisitState.values else ""
    asked = user.pk if owner == "me" else owner_id, _uuid(given.get("client", "")), state
    return user, *asked, *_days(given.get("when", ""))


@requires(Permission.USE)
@require_safe
@begins_as_saved("visit-list")
def visit_list(request: HttpRequest) -> HttpResponse:
    """Visits, latest first. Address: state, client, when=upcoming|today|past, owner ("all" or a person's id).

    A manager sees own ones unless they ask for all they may see; a lead and an admin see everybody's.
    """
    user = person_of(request)
    given = request.GET
    is_lead = user.role in (Role.LEAD, Role.ADMIN)
    owner, owner_id = given.get("owner", "" if is_lead else "me"), _uuid(given.get("owner", ""))
    client = None
    if client_id := _uuid(given.get("client", "")):
        client = Client.objects.visible_to(user).filter(pk=client_id).first()
    when = given.get("when", "")
    page = prepared_page(request, Visit, listed, *visits_asked(user, given), order=ORDER, planned=True)
    context = {
        "page": page,
        "states": VisitState.choices,
        "state": given.get("state", ""),
        "when": when,
        "owner": owner,
        "client": client,
        "is_lead": is_lead,
        "is_filtered": bool(given.get("state") or client_id or when or (owner_id and is_lead)),
        "colleagues": _colleagues(user) if is_lead else [],
    }
    return render(request, "visits/visit_list.html", context)


def _days(when: str) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """Return from and until when the visits asked for start."""
    start, end = day_bounds(timezone.localdate(), timezone.get_current_timezone())
    return {"today": (start, end), "upcoming": (start, None), "past": (None, start)}.get(when, (None, None))


def listed(
    user: User,
    owner_id: UUID | None,
    client_id: UUID | None,
    state: str,
    start: datetime.datetime | None,
    end: datetime.datetime | None,
) -> QuerySet[Visit]:
    """Return the visits of the list: for `prepared_page`, so it only hands on what it is given."""
    visits = Visit.objects.visible_to(user)
    if owner_id:
        visits = visits.filter(owner_id=owner_id).whole()
    if state:
        visits = visits.filter(state=state)
    if client_id:
        visits = visits.filter(client_id=client_id).whole()
    if start:
        visits = visits.filter(starts_at__gte=start)
    if end:
        visits = visits.filter(starts_at__lt=end)
    return visits.select_related("client", "owner").only(*SHOWN)


@prepared(planned=True)
def _colleagues(user: User) -> QuerySet[User]:
    """Return whose visits a lead may choose to see."""
    people = User.objects.filter(is_active=True).only("id", "name", "username").order_by("name", "pk")
    if not user.scope.everything:
        people = people.filter(team_id__in=user.scope.team_ids)
    return people[:200]


@requires(Permission.USE)
@reads
def visit_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One visit: its plan, its notes, its record, whatever stage it is at."""
    return show_visit(request, pk)


def show_visit(
    request: HttpRequest, pk: UUID, *, status: int = 200, notice: str = "", stage: str = "", **more: Any
) -> HttpResponse:
    """Answer with the visit's page as it is now, under a notice if there is one; `more` is what it shows instead."""
    user = person_of(request)
    visit = next(iter(_with_everything(user, pk)), None)
    if visit is None:
        raise Http404
    context = _page(visit, user, stage=stage or request.GET.get("stage", ""))
    return render(request, "visits/visit.html", {**context, "notice": notice, **more}, status=status)


@prepared(planned=True)
def _with_everything(user: User, pk: UUID) -> QuerySet[Visit]:
    comments = Comment.objects.shown().select_related("author")
    rows = Visit.objects.visible_to(user).select_related("client", "owner", "notes", "record").defer(*UNREAD)
    return rows.filter(pk=pk).prefetch_related(
        "people", "topics", "changes", *findings_along(), Prefetch("comments", queryset=comments)
    )


def findings_along() -> list[Prefetch]:
    """Return what reads the findings of visits along, each with whom it is from."""
    return [
        Prefetch("requests", queryset=Request.objects.select_related("person", "complaint")),
        Prefetch("objections", queryset=Objection.objects.select_related("person")),
        Prefetch("promises", queryset=Promise.objects.select_related("person")),
    ]


def findings_of(visit: Visit) -> dict[str, Any]:
    """Return what was noted during a visit, and whether there is anything."""
    requests, objections, promises = (
        sorted(rows, key=lambda row: row.created_at)
        for rows in (visit.requests.all(), visit.objections.all(), visit.promises.all())
    )
    return {
        "requests": requests,
        "objections": objections,
        "promises": promises,
        "has_findings": bool(requests or objections or promises),
    }


def captures_for(visit: Visit, user: User) -> dict[str, Any]:
    """Return the three quick-capture forms, each with an id of its own."""
    return {
        "request_form": RequestCapture(client=visit.client, by=user, auto_id="request-%s"),
        "objection_form": ObjectionCapture(client=visit.client, by=user, auto_id="objection-%s"),
        "promise_form": PromiseCapture(client=visit.client, by=user, auto_id="promise-%s"),
        "topic_form": TopicCapture(auto_id="topic-%s"),
        "due_chips": due_chips(timezone.localdate()),
    }


def due_chips(today: datetime.date) -> dict[str, datetime.date]:
    """Return the days that a promise is mostly due on: tomorrow, this Friday while it lies ahead, Friday next week.

    Weeks begin on Monday: on a Sunday, Friday next week is five days away, and this Friday is past.
    """
    tomorrow = today + datetime.timedelta(days=1)
    friday = today + datetime.timedelta(days=4 - today.weekday())
    chips = {"tomorrow": tomorrow, "friday": friday, "next_week": friday + datetime.timedelta(days=7)}
    return {name: day for name, day in chips.items() if name != "friday" or day > tomorrow}


def contact_chips(today: datetime.date) -> dict[str, datetime.date]:
    """Return the days that a next contact is mostly set to: in one, two and four weeks."""
    return {name: today + datetime.timedelta(weeks=weeks) for name, weeks in (("one", 1), ("two", 2), ("four", 4))}


def _page(visit: Visit, user: User, *, stage: str) -> dict[str, Any]:
    is_mine = may_work_on(user, visit)
    if stage not in ("plan", "notes") or (stage == "notes" and visit.state == VisitState.CANCELLED):
        stage = STAGES.get(VisitState(visit.state), "record")
    notes = getattr(visit, "notes", None) or VisitNotes(visit=visit)
    record = getattr(visit, "record", None) or VisitRecord(visit=visit)
    now = timezone.now()
    may_write = is_mine and visit.state in NOTES_OPEN
    context: dict[str, Any] = {
        "visit": visit,
        "stage": stage,
        "step": {"plan": 1, "notes": 2}.get(stage, 3),
        "is_mine": is_mine,
        "may_write": may_write,
        "may_edit": is_mine and visit.state in NOTES_OPEN,
        "record_is_open": visit.state in RECORD_OPEN,
        "may_review": may_review(user, visit),
        "notes": notes,
        "record": record,
        "delay_minutes": record.delay.total_seconds() / 60 if record.delay else None,
        "last_verdict": next((one for one in reversed(visit.comments.all()) if one.verdict == "sent_back"), None),
        "materials": [line for line in visit.materials.split("\n") if line.strip()],
        "directions": directions_url(visit.place or visit.client.address, get_language() or "en"),
        "is_over": visit.ends_at < now,
        "is_first": stage == "plan" and visit.client.last_visit_at is None,
        "spent_minutes": (now - visit.arrived_at).total_seconds() / 60 if visit.arrived_at else None,
        "stayed_minutes": (visit.left_at - visit.arrived_at).total_seconds() / 60
        if visit.left_at and visit.arrived_at
        else None,
        **findings_of(visit),
    }
    if stage == "plan" and visit.state != VisitState.CANCELLED:
        remember(visit.people.all(), user=user, today=timezone.localdate())
    if is_mine and stage == "notes":
        context |= captures_for(visit, user)
        remember(visit.people.all(), user=user, today=timezone.localdate(), most=TRAITS_AT_HAND)
        mark_sensitive(visit.people.all(), visit.client, user=user)
    return context
