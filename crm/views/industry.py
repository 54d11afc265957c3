"""The tree of industries with the notes about each (K5)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.methods import answers
from core.paging import page_of
from core.toasts import say, settle
from crm.access import check
from crm.actions.industry import (
    archive_note,
    create_industry,
    create_note,
    edit_industry,
    edit_note,
    may_edit_note,
    retire_industry,
)
from crm.forms.industry import IndustryForm, IndustryNoteForm
from crm.models import Industry, IndustryNote
from crm.models.tree import build_tree
from crm.views.client import keeps_clients

keeps_words = requires(Permission.MANAGE_DATA, hide=True)


@keeps_clients
@require_safe
def industry_list(request: HttpRequest) -> HttpResponse:
    """Show the tree; admins change it."""
    rows = sorted(Industry.objects.all(), key=str)
    retired = [row for row in rows if row.archived_at]
    nodes = [node for root in build_tree(rows, parent="parent_id") for node in root.walk()]
    context = {"nodes": nodes, "retired": retired, "may_edit": request.user.may(Permission.MANAGE_DATA)}
    return render(request, "crm/industry_list.html", context)


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def industry_detail(request: HttpRequest, industry_id: UUID) -> HttpResponse:
    """Show one industry with its notes, newest first; add a note."""
    industry = get_object_or_404(Industry.objects.select_related("parent"), pk=industry_id)
    form = IndustryNoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = form.submit(
            lambda: create_note(
                by=request.user,
                industry=industry,
                body=form.cleaned_data["body"],
                now=timezone.now(),
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("The note is there for everyone."))
            return redirect("industry-detail", industry.pk)
    notes = IndustryNote.objects.visible_to(request.user).active().filter(industry=industry).select_related("author")
    page = page_of(request, notes, order=("-created_at", "-id"))
    for note in page.rows:
        note.may_edit = may_edit_note(request.user, note)
    context = {
        "industry": industry,
        "children": sorted(industry.children.filter(archived_at=None), key=str),
        "page": page,
        "form": form,
        "may_edit": request.user.may(Permission.MANAGE_DATA),
    }
    return render(request, "crm/industry_detail.html", context, status=form.status)


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def industry_new(request: HttpRequest) -> HttpResponse:
    """Add an industry."""
    form = IndustryForm(
        request.POST if request.method == "POST" else None, initial={"parent": request.GET.get("parent")}
    )
    if request.method == "POST":
        saved = form.submit(
            lambda: create_industry(
                by=request.user, now=timezone.now(), values=form.row_values(), new_id=form.cleaned_data["new_id"]
            )
        )
        if saved:
            say(request, _("%(thing)s is added.") % {"thing": saved})
            return redirect("industry-list")
    context = {"form": form, "heading": _("New industry")}
    return render(request, "crm/industry_form.html", context, status=form.status)


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def industry_edit(request: HttpRequest, industry_id: UUID) -> HttpResponse:
    """Rename or move an industry."""
    industry = get_object_or_404(Industry, pk=industry_id)
    heading, was = str(industry), industry.version
    form = IndustryForm(request.POST if request.method == "POST" else None, instance=industry)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_industry(
                by=request.user, industry=industry, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("industry-list")
    context = {"form": form, "heading": heading, "industry": industry, "row_version": was}
    return render(request, "crm/industry_form.html", context, status=form.status)


@keeps_words
@require_POST
def industry_archive(request: HttpRequest, industry_id: UUID) -> HttpResponse:
    """Offer an industry no more; the toast takes it back."""
    industry = get_object_or_404(Industry, pk=industry_id)
    return settle(
        request,
        lambda version: retire_industry(by=request.user, industry=industry, version=version, now=timezone.now()),
        said=_("%(thing)s is offered no more. Its clients keep it.") % {"thing": industry},
        undo=reverse("industry-restore", args=[industry.pk]),
        back=reverse("industry-list"),
    )


@keeps_words
@require_POST
def industry_restore(request: HttpRequest, industry_id: UUID) -> HttpResponse:
    """Offer an industry again."""
    industry = get_object_or_404(Industry, pk=industry_id)
    return settle(
        request,
        lambda version: retire_industry(by=request.user, industry=industry, version=version, now=None),
        said=_("%(thing)s is back.") % {"thing": industry},
        back=reverse("industry-list"),
    )


def _note(request: HttpRequest, industry_id: UUID, note_id: UUID) -> IndustryNote:
    notes = IndustryNote.objects.visible_to(request.user).select_related("industry")
    note: IndustryNote = get_object_or_404(notes, pk=note_id, industry=industry_id)
    check(may_edit_note(request.user, note))
    return note


@keeps_clients
@answers("GET", "HEAD", "POST")
def industry_note_edit(request: HttpRequest, industry_id: UUID, note_id: UUID) -> HttpResponse:
    """Change a note: its author, or an admin."""
    note = _note(request, industry_id, note_id)
    form = IndustryNoteForm(request.POST if request.method == "POST" else None, instance=note)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_note(
                by=request.user, note=note, version=form.cleaned_data["version"], body=form.cleaned_data["body"]
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("industry-detail", note.industry_id)
    context = {"form": form, "heading": str(note.industry), "industry": note.industry, "is_note": True}
    return render(request, "crm/industry_form.html", context, status=form.status)


@keeps_clients
@require_POST
def industry_note_archive(request: HttpRequest, industry_id: UUID, note_id: UUID) -> HttpResponse:
    """Take a note out; the toast takes it back."""
    note = _note(request, industry_id, note_id)
    return settle(
        request,
        lambda version: archive_note(by=request.user, note=note, version=version, now=timezone.now()),
        said=_("The note is removed."),
        undo=reverse("industry-note-restore", args=[industry_id, note.pk]),
        back=reverse("industry-detail", args=[industry_id]),
    )


@keeps_clients
@require_POST
def industry_note_restore(request: HttpRequest, industry_id: UUID, note_id: UUID) -> HttpResponse:
    """Bring a note back."""
    note = _note(request, industry_id, note_id)
    return settle(
        request,
        lambda version: archive_note(by=request.user, note=note, version=version, now=None),
        said=_("The note is back."),
        back=reverse("industry-detail", args=[industry_id]),
    )
