"""Products in use at a client, ours and the rivals' (K4, P3), and what was found out about rivals."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.toasts import say, settle
from crm.actions.installed import (
    answer_rivals,
    archive_installed,
    create_installed,
    edit_installed,
    restore_installed,
)
from crm.facts import sources_of
from crm.forms.installed import OURS, RIVALS, InstalledForm
from crm.models import Client, InstalledProduct, RivalsAnswer
from crm.views.client import of_client
from crm.views.sourced import sourced


def _found(request: HttpRequest, client: Client, installed_id: UUID) -> InstalledProduct:
    rows = InstalledProduct.objects.visible_to(request.user).select_related("client", "competitor", "contract")
    return get_object_or_404(rows, pk=installed_id, client=client)


def _back(client: Client) -> str:
    return reverse("client-detail", args=[client.pk]) + "#installed"


def _page(request: HttpRequest, client: Client, form: InstalledForm, heading: str, **more: object) -> HttpResponse:
    context = {"client": client, "form": form, "heading": heading, "back": _back(client), **more}
    return render(request, "crm/installed_form.html", context, status=form.status)


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def installed_new(request: HttpRequest, client: Client) -> HttpResponse:
    """Note a product in use; `vendor` in the address says whose it is to begin with."""
    asked = request.GET.get("vendor")
    initial = {"vendor": asked if asked in (OURS, RIVALS) else OURS}
    form = InstalledForm(request.POST if request.method == "POST" else None, client=client, initial=initial)
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: create_installed(
                by=request.user,
                client=client,
                now=timezone.now(),
                values=form.row_values(),
                new_competitor=form.cleaned_data["new_competitor"],
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("%(thing)s is noted.") % {"thing": saved})
            return redirect(_back(client))
    return _page(request, client, form, _("Product in use"))


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def installed_edit(request: HttpRequest, client: Client, installed_id: UUID) -> HttpResponse:
    """Change what is known of a product in use."""
    row = _found(request, client, installed_id)
    heading, was, rival = str(row), row.version, row.competitor_id
    form = InstalledForm(
        request.POST if request.method == "POST" else None, instance=row, client=client, known=sources_of(client.pk)
    )
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_installed(
                by=request.user,
                installed=row,
                version=form.cleaned_data["version"],
                now=timezone.now(),
                values=form.row_values(),
                new_competitor=form.cleaned_data["new_competitor"],
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect(_back(client))
    return _page(request, client, form, heading, installed=row, row_version=was, rival=rival)


@of_client
@require_POST
def installed_archive(request: HttpRequest, client: Client, installed_id: UUID) -> HttpResponse:
    """It is no longer in use there; the toast takes it back."""
    row = _found(request, client, installed_id)
    return settle(
        request,
        lambda version: archive_installed(by=request.user, installed=row, version=version, now=timezone.now()),
        said=_("%(thing)s is removed from this client.") % {"thing": row},
        undo=reverse("installed-restore", args=[client.pk, row.pk]),
        back=_back(client),
    )


@of_client
@require_POST
def installed_restore(request: HttpRequest, client: Client, installed_id: UUID) -> HttpResponse:
    """Take a removal back."""
    row = _found(request, client, installed_id)
    return settle(
        request,
        lambda version: restore_installed(by=request.user, installed=row, version=version),
        said=_("%(thing)s is back.") % {"thing": row},
        back=_back(client),
    )


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
