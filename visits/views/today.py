"""Today: what is next, what is owed, what is still to be written down."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.dates import full_day
from crm.models.client import UNREAD
from visits.models import Promise, ReviewComment, Visit, VisitRecord, VisitState
from visits.moments import day_bounds
from visits.places import directions_url
from visits.views.own import person_of

AHEAD = (VisitState.PLANNED, VisitState.CONFIRMED, VisitState.IN_PROGRESS)
OWED = (VisitState.TO_RECORD, VisitState.SENT_BACK)  # shown where they are owed
MOST = 20  # of one kind; the lists have the rest
CONTACTS_SINCE = datetime.timedelta(days=60)


@requires(Permission.USE)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the day. About ten queries, however full it is."""
    user, now = person_of(request), timezone.now()
    day = timezone.localdate()
    start, end = day_bounds(day, timezone.get_current_timezone())
    context: dict[str, Any] = {
        "day_words": full_day(day, language=get_language() or "en"),
        "part": _part_of_day(timezone.localtime(now).hour),
        **_visits(user, start, end, now),
        **_owed(user, day, now),
        "contacts": _contacts(user, day),
    }
    if user.may(Permission.REVIEW):
        waiting = Visit.objects.visible_to(user).reviewed_by(user).to_review()
        context["to_review"] = waiting.order_by().values("pk")[:100].count()
    context["is_quiet"] = not any(context[name] for name in ("next", "others", "open", "promises", "to_record"))
    return render(request, "visits/today.html", context)


def _part_of_day(hour: int) -> str:
    return "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"


def _visits(user: User, start: datetime.datetime, end: datetime.datetime, now: datetime.datetime) -> dict[str, Any]:
    """Return the next visit, the day's others, those of earlier days that nobody closed (R3), and tomorrow's first."""
    mine = Visit.objects.visible_to(user).own(user).select_related("client").defer(*UNREAD)
    rows = list(
        mine.filter(Q(starts_at__gte=start) | Q(state__in=AHEAD), starts_at__lt=end)
        .exclude(state=VisitState.CANCELLED)
        .prefetch_related("people")
        .order_by("starts_at", "id")[:60]
    )
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
        "open": [visit for visit in rows if visit.starts_at < start and visit != following][:MOST],
        "tomorrow": mine.filter(starts_at__gte=end, state__in=AHEAD).order_by("starts_at", "id").first(),
    }


def _owed(user: User, day: datetime.date, now: datetime.datetime) -> dict[str, Any]:
    """Return the promises due (H5), and the records owed: not written, and sent back with the lead's words (V9)."""
    words = ReviewComment.objects.filter(verdict="sent_back").select_related("author").order_by("created_at")
    unfilled = list(
        Visit.objects.visible_to(user)
        .own(user)
        .unfilled()
        .select_related("client")
        .defer(*UNREAD)
        .prefetch_related(Prefetch("comments", queryset=words, to_attr="returns"))
        .order_by("left_at", "id")[: 2 * MOST]
    )
    promises = Promise.objects.visible_to(user).own(user).open().due_by(day)
    return {
        "to_record": [visit for visit in unfilled if visit.state == VisitState.TO_RECORD],
        "sent_back": [visit for visit in unfilled if visit.state == VisitState.SENT_BACK],
        "promises": list(promises.select_related("client", "person").defer(*UNREAD).order_by("due_on", "id")[:MOST]),
    }


def _contacts(user: User, day: datetime.date) -> list[VisitRecord]:
    """Return the records whose next contact is due and that no later visit has answered."""
    later = Visit.objects.filter(client=OuterRef("visit__client"), starts_at__gt=OuterRef("visit__starts_at")).exclude(
        state=VisitState.CANCELLED
    )
    due = (
        VisitRecord.objects.filter(
            owner=user, submitted_at__isnull=False, next_contact_on__range=(day - CONTACTS_SINCE, day)
        )
        .exclude(Exists(later))
        .select_related("visit__client")
        .defer("visit__client__search", "visit__client__also")
    )
    return list(due.order_by("next_contact_on", "id")[:MOST])
