"""What rivals have at a client (P3)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.toasts import say, settle
from crm.actions.presence import answer_rivals, archive_presence, create_presence, edit_presence, restore_presence
from crm.facts import sources_of
from crm.forms.presence import PresenceForm
from crm.models import Client, CompetitorPresence, RivalsAnswer
from crm.views.client import of_client
from crm.views.sourced import sourced


def _presence(request: HttpRequest, client: Client, presence_id: UUID) -> CompetitorPresence:
    presences = CompetitorPresence.objects.visible_to(request.user).select_related("client", "competitor")
    return get_object_or_404(presences, pk=presence_id, client=client)


def _back(client: Client) -> str:
    return reverse("client-detail", args=[client.pk]) + "#rivals"


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def presence_new(request: HttpRequest, client: Client) -> HttpResponse:
    """Note a rival at a client."""
    form = PresenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: create_presence(
                by=request.user,
                client=client,
                now=timezone.now(),
                values=form.row_values(),
                new_competitor=form.cleaned_data["new_competitor"],
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("%(rival)s is noted.") % {"rival": saved.competitor})
            return redirect(_back(client))
    context = {"client": client, "form": form, "heading": _("Rival at this client")}
    return render(request, "crm/presence_form.html", context, status=form.status)


@of_client
@require_POST
def rivals_answer(request: HttpRequest, client: Client, answer: str) -> HttpResponse:
    """Note that there is no rival, or that they would not say; the toast takes it back, and so does `answer` "ask"."""
    words = {"ask": _("Undone."), **dict(RivalsAnswer.choices)}
    if answer not in words:
        raise Http404
    kept = "" if answer == "ask" else answer
    return settle(
        request,
        lambda version: answer_rivals(
            by=request.user, client=client, version=version, answer=kept, today=timezone.localdate()
        ),
        said=str(words[answer]),
        undo=reverse("rivals-answer", args=[client.pk, "ask"]) if kept else "",
        back=_back(client),
    )


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def presence_edit(request: HttpRequest, client: Client, presence_id: UUID) -> HttpResponse:
    """Change what is known of a rival at a client."""
    presence = _presence(request, client, presence_id)
    heading, was = str(presence.competitor), presence.version
    known = sources_of(client.pk)
    form = PresenceForm(request.POST if request.method == "POST" else None, instance=presence, known=known)
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_presence(
                by=request.user,
                presence=presence,
                version=form.cleaned_data["version"],
                now=timezone.now(),
                values=form.row_values(),
                new_competitor=form.cleaned_data["new_competitor"],
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect(_back(client))
    context = {"client": client, "form": form, "heading": heading, "presence": presence, "row_version": was}
    return render(request, "crm/presence_form.html", context, status=form.status)


@of_client
@require_POST
def presence_archive(request: HttpRequest, client: Client, presence_id: UUID) -> HttpResponse:
    """The rival is gone from there; the toast takes it back."""
    presence = _presence(request, client, presence_id)
    return settle(
        request,
        lambda version: archive_presence(by=request.user, presence=presence, version=version, now=timezone.now()),
        said=_("%(rival)s is removed from this client.") % {"rival": presence.competitor},
        undo=reverse("presence-restore", args=[client.pk, presence.pk]),
        back=_back(client),
    )


@of_client
@require_POST
def presence_restore(request: HttpRequest, client: Client, presence_id: UUID) -> HttpResponse:
    """Take a removal back."""
    presence = _presence(request, client, presence_id)
    return settle(
        request,
        lambda version: restore_presence(by=request.user, presence=presence, version=version),
        said=_("%(rival)s is back.") % {"rival": presence.competitor},
        back=_back(client),
    )
