"""Notes and topics, saved while they are typed."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.roles import Permission
from core.identity import IDENTITY_NUMBER_NOTED, holds_identity_number
from core.models import StaleVersion
from core.writes import ForeignDraft
from visits.actions import notes as actions
from visits.forms.finding import TopicCapture
from visits.models import VisitTopic
from visits.views import drafts
from visits.views.own import method_not_allowed, own_visit, person_of, visit_url
from visits.views.visit import show_visit


@requires(Permission.USE)
def visit_notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save the free notes; see drafts.py for the answers to a script."""
    visit = own_visit(request, pk)
    if request.method != "POST":
        return method_not_allowed()
    if refusal := drafts.other_typist(request):
        return refusal
    values = drafts.sent_values(request)
    body, version = drafts.sent_text(values, "body"), drafts.sent_version(values)
    try:
        notes = actions.save_notes(visit=visit, by=person_of(request), now=timezone.now(), body=body, version=version)
    except StaleVersion as stale:
        if drafts.is_json(request):
            return drafts.clash(stale.current, body=stale.current.body)
        context = {"visit": visit, "mine": body, "current": stale.current}
        return render(request, "visits/visit_notes_clash.html", context, status=409)
    except actions.Locked:
        if drafts.is_json(request):
            return drafts.locked()
        context = {"visit": visit, "mine": body, "is_locked": True}
        return render(request, "visits/visit_notes_clash.html", context, status=423)
    except actions.TooLong:
        if drafts.is_json(request):
            return drafts.too_long()
        context = {"visit": visit, "mine": body, "too_long": drafts.too_long_words(), "version": version}
        return render(request, "visits/visit_notes_clash.html", context, status=413)
    if drafts.is_json(request):
        return drafts.saved(notes)
    messages.success(request, _("Notes saved."))
    _warn(request, body)
    return redirect(visit_url(visit, "notes"))


def _warn(request: HttpRequest, text: str) -> None:
    """Say beside a note that was saved, without a script to say it, that a number in it must not stay."""
    if holds_identity_number(text):
        messages.warning(request, IDENTITY_NUMBER_NOTED)


@requires(Permission.USE)
def visit_topic(request: HttpRequest, pk: UUID, topic_pk: UUID) -> HttpResponse:
    """Save a topic's tick and note."""
    visit = own_visit(request, pk)
    topic = get_object_or_404(VisitTopic.objects.filter(visit=visit), pk=topic_pk)
    if request.method != "POST":
        return method_not_allowed()
    if refusal := drafts.other_typist(request):
        return refusal
    values = drafts.sent_values(request)
    note, version = drafts.sent_text(values, "note"), drafts.sent_version(values)
    is_done = values.get("is_done") in (True, "on", "true", "1")
    try:
        topic = actions.save_topic(
            topic=topic, by=person_of(request), now=timezone.now(), is_done=is_done, note=note, version=version
        )
    except VisitTopic.DoesNotExist:  # taken off the agenda between the two readings
        raise Http404 from None
    except StaleVersion as stale:
        if drafts.is_json(request):
            return drafts.clash(stale.current, is_done=stale.current.is_done, note=stale.current.note)
        context = {"visit": visit, "topic": topic, "mine": note, "is_done": is_done, "current": stale.current}
        return render(request, "visits/visit_notes_clash.html", context, status=409)
    except actions.Locked:
        if drafts.is_json(request):
            return drafts.locked()
        context = {"visit": visit, "topic": topic, "mine": note, "is_locked": True}
        return render(request, "visits/visit_notes_clash.html", context, status=423)
    except actions.TooLong:
        if drafts.is_json(request):
            return drafts.too_long()
        context = {"visit": visit, "topic": topic, "mine": note, "is_done": is_done, "version": version}
        context["too_long"] = drafts.too_long_words()
        return render(request, "visits/visit_notes_clash.html", context, status=413)
    if drafts.is_json(request):
        return drafts.saved(topic)
    _warn(request, note)
    return redirect(visit_url(visit, "notes"))


@requires(Permission.USE)
def visit_topics(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a topic on the agenda, on the spot."""
    visit = own_visit(request, pk)
    if request.method != "POST":
        return method_not_allowed()
    form = TopicCapture(request.POST, auto_id="topic-%s")
    if not form.is_valid():
        if drafts.is_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return show_visit(request, pk, status=422, stage="notes", topic_form=form)
    try:
        actions.add_topic(
            visit=visit,
            by=person_of(request),
            now=timezone.now(),
            text=form.cleaned_data["text"],
            id=uuid5(form.cleaned_data["new_id"], form.cleaned_data["text"]),  # other words are another topic
        )
    except ForeignDraft:
        raise BadRequest("this id is taken") from None
    except actions.Locked:
        messages.error(request, _("The record is submitted, so the agenda is locked."))
    return redirect(visit_url(visit, "notes"))
