"""The workday table, for admins: what the calendar says of a year, and its correction when the plan is published."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from accounts.roles import Permission
from core.dates import weekday_words
from core.toasts import say
from visits.actions.calendar import confirm_year, set_days
from visits.forms.workdays import WorkdaysForm
from visits.models import CalendarDay

PAGE_METHODS = ["GET", "HEAD", "POST"]


def _year(typed: str) -> int:
    this = timezone.localdate().year
    return int(typed) if typed.isdecimal() and this - 1 <= int(typed[:4]) <= this + 2 and len(typed) == 4 else this


@requires(Permission.MANAGE_DATA, hide=True)
@require_http_methods(PAGE_METHODS)
def workdays(request: HttpRequest) -> HttpResponse:
    """List the days of a year that are unlike others of their week, and take corrections."""
    form = WorkdaysForm(request.POST if request.method == "POST" else None)
    year, status = _year(request.GET.get("year", "")), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            number = set_days(
                by=request.user, first=data["first"], last=data["last"] or data["first"],
                is_workday=form.is_workday, label=data["label"], now=timezone.now(),
            )  # fmt: skip
            say(request, ngettext("%(n)s day is entered.", "%(n)s days are entered.", number) % {"n": number})
            return redirect(f"{reverse('workdays')}?year={data['first'].year}")
    this = timezone.localdate().year
    found = CalendarDay.objects.filter(day__year=year).order_by("day")
    days: list[Any] = [one for one in found if one.label or one.is_workday != (one.day.weekday() < 5)]
    for one in days:  # the tab says the year
        one.said = weekday_words(one.day, today=one.day, language=get_language() or "en")
    context = {
        "form": form,
        "year": year,
        "years": sorted({this, this + 1, year}),
        "days": days,
        "is_guess": any(not one.is_confirmed for one in days),
    }
    return render(request, "visits/workdays.html", context, status=status)


@requires(Permission.MANAGE_DATA, hide=True)
@require_POST
def workdays_confirm(request: HttpRequest) -> HttpResponse:
    """Take a year as it stands for the published plan."""
    year = _year(request.POST.get("year", ""))
    if request.POST.get("is_published") == "on":
        confirm_year(by=request.user, year=year)
        say(request, _("Saved."))
    else:
        messages.warning(request, _("Tick the box first."))
    return redirect(f"{reverse('workdays')}?year={year}")
