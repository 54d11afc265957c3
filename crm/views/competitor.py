"""Rivals: the list, and what is known of one (P1)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.paging import page_of
from core.partials import wants_part
from core.toasts import say, settle
from crm.actions.competitor import archive_competitor, create_competitor, edit_competitor, restore_competitor
from crm.forms.competitor import CompetitorFilter, CompetitorForm
from crm.models import Competitor, InstalledProduct
from crm.views.client import keeps_clients

moderates = requires(Permission.REVIEW, hide=True)


def _competitor(request: HttpRequest, competitor_id: UUID) -> Competitor:
    return get_object_or_404(Competitor.objects.visible_to(request.user), pk=competitor_id)


@keeps_clients
@require_safe
@begins_as_saved("competitor-list")
def competitor_list(request: HttpRequest) -> HttpResponse:
    """List rivals by name, narrowed by the address."""
    chosen = CompetitorFilter(request.GET)
    rivals = chosen.apply(Competitor.objects.visible_to(request.user))
    context = {"page": page_of(request, rivals, order=("sort_key", "id")), "filter": chosen}
    return render(request, f"crm/competitor_list.html{'#narrowed' if wants_part(request) else ''}", context)


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def competitor_new(request: HttpRequest) -> HttpResponse:
    """Make a rival's page."""
    form = CompetitorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = form.submit(
            lambda: create_competitor(
                by=request.user, now=timezone.now(), values=form.row_values(), new_id=form.cleaned_data["new_id"]
            )
        )
        if saved:
            say(request, _("%(rival)s is added.") % {"rival": saved})
            return redirect("competitor-detail", saved.pk)
    return render(request, "crm/competitor_form.html", {"form": form, "heading": _("New rival")}, status=form.status)


@keeps_clients
@require_safe
def competitor_detail(request: HttpRequest, competitor_id: UUID) -> HttpResponse:
    """Show a rival, and at which of the viewer's clients it is present."""
    competitor = _competitor(request, competitor_id)
    rows = InstalledProduct.objects.visible_to(request.user).filter(
        competitor=competitor, archived_at=None, client__archived_at=None
    )
    page = page_of(request, rows.select_related("client"), order=("client__sort_key", "id"))
    context = {"competitor": competitor, "page": page, "may_archive": request.user.may(Permission.REVIEW)}
    return render(request, "crm/competitor_detail.html", context)


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def competitor_edit(request: HttpRequest, competitor_id: UUID) -> HttpResponse:
    """Change a rival's page."""
    competitor = _competitor(request, competitor_id)
    heading = str(competitor)
    form = CompetitorForm(request.POST if request.method == "POST" else None, instance=competitor)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_competitor(
                by=request.user, competitor=competitor, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("competitor-detail", saved.pk)
    context = {"form": form, "heading": heading, "competitor": competitor}
    return render(request, "crm/competitor_form.html", context, status=form.status)


@moderates
@require_POST
def competitor_archive(request: HttpRequest, competitor_id: UUID) -> HttpResponse:
    """Take a rival out of lists and pickers; the toast takes it back."""
    competitor = _competitor(request, competitor_id)
    return settle(
        request,
        lambda version: archive_competitor(
            by=request.user, competitor=competitor, version=version, now=timezone.now()
        ),
        said=_("%(rival)s is archived.") % {"rival": competitor},
        undo=reverse("competitor-restore", args=[competitor.pk]),
        back=reverse("competitor-list"),
    )


@moderates
@require_POST
def competitor_restore(request: HttpRequest, competitor_id: UUID) -> HttpResponse:
    """Bring a rival back."""
    competitor = _competitor(request, competitor_id)
    return settle(
        request,
        lambda version: restore_competitor(by=request.user, competitor=competitor, version=version),
        said=_("%(rival)s is back.") % {"rival": competitor},
        back=reverse("competitor-detail", args=[competitor.pk]),
    )
