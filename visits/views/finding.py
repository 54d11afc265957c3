"""Quick capture during a visit: requests, objections and promises, each with an id made by the page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.roles import Permission
from core.forms import RowForm
from core.text import clean_text
from core.writes import ForeignDraft
from crm.models.client import UNREAD
from visits.access import may_answer
from visits.actions import finding as actions
from visits.actions.promise import make_promise
from visits.forms.finding import (
    CaptureForm,
    ObjectionCapture,
    ObjectionForm,
    PromiseCapture,
    RequestCapture,
    RequestForm,
)
from visits.models import Objection, Request, Visit
from visits.views import drafts
from visits.views.own import own_visit, person_of, visit_url
from visits.views.visit import due_chips, findings_of


@requires(Permission.USE)
def visit_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a request (H3, H4)."""
    return _capture(request, pk, RequestCapture, "request", actions.note_request)


@requires(Permission.USE)
def visit_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note an objection: words first, its kind whenever (C7)."""
    return _capture(request, pk, ObjectionCapture, "objection", actions.note_objection)


@requires(Permission.USE)
def visit_promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a promise on the spot, after seeing how many there are already (H5)."""

    def promise(*, visit: Visit, **values: Any) -> object:
        return make_promise(client=visit.client, visit=visit, **{**values, "text": clean_text(values["text"])})

    return _capture(request, pk, PromiseCapture, "promise", promise)


def _capture(
    request: HttpRequest, pk: UUID, kind: type[CaptureForm], name: str, act: Callable[..., object]
) -> HttpResponse:
    """Show the form on a page of its own, or keep what was captured and go back to where it was typed.

    A script gets the list of findings as it is now (200), or each field's errors (422).
    """
    visit = own_visit(request, pk)
    if request.method == "POST" and (refusal := drafts.other_typist(request)):
        return refusal
    data = request.POST if request.method == "POST" else None
    form = kind(data, client=visit.client, by=person_of(request), auto_id=f"{name}-%s")
    if form.is_bound and form.is_valid():
        try:
            act(visit=visit, by=person_of(request), now=timezone.now(), **form.row_values())
        except ForeignDraft:
            raise Http404 from None
        if drafts.is_json(request):
            return render(
                request, "visits/visit_findings.html", {"visit": visit, **findings_of(visit), "is_mine": True}
            )
        messages.success(request, _("Noted."))
        return redirect(_back(request, visit))
    if form.is_bound and drafts.is_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    context = {
        "visit": visit,
        "form": form,
        "kind": name,
        "due_chips": due_chips(timezone.localdate()),
        "back": _back(request, visit),
    }
    return render(request, "visits/visit_capture.html", context, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, visit: Visit) -> str:
    """Return the page that the capture belongs to: the record if it was typed there."""
    if (request.POST.get("from") or request.GET.get("from")) == "record":
        return reverse("visit-record", args=[visit.pk])
    return visit_url(visit, "notes")


@requires(Permission.USE)
def request_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a request right, or say what was done about it."""
    rows = Request.objects.visible_to(person_of(request)).select_related("client", "visit").defer(*UNREAD)
    row = get_object_or_404(rows, pk=pk)
    if not may_answer(person_of(request), row):
        raise Http404
    form = RequestForm(request.POST if request.method == "POST" else None, instance=row)
    return _edit(request, form, lambda values: actions.change_request(request=row, **values))


@requires(Permission.USE)
def objection_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Judge an objection afterwards: real, false or hidden, and how it was answered (C7, C8)."""
    rows = Objection.objects.visible_to(person_of(request)).filter(noted_by=person_of(request))
    row = get_object_or_404(rows, pk=pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None, instance=row)
    return _edit(request, form, lambda values: actions.judge_objection(objection=row, **values))


def _edit(request: HttpRequest, form: RowForm, act: Callable[[dict[str, Any]], object]) -> HttpResponse:
    row = form.instance
    sees = row.visit is not None and Visit.objects.visible_to(person_of(request)).filter(pk=row.visit_id).exists()
    back = visit_url(row.visit) if sees else reverse("client-detail", args=[row.client_id])
    if request.method == "POST":
        by, now = person_of(request), timezone.now()
        if form.submit(lambda: act({"by": by, "now": now, **_values(form)})):
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "row": row, "back": back, "is_objection": isinstance(row, Objection)}
    return render(request, "visits/finding_edit.html", context, status=form.status)


def _values(form: RowForm) -> dict[str, Any]:
    return {**form.row_values(), "version": form.cleaned_data["version"]}
