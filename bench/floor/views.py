"""One view: a signed-in person's 25 rows by name in a table; a POST inserts one."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from bench.floor.models import FloorRow


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """List the person's rows, or insert one."""
    if request.method == "POST":
        FloorRow._default_manager.create(
            owner_id=request.user.pk,
            name=request.POST["name"],
            due_on=datetime.date.fromisoformat(request.POST["due_on"]),
        )
        return redirect("/")
    rows = FloorRow._default_manager.filter(owner_id=request.user.pk).order_by("name", "id")[:25]
    return render(request, "floor.html", {"rows": rows})


urlpatterns = [path("", floor)]
