"""The visit record: its form, its draft that saves itself, its submission."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.roles import Permission
from core.models import StaleVersion
from crm.models.client import UNREAD
from visits.actions import notes as note_actions
from visits.actions import record as actions
from visits.actions.reminder import leads_of
from visits.actions.visit import WrongState
from visits.forms.record import DraftForm, RecordForm
from visits.models import Visit, VisitRecord, VisitState
from visits.views import drafts
from visits.views.own import method_not_allowed, own_visit, person_of, visit_url, words_for_state
from visits.views.visit import captures_for, contact_chips, findings_along, findings_of


@requires(Permission.USE)
def visit_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fill in the record, or hand it in."""
    visit = own_visit(request, pk)
    if visit.state in actions.SUBMITTED and request.method != "POST":
        return redirect(visit_url(visit))
    if visit.state not in actions.DRAFTING and visit.state not in actions.SUBMITTED:
        messages.error(request, _("A record is filled in once the visit has been made."))
        return redirect(visit_url(visit))
    record = VisitRecord.objects.filter(visit=visit).first() or VisitRecord(visit=visit)
    form = _bound(RecordForm, request.POST if request.method == "POST" else None, record)
    if request.method != "POST":
        return _page(request, visit, record, form)
    if not form.is_valid():
        return _page(request, visit, record, form, status=422)
    try:
        done, is_first = actions.submit(
            visit=visit,
            by=person_of(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
            values=form.row_values(),
        )
    except StaleVersion as stale:
        form.show_clash(stale.current)
        return _page(request, visit, record, form, status=409)
    except WrongState as wrong:
        return _page(request, visit, record, form, status=409, notice=words_for_state(wrong.visit))
    except note_actions.TooLong:
        form.add_error(None, drafts.too_long_words())
        return _page(request, visit, record, form, status=422)
    if is_first:
        _say_submitted(request, visit, done)
    return redirect(visit_url(visit))


@requires(Permission.USE)
def record_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save what has been typed so far; see drafts.py for the answers."""
    visit = own_visit(request, pk)
    if request.method != "POST":
        return method_not_allowed()
    if refusal := drafts.other_typist(request):
        return refusal
    values = drafts.sent_values(request)
    drafts.sent_version(values)
    record = VisitRecord.objects.filter(visit=visit).first() or VisitRecord(visit=visit)
    texts = {name: drafts.sent_text(values, name) for name in actions.FIELDS}
    form = _bound(DraftForm, {**texts, "version": values["version"]}, record)
    if not form.is_valid():
        return JsonResponse({"error": "invalid", "errors": form.errors}, status=422)
    try:
        # The form strips the ends of a text; a draft keeps them, or the next word would be glued to the last.
        raw = {name: texts[name] if name in actions.TEXTS else form.cleaned_data[name] for name in actions.FIELDS}
        saved = actions.save_draft(
            visit=visit,
            by=person_of(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
            values=raw,
        )
    except StaleVersion as stale:
        now = {name: getattr(stale.current, name) or "" for name in actions.FIELDS}
        return drafts.clash(stale.current, **{name: str(value) for name, value in now.items()})
    except note_actions.Locked:
        return drafts.locked()
    except note_actions.TooLong:
        return drafts.too_long()
    return drafts.saved(saved)


def _bound(kind: type[RecordForm], data: Any, record: VisitRecord) -> RecordForm:
    """Return the form of a record that may not be stored yet: then it is at version 1, which the first save makes."""
    record._state.adding = False
    return kind(data, instance=record)


def _say_submitted(request: HttpRequest, visit: Visit, record: VisitRecord) -> None:
    delay = record.delay
    minutes = round(delay.total_seconds() / 60) if delay else 0
    is_told = bool(leads_of(visit.owner))  # else it waits in the admins' queue
    if delay and minutes <= 60 and record.first_submitted_at == record.submitted_at:
        words = (
            _("Submitted, %(minutes)s min after leaving. Your lead is told.")
            if is_told
            else _("Submitted, %(minutes)s min after leaving. An admin will review it.")
        ) % {"minutes": minutes}
    else:
        words = _("Submitted. Your lead is told.") if is_told else _("Submitted. An admin will review it.")
    messages.success(request, words)


def _page(
    request: HttpRequest, visit: Visit, record: VisitRecord, form: RecordForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    whole = (
        Visit.objects.visible_to(person_of(request))
        .select_related("client__owner", "notes")
        .defer(*UNREAD)
        .prefetch_related("topics", *findings_along())
        .get(pk=visit.pk)
    )
    now = timezone.now()
    since = now - whole.left_at if whole.left_at else None
    sent_back = None
    if whole.state == VisitState.SENT_BACK:
        said = whole.comments.filter(verdict="sent_back").select_related("author")
        sent_back = said.order_by("-created_at").first()
    context = {
        "visit": whole,
        "record": record,
        "form": form,
        "clashes": form.clashes,
        "notice": notice,
        "sent_back": sent_back,
        "since_minutes": since.total_seconds() / 60 if since else None,
        "contact_chips": contact_chips(timezone.localdate()),
        "draft_url": reverse("visit-record-draft", args=[visit.pk]),
        **findings_of(whole),
        **captures_for(whole, person_of(request)),
    }
    return render(request, "visits/visit_record.html", context, status=status)
