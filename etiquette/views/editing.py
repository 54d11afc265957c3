"""The handbook as editors keep it. To everyone else these addresses do not exist."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, requires
from accounts.roles import Permission
from core.models import StaleVersion
from core.writes import ForeignDraft
from etiquette.actions.page import NotReadyError, create_page, publish, save_draft, show_revision, unpublish
from etiquette.difference import compare
from etiquette.forms.page import PageForm
from etiquette.markdown import render as render_markdown
from etiquette.models import Occasion, Page, Revision
from etiquette.models.revision import MAX_BODY

editors_only = requires(Permission.EDIT_HANDBOOK, hide=True)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def page_new(request: PersonRequest) -> HttpResponse:
    """Make a page; it begins as a draft, or is published at once."""
    form = PageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            page = create_page(
                slug=data["slug"], occasion=data["occasion"], position=data["position"], text=form.text,
                note=data["note"], by=request.user, now=timezone.now(), new_id=data["new_id"],
            )  # fmt: skip
        except IntegrityError:  # somebody was quicker with the address
            form.add_error("slug", _("There is a page at this address already."))
        except ForeignDraft:
            form.refuse_other_words()
        else:
            if page.version > 1:  # the form came again after its page went on
                return redirect("handbook-page", slug=page.slug)
            return _saved(request, page, publishing=form.publishing)
    return _editor(request, form, None)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def page_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change the working copy, and publish it if asked. A clash answers 409 with both texts."""
    page = get_object_or_404(Page.objects.visible_to(request.user).select_related("published"), slug=slug)
    form = PageForm(request.POST or None, instance=page)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            page = save_draft(
                page=page, version=data["version"], text=form.text, occasion=data["occasion"],
                position=data["position"], note=data["note"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            return _saved(request, page, publishing=form.publishing)
        except StaleVersion as clash:
            return _clash(request, form, clash)
    return _editor(request, form, page)


@editors_only
@require_POST
def preview(request: PersonRequest) -> HttpResponse:
    """Render what is being typed in one language (`?language=`) exactly as the page will show it."""
    suffix, language = ("zh", "zh-hans") if request.GET.get("language") == "zh-hans" else ("en", "en")
    context = {
        "language": language,
        "title": request.POST.get(f"title_{suffix}", "")[:120],
        "body": render_markdown(request.POST.get(f"body_{suffix}", "")[:MAX_BODY]),
    }
    return render(request, "etiquette/page_edit.html#preview", context)


@editors_only
@require_POST
def page_publish(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish the working copy as the editor saw it."""
    page = get_object_or_404(Page.objects.visible_to(request.user).select_related("published"), slug=slug)
    try:
        return _publish(request, page, version=version_of(request))
    except StaleVersion as clash:
        return changed_meanwhile(request, clash)


@editors_only
@require_POST
def page_unpublish(request: PersonRequest, slug: str) -> HttpResponse:
    """Take the page away from readers, with a way back."""
    page = get_object_or_404(Page.objects.visible_to(request.user).select_related("published"), slug=slug)
    was = page.published.number if page.published else 0
    try:
        page = unpublish(page=page, version=version_of(request), by=request.user, now=timezone.now())
    except StaleVersion as clash:
        return changed_meanwhile(request, clash)
    messages.success(request, _("Taken back: only editors see this page now."), extra_tags=_undo_tag(page, was))
    return redirect("handbook-page", slug=page.slug)


@editors_only
@require_POST
def page_undo(request: PersonRequest, slug: str, version: int, number: int) -> HttpResponse:
    """Show readers again what they had before the last publishing or taking back: revision `number`, 0 for none."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    try:
        show_revision(page=page, number=number or None, version=version, by=request.user, now=timezone.now())
    except StaleVersion as clash:
        return changed_meanwhile(request, clash)
    except Revision.DoesNotExist:
        raise Http404 from None
    messages.info(request, _("Undone."))
    return redirect("handbook-page", slug=page.slug)


def _saved(request: PersonRequest, page: Page, *, publishing: bool) -> HttpResponse:
    if publishing:
        try:
            return _publish(request, page, version=page.version)
        except StaleVersion as clash:  # the text is kept; someone was quicker with the next one
            return changed_meanwhile(request, clash)
    messages.success(request, _("Draft saved. Readers see the published text until you publish."))
    return redirect("handbook-edit", slug=page.slug)


def _publish(request: PersonRequest, page: Page, *, version: int) -> HttpResponse:
    was = page.published.number if page.published else 0
    try:
        page = publish(page=page, version=version, by=request.user, now=timezone.now())
    except NotReadyError:
        messages.error(request, _("To publish, one language needs both a title and a text."))
        return redirect("handbook-edit", slug=page.slug)
    messages.success(request, _("Published: everyone reads this text now."), extra_tags=_undo_tag(page, was))
    return redirect("handbook-page", slug=page.slug)


def _undo_tag(page: Page, number: int) -> str:
    return "undo:" + reverse("handbook-undo", args=[page.slug, page.version, number])


def version_of(request: PersonRequest) -> int:
    """Return the version a button was pressed on; 0, which no page has, where it is missing."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _editor(request: PersonRequest, form: PageForm, page: Page | None) -> HttpResponse:
    panes = []
    for suffix, language, name in (("en", "en", "English"), ("zh", "zh-hans", "简体中文")):
        title, body = form[f"title_{suffix}"], form[f"body_{suffix}"]
        panes.append(
            {
                "language": language,
                "name": name,
                "title_field": title,
                "body_field": body,
                "title": title.value() or "",
                "body": render_markdown((body.value() or "")[:MAX_BODY]),
            }
        )
    shown_first = "zh-hans" if translation.get_language() == "zh-hans" else "en"
    context = {"form": form, "page": page, "panes": panes, "shown_first": shown_first}
    return render(request, "etiquette/page_edit.html", context, status=422 if form.errors else 200)


def _clash(request: PersonRequest, form: PageForm, clash: StaleVersion) -> HttpResponse:
    """Show what is kept beside what was typed; the form goes on from the version that is kept."""
    current: Page = clash.current  # type: ignore[assignment]
    theirs, yours = current.text, form.text
    parts = [
        {
            "name": name,
            "field": form[name],
            "control": form[name].as_widget(attrs={"class": "form-control"}),
            "lines": [line for line in compare(theirs[name], yours[name]) if line.kind != "new"],
        }
        for name in ("title_en", "body_en", "title_zh", "body_zh")
        if theirs[name] != yours[name]
    ]
    context = {
        "page": current,
        "parts": parts,
        "unchanged": [(name, text) for name, text in yours.items() if theirs[name] == text],
        "latest": current.revisions.select_related("author").first(),
        "kept": form.cleaned_data,
        "settings": form.cleaned_data["occasion"] != current.occasion
        or form.cleaned_data["position"] != current.position,
        "occasion": Occasion(form.cleaned_data["occasion"]).label,
    }
    return render(request, "etiquette/page_conflict.html", context, status=409)


def changed_meanwhile(request: PersonRequest, clash: StaleVersion) -> HttpResponse:
    """Say that the page is no longer the one the button was pressed on, and that nothing was done."""
    context = {"page": clash.current, "latest": clash.current.revisions.select_related("author").first()}  # type: ignore[attr-defined]
    return render(request, "etiquette/page_changed.html", context, status=409)
