"""Tell which day a phrase means, while it is typed beside a date field."""

import datetime

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.dates import full_day
from core.day_phrases import Workdays, read_phrase
from visits.models import CalendarDay

AHEAD = datetime.timedelta(days=400)


@requires(Permission.USE)
@require_safe
def day_said(request: HttpRequest) -> JsonResponse:
    """Answer the day and time of `?said=`, and the day in words; all empty where it is not understood."""
    today = timezone.localdate()
    found = read_phrase(request.GET.get("said", "")[:60], today=today, workdays=_workdays(today))
    if found is None:
        return JsonResponse({"day": "", "clock": "", "words": ""})
    words = full_day(found.day, language=get_language() or "en")
    clock = f"{found.clock:%H:%M}" if found.clock else ""
    return JsonResponse({"day": found.day.isoformat(), "clock": clock, "words": f"{words} {clock}".strip()})


def _workdays(today: datetime.date) -> Workdays:
    """Return what the calendar says of the next year: one query, a few dozen rows."""
    rows = list(CalendarDay.objects.filter(day__gte=today, day__lte=today + AHEAD).order_by("day"))
    off = [row.day for row in rows if not row.is_workday]
    ends = next((day for day in off if day + datetime.timedelta(days=1) not in off), None)
    feasts = (row.day for row in rows if not row.is_workday and ("春节" in row.label or "Spring" in row.label))
    spring = next(feasts, None)
    return Workdays(known={row.day: row.is_workday for row in rows}, holiday_ends=ends, spring=spring)
