"""Today: what is next, what is owed, what is still to be written down."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.dates import full_day
from core.prepared import marks, prepared
from crm.models import Client
from crm.models.client import LONG_WAIT
from crm.remembered import days_of
from visits.models import Comment, Handover, Promise, Visit, VisitRecord, VisitState
from visits.moments import day_bounds
from visits.places import directions_url
from visits.views.complaint import complaints_to_settle, late_in_teams
from visits.views.own import first_rows, person_of

AHEAD = (VisitState.PLANNED, VisitState.CONFIRMED, VisitState.IN_PROGRESS)
OWED = (VisitState.TO_RECORD, VisitState.SENT_BACK)  # shown where they are owed
MOST_COUNTED = 99
MOST = 20  # of one kind; the lists have the rest
# What is shown of each; a column left out here and used in the page costs a query a row, which tests count.
CLIENT = ("id", "name", "address")
VISIT = ("id", "version", "state", "starts_at", "left_at", "purpose", "place", *(f"client__{name}" for name in CLIENT))
PROMISE = ("id", "text", "due_on", "client__name", "person__name", "person__position")
RECORD = ("id", "next_contact_on", "next_step", "visit__purpose", "visit__client__name")


@requires(Permission.USE)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the day. About a dozen queries, however full it is."""
    user, now = person_of(request), timezone.now()
    day = timezone.localdate()
    start, end = day_bounds(day, timezone.get_current_timezone())
    context: dict[str, Any] = {
        "day_words": full_day(day, language=get_language() or "en"),
        "part": _part_of_day(timezone.localtime(now).hour),
        **_visits(user, start, end, now),
        **_owed(user, day, now),
        **first_rows("contacts", _contacts(user, day)),
        **_long_overdue(user, day),
        **complaints_to_settle(user),
        **first_rows("days", days_of(user, today=day, most=MOST + 1)),
        "handovers": _handovers(user),
    }
    if user.may(Permission.REVIEW):
        context["to_review"] = len(_waiting(user))
        context["late_complaints"] = late_in_teams(user)
    waiting = ("next", "others", "open", "promises", "to_record", "sent_back", "contacts", "handovers", "complaints")
    also = ("days", "long_overdue", "to_review", "late_complaints")
    context["is_quiet"] = not any(context.get(name) for name in (*waiting, *also))
    return render(request, "visits/today.html", context)


def _part_of_day(hour: int) -> str:
    return "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"


def _visits(user: User, start: datetime.datetime, end: datetime.datetime, now: datetime.datetime) -> dict[str, Any]:
    """Return the next visit, the day's others, those of earlier days that nobody closed (R3), and tomorrow's first."""
    rows = list(reversed(_of_day(user, start, end)))
    of_day = [visit for visit in rows if visit.starts_at >= start]
    begun = [visit for visit in rows if visit.state == VisitState.IN_PROGRESS]
    coming = [visit for visit in of_day if visit.state in AHEAD]
    following = begun[-1] if begun else next(iter(coming), None)
    minutes = round((following.starts_at - now).total_seconds() / 60) if following else 0
    return {
        "next": following,
        "next_minutes": minutes,
        "directions": directions_url(following.place or following.client.address, get_language() or "en")
        if following
        else "",
        "others": [visit for visit in of_day if visit != following and visit.state not in OWED],
        **first_rows("open", [visit for visit in rows if visit.starts_at < start and visit != following]),
        "tomorrow": next(iter(_after(user, end)), None),
    }


def _owed(user: User, day: datetime.date, now: datetime.datetime) -> dict[str, Any]:
    """Return the promises due (H5), and the records owed: not written, and sent back with the lead's words (V9)."""
    unfilled = _unfilled(user)
    return {
        **first_rows("to_record", [visit for visit in unfilled if visit.state == VisitState.TO_RECORD]),
        **first_rows("sent_back", [visit for visit in unfilled if visit.state == VisitState.SENT_BACK]),
        **first_rows("promises", list(_promises_due(user, day))),
    }


def _contacts(user: User, day: datetime.date) -> list[VisitRecord]:
    """Return the records whose next contact is due and that no later visit has answered."""
    return list(_unanswered(user, day - LONG_WAIT, day))


def _long_overdue(user: User, day: datetime.date) -> dict[str, Any]:
    """Return how many of the person's clients wait for a contact that has left the list above (R3), and where."""
    number = len(_waiting_long(user, day - LONG_WAIT))
    return {
        "long_overdue": number,
        "long_overdue_count": f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number),
        "long_overdue_url": f"{reverse('client-list')}?waiting=1&mine=1",
    }


def _own(user: User) -> QuerySet[Visit]:
    return Visit.objects.visible_to(user).own(user).select_related("client").only(*VISIT)


@prepared(planned=True)
def _of_day(user: User, start: datetime.datetime, end: datetime.datetime) -> QuerySet[Visit]:
    """Return the visits of the day, and those of earlier days that nobody closed, latest first.

    Latest first, so that however many of earlier days are open, they never push the day's own out.
    """
    rows = _own(user).filter(Q(starts_at__gte=start) | Q(state__in=AHEAD), starts_at__lt=end)
    return rows.exclude(state=VisitState.CANCELLED).prefetch_related("people").order_by("-starts_at", "-id")[:60]


@prepared(planned=True)
def _after(user: User, end: datetime.datetime) -> QuerySet[Visit]:
    """Return the first visit after the day."""
    return _own(user).filter(starts_at__gte=end, state__in=AHEAD).order_by("starts_at", "id")[:1]


@prepared(planned=True)
def _unfilled(user: User) -> QuerySet[Visit]:
    """Return the visits whose record is owed, each with what its lead said who sent it back (`returns`)."""
    words = Comment.objects.filter(verdict="sent_back").select_related("author").order_by("created_at")
    rows = _own(user).unfilled().prefetch_related(Prefetch("comments", queryset=words, to_attr="returns"))
    return rows.order_by("left_at", "id")[: 3 * MOST]


@prepared(planned=True)
def _promises_due(user: User, day: datetime.date) -> QuerySet[Promise]:
    """Return the person's open promises due by `day`."""
    rows = Promise.objects.visible_to(user).own(user).open().due_by(day).select_related("client", "person")
    return rows.only(*PROMISE).order_by("due_on", "id")[: MOST + 1]


@prepared(planned=True)
def _unanswered(user: User, since: datetime.date, day: datetime.date) -> QuerySet[VisitRecord]:
    """Return the records at the person's clients whose next contact was due within those days, whoever agreed it."""
    due = VisitRecord.objects.with_open_contact().filter(client_owner=user, next_contact_on__range=(since, day))
    due = due.select_related("visit__client").only(*RECORD)
    return due.order_by("next_contact_on", "id")[: MOST + 1]


@prepared(planned=True)
def _waiting_long(user: User, before: datetime.date) -> QuerySet[Client]:
    """Return a mark for each of the person's clients whose agreed contact was due before a day."""
    return marks(Client.objects.filter(owner=user).active().waiting(before), most=MOST_COUNTED + 1)


@prepared(planned=True)
def _handovers(user: User) -> QuerySet[Handover]:
    """Return the hand-overs that the person takes and has not accepted (W5)."""
    rows = Handover.objects.waiting_for(user).select_related("client", "from_manager")
    rows = rows.only("id", "state", "effective_on", "client__name", "from_manager__name", "from_manager__username")
    return rows.order_by("effective_on", "id")[:MOST]


@prepared(planned=True)
def _waiting(user: User) -> QuerySet[Visit]:
    """Return a mark for each record that waits for the person's review."""
    return marks(Visit.objects.visible_to(user).reviewed_by(user).to_review(), most=100)
