"""Make a promise, and say what became of it (H5)."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.models import StaleVersion
from core.writes import ForeignDraft
from visits.access import may_keep_promise
from visits.actions import promise as actions
from visits.actions.promise_reminders import moments_for, still_to_tell
from visits.forms.promise import BreakForm, NewDateForm, PromiseEditForm, PromiseForm, VersionForm
from visits.models import Promise, ReminderKind
from visits.views.found import client_asked, of_promise, way_back

record = requires(Permission.RECORD)
PAGE_METHODS = ["GET", "HEAD", "POST"]


@record
@require_http_methods(PAGE_METHODS)
def promise_new(request: HttpRequest) -> HttpResponse:
    """Make a promise; `?client=` and `?person=` choose to whom."""
    user = request.user
    if request.method != "POST":
        names = ("client", "person", "text", "cost", "due_on")
        form = PromiseForm(by=user, initial={name: request.GET[name] for name in names if request.GET.get(name)})
        return render(request, "visits/promise_new.html", {"form": form, "client": client_asked(request)})
    form = PromiseForm(request.POST, by=user)
    if not form.is_valid():
        context = {"form": form, "client": client_asked(request)}
        return render(request, "visits/promise_new.html", context, status=422)
    try:
        made = actions.make_promise(**form.row_values(), id=form.cleaned_data["new_id"], by=user, now=timezone.now())
    except ForeignDraft:
        raise Http404 from None
    messages.success(request, _("Promise entered. You will be reminded."))
    return redirect(way_back(request, "promise-detail", made.pk))


@requires(Permission.RECORD)
@require_safe
def promise_load(request: HttpRequest) -> HttpResponse:
    """Show what is promised already for the week of `due_on`, and when a promise for that day would remind (H5)."""
    today, now = timezone.localdate(), timezone.now()
    day = _asked_day(request)
    mine = Promise.objects.visible_to(request.user).own(request.user)
    context: dict[str, Any] = {"load": mine.load(today=today, day=day or today), "day": day, "today": today}
    if day and day >= today:
        context |= _moments(request.user, day, now)
    return render(request, "visits/promise_load.html", context)


def _asked_day(request: HttpRequest) -> datetime.date | None:
    for name in ("due", "due_on", "quick_day"):
        try:
            if day := parse_date(request.GET.get(name, "")):
                return day if 2000 <= day.year <= 2200 else None
        except ValueError:
            continue
    return None


def _moments(user: User, day: datetime.date, now: datetime.datetime) -> dict[str, Any]:
    """Return when `user` will be told of a promise due on `day`, and when and who above them."""
    planned = moments_for(user, day)
    sent = still_to_tell(planned, now)
    before = (ReminderKind.PROMISE_SOON, ReminderKind.PROMISE_DUE)
    leads = [one for one in planned if one.kind == ReminderKind.PROMISE_LATE_LEAD]
    return {
        "at_once": any(one.due_at <= now for one in sent if one.kind in before),
        "before": [one.due_at for one in sent if one.kind in before and one.due_at > now],
        "late_at": next(one.due_at for one in planned if one.kind == ReminderKind.PROMISE_LATE),
        "leads": [one.recipient for one in leads],
    }


@record
@of_promise(act=True)
@require_http_methods(PAGE_METHODS)
def promise_edit(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Change the words, the cost or the person."""
    form = PromiseEditForm(request.POST or None, instance=promise, by=request.user)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit_promise(
                promise=promise, version=version, by=request.user, now=timezone.now(), **form.row_values()
            )
        except StaleVersion as stale:
            form.show_clash(stale.current)
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect("promise-detail", promise.pk)
    return render(request, "visits/promise_edit.html", {"form": form, "promise": promise}, status=status)


@record
@of_promise(act=True)
@require_http_methods(PAGE_METHODS)
def promise_renegotiate(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Give it a new date."""
    form = NewDateForm(request.POST or None, promise=promise)
    return _with_form(request, promise, form, "visits/promise_renegotiate.html", actions.renegotiate_promise)


@record
@of_promise(act=True)
@require_http_methods(PAGE_METHODS)
def promise_break(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Say that it is not kept, and what became of it."""
    form = BreakForm(request.POST or None, promise=promise)
    return _with_form(request, promise, form, "visits/promise_break.html", actions.break_promise)


def _with_form(request: HttpRequest, promise: Promise, form: Any, template: str, action: Any) -> HttpResponse:
    """Run an action that closes or moves a promise with what its form says; show the form again where it fails."""
    context = {"form": form, "promise": promise}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    try:
        done = action(promise=promise, by=request.user, now=timezone.now(), **form.cleaned_data)
    except (StaleVersion, actions.NotPossible):
        return _late_writer(request, promise, form, template)
    messages.success(request, _done_words(done), extra_tags=_undo(done))
    return redirect(way_back(request, "promise-detail", promise.pk))


def _late_writer(request: HttpRequest, promise: Promise, form: Any, template: str) -> HttpResponse:
    """Answer 409: the promise as it is now, above what was typed; sent again, it is done knowingly."""
    promise = Promise.objects.visible_to(request.user).select_related("client", "owner").get(pk=promise.pk)
    form.data = form.data.copy()
    form.data["version"] = str(promise.version)
    context = {"form": form, "promise": promise, "changed": True}
    return render(request, template, context, status=409)


@record
@of_promise(act=True)
@require_POST
def promise_keep(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Mark it kept, with one tap."""
    return _at_a_tap(request, promise, actions.keep_promise)


@record
@of_promise(act=True)
@require_POST
def promise_reopen(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Take a closing back."""
    return _at_a_tap(request, promise, actions.reopen_promise)


def _at_a_tap(request: HttpRequest, promise: Promise, action: Any) -> HttpResponse:
    """Run an action that needs nothing but the version its button was shown for."""
    form = VersionForm(request.POST if "version" in request.POST else request.GET)
    status = 200
    try:
        if not form.is_valid():
            raise actions.NotPossible
        promise = action(promise=promise, version=form.cleaned_data["version"], by=request.user, now=timezone.now())
        messages.success(request, _done_words(promise), extra_tags=_undo(promise))
    except (StaleVersion, actions.NotPossible):
        promise.refresh_from_db()
        messages.warning(request, _("It was changed meanwhile; this is how it stands now."))
        status = 409
    if request.htmx:
        promise.stands = promise.stands_on(timezone.localdate())
        promise.may_keep = may_keep_promise(request.user, promise)
        return render(request, "visits/promise_tapped.html", {"promise": promise}, status=status)
    if status == 409:
        context = {"promise": promise, "may_keep": True, "changes": promise.changes.select_related("by")}
        promise.stands = promise.stands_on(timezone.localdate())
        return render(request, "visits/promise_detail.html", context, status=409)
    return redirect(way_back(request, "promise-detail", promise.pk))


def _done_words(promise: Promise) -> str:
    return {
        "kept": _("Kept."),
        "broken": _("Noted as broken."),
        "open": _("It is open, with its reminders."),
    }[promise.state]


def _undo(promise: Promise) -> str:
    """Return the message's tag for taking a closing back as long as the promise is unchanged."""
    if promise.is_open:
        return ""
    return f"undo:{reverse('promise-reopen', args=[promise.pk])}?version={promise.version}"
