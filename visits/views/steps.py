"""One tap each: confirm, arrive, leave, call off, move, and back again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.roles import Permission
from core.models import StaleVersion
from visits.actions import visit as actions
from visits.forms.plan import CancelForm, RescheduleForm
from visits.models import Visit
from visits.views.own import (
    method_not_allowed,
    own_visit,
    person_of,
    say_with_undo,
    version_of,
    visit_url,
    words_for_state,
)
from visits.views.visit import show_visit

UNDO: dict[str, Callable[..., Visit]] = {
    "confirm": actions.unconfirm,
    "arrive": actions.unarrive,
    "leave": actions.unleave,
    "hold": actions.unhold,
    "cancel": actions.restore,
}


def _tap(request: HttpRequest, pk: UUID, act: Callable[..., Visit], **values: Any) -> Visit | HttpResponse:
    """Do one act on one's own visit; or show the visit as it is now, saying why nothing was done (409)."""
    visit = own_visit(request, pk)
    if request.method != "POST":
        return method_not_allowed()
    try:
        return act(visit=visit, by=person_of(request), now=timezone.now(), version=version_of(request), **values)
    except StaleVersion:
        return show_visit(
            request,
            pk,
            status=409,
            notice=_("Nothing was changed yet: this visit was edited elsewhere. Here it is as it is now; tap again."),
        )
    except actions.WrongState as wrong:
        return show_visit(request, pk, status=409, notice=words_for_state(wrong.visit))


@requires(Permission.USE)
def visit_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The client agreed to the time."""
    done = _tap(request, pk, actions.confirm)
    if isinstance(done, HttpResponse):
        return done
    say_with_undo(request, _("Confirmed."), done, "confirm")
    return redirect(visit_url(done))


@requires(Permission.USE)
def visit_arrive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I am there."""
    done = _tap(request, pk, actions.arrive)
    if isinstance(done, HttpResponse):
        return done
    say_with_undo(request, _("Arrived at %(time)s.") % {"time": _clock(done.arrived_at)}, done, "arrive")
    return redirect(visit_url(done))


@requires(Permission.USE)
def visit_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I have left; on to the record."""
    done = _tap(request, pk, actions.leave)
    if isinstance(done, HttpResponse):
        return done
    say_with_undo(request, _("Left at %(time)s.") % {"time": _clock(done.left_at)}, done, "leave")
    return redirect(reverse("visit-record", args=[done.pk]))


@requires(Permission.USE)
def visit_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It took place as planned, though nobody tapped."""
    done = _tap(request, pk, actions.hold)
    if isinstance(done, HttpResponse):
        return done
    say_with_undo(request, _("Noted as made at the planned time. Its record is still to be filled in."), done, "hold")
    return redirect(reverse("visit-record", args=[done.pk]))


@requires(Permission.USE)
def visit_undo(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Take the last act back."""
    if act not in UNDO:
        raise Http404
    done = _tap(request, pk, UNDO[act])
    if isinstance(done, HttpResponse):
        return done
    messages.success(request, _("Undone."))
    return redirect(visit_url(done))


@requires(Permission.USE)
def visit_reschedule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a visit to another time; the old one is kept with its reason."""
    visit = own_visit(request, pk)
    local = timezone.localtime(visit.starts_at)
    form = RescheduleForm(
        request.POST or None, initial={"day": local.date(), "clock": local.time(), "version": visit.version}
    )

    def act(**given: Any) -> HttpResponse:
        names = ("starts_at", "reason", "is_agreed")
        done = actions.reschedule(**given, **{name: form.cleaned_data[name] for name in names})
        messages.success(request, _("Moved. The old time is kept with its reason."))
        return redirect(visit_url(done))

    return _form_step(request, visit, form, act, "visits/visit_reschedule.html")


@requires(Permission.USE)
def visit_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call a visit off, with its reason."""
    visit = own_visit(request, pk)
    form = CancelForm(request.POST or None, initial={"version": visit.version})

    def act(**given: Any) -> HttpResponse:
        done = actions.cancel(**given, reason=form.cleaned_data["reason"])
        say_with_undo(request, _("Cancelled."), done, "cancel")
        return redirect(visit_url(done))

    return _form_step(request, visit, form, act, "visits/visit_cancel.html")


def _form_step(
    request: HttpRequest, visit: Visit, form: forms.Form, act: Callable[..., HttpResponse], template: str
) -> HttpResponse:
    """Show the form of a step, or do the step; after a clash the form comes back with what was typed."""
    context: dict[str, Any] = {"visit": visit, "form": form}
    if request.method != "POST":
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        return act(visit=visit, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"])
    except StaleVersion as stale:
        form.data = form.data.copy()
        form.data["version"] = str(stale.current.version)
        context |= {
            "visit": stale.current,
            "notice": _("This visit was edited elsewhere meanwhile. Look at it once more; sending again goes ahead."),
        }
    except actions.WrongState as wrong:
        context["notice"] = words_for_state(wrong.visit)
    return render(request, template, context, status=409)


def _clock(moment: Any) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
