"""The parts of the look on one page, in realistic use: /styleguide/, in the demo and the tests only."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.roles import Permission


def _samples(now: dt.datetime) -> dict[str, Any]:
    """Return the moments and days the page shows, relative to `now` as everything else in the demo."""
    day = timezone.localdate(now)
    at_ten = timezone.localtime(now).replace(hour=10, minute=0)
    return {
        "now": now,
        "next_visit": at_ten,
        "later_visit": at_ten.replace(hour=14, minute=30),
        "last_week": at_ten - dt.timedelta(days=6),
        "last_month": at_ten - dt.timedelta(days=34),
        "yesterday": day - dt.timedelta(days=1),
        "today": day,
        "in_three_days": day + dt.timedelta(days=3),
        "in_four_months": day + dt.timedelta(days=118),
    }


@requires(Permission.USE)
@require_http_methods(["GET", "HEAD", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every part. A post makes a toast (with undo when `undo` is sent), as an action would."""
    if not (settings.DEMO or settings.TESTING):
        raise Http404
    if request.method == "POST":
        if "undone" in request.GET:
            messages.success(request, "Huaxing Logistics is back in your list.")
        else:
            messages.success(
                request, "Huaxing Logistics 华兴物流 is archived.", extra_tags=f"undo:{request.path}?undone=1"
            )
        return redirect("styleguide")
    return render(request, "styleguide.html", _samples(timezone.now()))
