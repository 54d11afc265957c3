"""Note a complaint, and take it from step to step (W6)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from accounts.roles import Permission
from core.methods import answers
from core.models import StaleVersion
from core.toasts import say, sent_version, settle
from crm.models.client import UNREAD
from visits.actions import complaint as actions
from visits.forms.complaint import ComplaintEditForm, ComplaintForm, RulesForm
from visits.models import Complaint, ComplaintState, Request
from visits.views.complaint import show_complaint, step_form
from visits.views.found import client_asked, of_complaint, way_back

keeps = requires(Permission.RECORD)
PAGE_METHODS = ["GET", "HEAD", "POST"]
ACTS: dict[str, Any] = {"answer": actions.answer, "solve": actions.solve, "call-back": actions.call_back}


@keeps
@require_http_methods(PAGE_METHODS)
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Note a complaint; `?client=` chooses the client."""
    if request.method != "POST":
        names = ("client", "text", "person", "way", "severity", "raised_at", "owner")
        initial = {name: request.GET[name] for name in names if request.GET.get(name)}
        form = ComplaintForm(by=request.user, initial=initial)
        return render(request, "visits/complaint_new.html", {"form": form, "client": client_asked(request)})
    form = ComplaintForm(request.POST, by=request.user)
    made = form.submit(
        lambda: actions.raise_complaint(
            by=request.user, now=timezone.now(), id=form.cleaned_data["new_id"], **form.row_values()
        )
    )
    if made is None:
        context = {"form": form, "client": client_asked(request)}
        return render(request, "visits/complaint_new.html", context, status=form.status)
    say(request, _("The complaint is noted. Its clocks run."))
    return redirect("complaint-detail", made.pk)


@keeps
@of_complaint(act=True)
@answers("GET", "HEAD", "POST")
def complaint_edit(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Put it right; the clocks follow severity and moment."""
    form = ComplaintEditForm(request.POST if request.method == "POST" else None, instance=complaint, by=request.user)
    if request.method == "POST":
        saved = form.submit(
            lambda: actions.edit_complaint(
                by=request.user,
                complaint=complaint,
                version=form.cleaned_data["version"],
                now=timezone.now(),
                values=form.row_values(),
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("complaint-detail", complaint.pk)
    context = {"form": form, "complaint": complaint}
    return render(request, "visits/complaint_edit.html", context, status=form.status)


@keeps
@of_complaint(act=True)
@require_POST
def complaint_step(request: HttpRequest, complaint: Complaint, step: str) -> HttpResponse:
    """Answer it, solve it, or keep what the client said when called back."""
    if step not in ACTS:
        raise Http404
    form = step_form(step, request.POST)
    if not form.is_valid():
        return show_complaint(request, complaint, form=(step, form), status=422)
    try:
        done = ACTS[step](by=request.user, complaint=complaint, now=timezone.now(), **form.cleaned_data)
    except (StaleVersion, actions.NotPossible):
        complaint.refresh_from_db()
        form.data = form.data.copy()
        form.data["version"] = str(complaint.version)
        return show_complaint(request, complaint, form=(step, form), status=409, changed=True)
    say(request, _words(done))
    return redirect("complaint-detail", complaint.pk)


def _words(complaint: Complaint) -> str:
    if complaint.state == ComplaintState.ANSWERED and complaint.round > 1:
        return _("Opened again, with a new time for the solution.")
    return {
        ComplaintState.ANSWERED: _("Noted. Now for the solution."),
        ComplaintState.SOLVED: _("Noted. You are reminded to call back."),
        ComplaintState.CALLED_BACK: _("Noted. It can be closed."),
    }[ComplaintState(complaint.state)]


@keeps
@of_complaint(act=True)
@require_POST
def complaint_close(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Close it after the call-back; the toast takes that back."""
    return _tap(request, complaint, actions.close, _("The complaint is closed."), undo="complaint-reopen")


@keeps
@of_complaint(act=True)
@require_POST
def complaint_reopen(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Take a closing back."""
    return _tap(request, complaint, actions.reopen, _("It is open again."))


def _tap(request: HttpRequest, complaint: Complaint, act: Any, said: str, *, undo: str = "") -> HttpResponse:
    back = reverse("complaint-detail", args=[complaint.pk])
    try:
        return settle(
            request,
            lambda version: act(by=request.user, complaint=complaint, version=version, now=timezone.now()),
            said=said,
            undo=reverse(undo, args=[complaint.pk]) if undo else "",
            back=back,
        )
    except actions.NotPossible:
        messages.warning(request, _("It was changed meanwhile; this is how it stands now."))
        return redirect(back)


@keeps
def request_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a complaint from what was noted in a visit, with one tap; the toast takes that back."""
    rows = Request.objects.visible_to(request.user).select_related("client").defer(*UNREAD)
    noted = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        made = actions.open_from_request(by=request.user, request=noted, now=timezone.now())
    except actions.NotPossible:
        raise Http404 from None
    undo = reverse("complaint-take-back", args=[made.pk]) + f"?version={made.version}"
    say(request, _("A complaint is open. Its clocks run."), undo=undo)
    return redirect("complaint-detail", made.pk)


@keeps
@of_complaint(act=False)
@require_POST
def complaint_take_back(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Take the opening from a visit back, as long as nothing was done, said or kept about it."""
    visit, client = complaint.visit_id, complaint.client_id
    try:
        actions.take_opening_back(by=request.user, complaint=complaint, version=sent_version(request))
    except (StaleVersion, actions.NotPossible):
        messages.warning(request, _("Somebody changed this meanwhile, so nothing was done. Look again, then decide."))
        return redirect("complaint-detail", complaint.pk)
    say(request, _("Undone."))
    return redirect(way_back(request, *(("visit-detail", visit) if visit else ("client-detail", client))))


@requires(Permission.MANAGE_DATA, hide=True)
@require_http_methods(PAGE_METHODS)
def complaint_rules(request: HttpRequest) -> HttpResponse:
    """Say how long answers and solutions may take, and when the house works."""
    row = actions.rules()
    data = request.POST if request.method == "POST" else None
    form = RulesForm(data, instance=row, initial={"version": row.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
            try:
                actions.set_rules(by=request.user, version=form.cleaned_data["version"], values=values)
            except StaleVersion as stale:
                status = 409
                form.data = form.data.copy()
                form.data["version"] = str(stale.current.version)
                form.add_error(None, _("Somebody changed this meanwhile. Saved again, yours stands."))
            else:
                say(request, _("Saved."))
                return redirect("complaint-rules")
    return render(request, "visits/complaint_rules.html", {"form": form}, status=status)
