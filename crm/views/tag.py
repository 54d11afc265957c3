"""The vocabulary of tags, for admins."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.paging import page_of
from core.toasts import say, settle
from crm.actions.tag import rename_tag, retire_tag
from crm.forms.tag import TagForm
from crm.models import Tag
from crm.views.industry import keeps_words


@keeps_words
@require_safe
def tag_list(request: HttpRequest) -> HttpResponse:
    """List every tag by name."""
    page = page_of(request, Tag.objects.all(), order=("name", "id"), size=100)
    return render(request, "crm/tag_list.html", {"page": page})


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def tag_edit(request: HttpRequest, tag_id: UUID) -> HttpResponse:
    """Rename a tag, everywhere at once."""
    tag = get_object_or_404(Tag, pk=tag_id)
    heading, was = str(tag), tag.version
    form = TagForm(request.POST if request.method == "POST" else None, instance=tag)
    if request.method == "POST":
        saved = form.submit(
            lambda: rename_tag(
                by=request.user, tag=tag, version=form.cleaned_data["version"], name=form.cleaned_data["name"]
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("tag-list")
    context = {"form": form, "heading": heading, "tag": tag, "row_version": was}
    return render(request, "crm/tag_form.html", context, status=form.status)


@keeps_words
@require_POST
def tag_archive(request: HttpRequest, tag_id: UUID) -> HttpResponse:
    """Offer a tag no more; the toast takes it back."""
    tag = get_object_or_404(Tag, pk=tag_id)
    return settle(
        request,
        lambda version: retire_tag(by=request.user, tag=tag, version=version, now=timezone.now()),
        said=_("%(thing)s is offered no more. Its clients keep it.") % {"thing": tag},
        undo=reverse("tag-restore", args=[tag.pk]),
        back=reverse("tag-list"),
    )


@keeps_words
@require_POST
def tag_restore(request: HttpRequest, tag_id: UUID) -> HttpResponse:
    """Offer a tag again."""
    tag = get_object_or_404(Tag, pk=tag_id)
    return settle(
        request,
        lambda version: retire_tag(by=request.user, tag=tag, version=version, now=None),
        said=_("%(thing)s is back.") % {"thing": tag},
        back=reverse("tag-list"),
    )
