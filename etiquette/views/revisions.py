"""What a page said before: list, comparison, restoring. For editors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.models import StaleVersion
from etiquette.actions.page import restore_revision
from etiquette.difference import compare
from etiquette.models import Page, Revision
from etiquette.views.editing import changed_meanwhile, editors_only, version_of
from etiquette.views.reading import LANGUAGES, language_of

SHOWN = 50  # revisions on one page of the list


@editors_only
@require_safe
def revision_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List the saved texts, newest first; `?before=` a number goes further back."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    kept = Revision.objects.visible_to(request.user).filter(page=page).select_related("author", "published_by")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 10:
        kept = kept.filter(number__lt=int(before))
    rows = list(kept.defer("search", "body_en", "body_zh")[: SHOWN + 1])
    next_url = f"?before={rows[SHOWN - 1].number}" if len(rows) > SHOWN else ""
    context = {"page": page, "rows": rows[:SHOWN], "next_url": next_url}
    return render(request, "etiquette/revision_list.html", context)


@editors_only
@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Compare a saved text with the working copy, line by line, in one language."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    kept = Revision.objects.visible_to(request.user).select_related("author", "published_by")
    found = get_object_or_404(kept, page=page, number=number)
    language = language_of(request)
    titles = [found.title_zh, page.title_zh] if language == "zh-hans" else [found.title_en, page.title_en]
    context = {
        "page": page,
        "revision": found,
        "language": language,
        "languages": LANGUAGES.items(),
        "titles": compare(*titles),
        "lines": compare(found.body_in(language), page.body_in(language)),
        "same": found.text == page.text,
    }
    return render(request, "etiquette/revision.html", context)


@editors_only
@require_POST
def revision_restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make a saved text the working copy again; readers see it once it is published."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    found = get_object_or_404(Revision.objects.visible_to(request.user), page=page, number=number)
    try:
        restore_revision(page=page, revision=found, version=version_of(request), by=request.user, now=timezone.now())
    except StaleVersion as clash:
        return changed_meanwhile(request, clash)
    messages.success(request, _("Restored as a draft. Readers see it once you publish."))
    return redirect("handbook-edit", slug=page.slug)
