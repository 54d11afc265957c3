"""Tell which day a phrase means, while it is typed beside a date field."""

import datetime
import re

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.dates import full_day
from core.day_phrases import FEASTS, Workdays, read_phrase
from visits.models import CalendarDay

AHEAD = datetime.timedelta(days=400)
NEAR = datetime.timedelta(days=20)
_HOLIDAY = re.compile(
    rf"节|年[前后]|假|{'|'.join(FEASTS)}|工作日|holiday|festival|new year|workday|working day",
    re.IGNORECASE,
)


@requires(Permission.USE)
@require_safe
def day_said(request: HttpRequest) -> JsonResponse:
    """Answer the day and time of `?said=`, and the day in words; all empty where it is not understood.

    `part`: a part of the day was named and no time in it, so that the time is still to be said.
    """
    today = timezone.localdate()
    rows, said = _days_ahead(today), request.GET.get("said", "")[:60]
    found = read_phrase(said, today=today, workdays=_workdays(rows))
    if found is None:
        return JsonResponse({"day": "", "clock": "", "words": "", "part": False})
    words = full_day(found.day, language=get_language() or "en")
    clock = f"{found.clock:%H:%M}" if found.clock else ""
    words = f"{words} {clock}".strip()
    if _is_guess(found.day, said, rows):
        words += " · " + _("public holidays of that year to be confirmed")
    return JsonResponse({"day": found.day.isoformat(), "clock": clock, "words": words, "part": found.part})


def _days_ahead(today: datetime.date) -> list[CalendarDay]:
    """Return what the calendar says of the next year: one query, a few dozen rows."""
    return list(CalendarDay.objects.filter(day__gte=today, day__lte=today + AHEAD).order_by("day"))


def _is_guess(day: datetime.date, said: str, rows: list[CalendarDay]) -> bool:
    """Whether the day follows from, or falls on, holidays whose plan is not published yet."""
    near = [row for row in rows if not row.is_confirmed and abs(row.day - day) <= NEAR]
    return bool(near) and (_HOLIDAY.search(said) is not None or any(row.day == day for row in near))


def _workdays(rows: list[CalendarDay]) -> Workdays:
    off = [row.day for row in rows if not row.is_workday and (row.label or row.day.weekday() < 5)]
    ends = next((day for day in off if day + datetime.timedelta(days=1) not in off), None)
    feasts = (row.day for row in rows if not row.is_workday and ("春节" in row.label or "Spring" in row.label))
    spring = next(feasts, None)
    known = {row.day: row.is_workday for row in rows}
    first = next(iter(off), None)
    return Workdays(known=known, holiday_begins=first, holiday_ends=ends, spring=spring, feasts=_feasts(rows))


def _feasts(rows: list[CalendarDay]) -> dict[str, tuple[datetime.date, datetime.date]]:
    """Return the first and last day off of the next of each holiday that is called by its name."""
    found: dict[str, tuple[datetime.date, datetime.date]] = {}
    for called, label in FEASTS.items():
        days = [row.day for row in rows if not row.is_workday and label in row.label]
        if days:  # of the next one alone: the table reaches a year ahead
            found[called] = days[0], max(day for day in days if day - days[0] <= NEAR)
    return found
