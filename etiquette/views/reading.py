"""The handbook as everyone reads it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, requires
from accounts.roles import Permission
from etiquette.markdown import render as render_markdown
from etiquette.models import Bilingual, Occasion, Page
from etiquette.search import beginning, snippet

ELSEWHERE = 5  # other pages named beside one that has none of its occasion
LANGUAGES = {"en": "English", "zh-hans": "简体中文"}


@requires(Permission.USE)
@require_safe
def handbook(request: PersonRequest) -> HttpResponse:
    """List the pages by occasion; `?occasion=` and `?q=` narrow it.

    It is one list without keyset pages: a handbook has tens of pages, kept in order by hand.
    """
    typed = request.GET.get("q", "").strip()[:80]
    visible = Page.objects.visible_to(request.user).select_related("published").defer("published__search")
    found = visible.holding(typed, drafts=request.user.may(Permission.EDIT_HANDBOOK)) if typed else visible
    pages = list(found)
    chosen = request.GET.get("occasion", "")
    chips = [
        {"occasion": occasion, "count": count, "chosen": occasion.value == chosen}
        for occasion in Occasion
        if (count := sum(page.occasion == occasion for page in pages)) or occasion.value == chosen
    ]
    language = language_of(request)
    groups = [
        {"occasion": occasion, "rows": rows}
        for occasion in Occasion
        if chosen in ("", occasion.value)
        and (rows := [_row(page, typed, language) for page in pages if page.occasion == occasion])
    ]
    context = {"groups": groups, "chips": chips, "chosen": chosen, "typed": typed, "count": len(pages)}
    return render(request, "etiquette/page_list.html", context)


@requires(Permission.USE)
@require_safe
def page_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a page in the reader's language, or the one it is written in; `?lang=` asks for the other."""
    visible = Page.objects.visible_to(request.user).select_related("published")
    found = get_object_or_404(visible, slug=slug)
    working = request.GET.get("draft") == "1" and request.user.may(Permission.EDIT_HANDBOOK)
    text: Bilingual = found if working else found.shown
    wanted = language_of(request)
    language = text.nearest_language(wanted)
    others = visible.published().exclude(pk=found.pk).defer("published__search")
    beside = list(others.filter(occasion=found.occasion))
    elsewhere = [] if beside else others[:ELSEWHERE]
    context = {
        "page": found,
        "working": working or not found.is_published,
        "title": text.title_in(language),
        "body": render_markdown(text.body_in(language)),
        "language": language,
        "other": next((code for code in text.languages if code != language), ""),
        "other_name": next((LANGUAGES[code] for code in text.languages if code != language), ""),
        "missing_name": LANGUAGES[wanted] if wanted != language else "",
        "beside": [_row(other, "", language) for other in beside],
        "elsewhere": [_row(other, "", language) for other in elsewhere],
    }
    return render(request, "etiquette/page.html", context)


@requires(Permission.USE)
@require_safe
def suggest(request: PersonRequest) -> HttpResponse:
    """Give the published pages for a situation (`?for=first_meeting|phone|banquet`), as a part for another page.

    An unknown situation, or one without pages, is answered by nothing at all.
    """
    language = language_of(request)
    rows: dict[str, dict] = {}
    for situation in request.GET.getlist("for")[:5]:
        for found in Page.objects.visible_to(request.user).fitting(situation).select_related("published"):
            rows.setdefault(found.slug, _row(found, "", language))
    return render(request, "etiquette/page_list.html#suggestions", {"rows": list(rows.values())})


def language_of(request: PersonRequest) -> str:
    """Return the language asked for by `?lang=`, else the reader's own."""
    asked = request.GET.get("lang", "")
    current = translation.get_language() or "en"
    return asked if asked in LANGUAGES else current if current in LANGUAGES else "en"


def _row(page: Page, typed: str, language: str) -> dict:
    text = page.shown
    near = text.nearest_language(language)
    return {
        "page": page,
        "title": text.title_in(near),
        "line": snippet(text, typed, language=near) if typed else beginning(text, language=near),
        "language": near,
    }
