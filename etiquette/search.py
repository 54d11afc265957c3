"""Find handbook pages from elsewhere in the product."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.prepared import prepared
from core.search import Sought, normalise, sought
from etiquette.markdown import lead, plain
from etiquette.models import Bilingual, Page, Revision

AROUND = 40  # characters shown either side of what was found


class FoundPage(NamedTuple):
    """A hit: its title and snippet in the reader's language where written, and its address."""

    title: str
    url: str
    snippet: str


def find_pages(user: User, typed: str, limit: int = 5) -> list[FoundPage]:
    """Return at most `limit` published pages that hold what was typed, those with it in the title first."""
    pages = sorted(_holding(user, sought(typed)), key=lambda page: not _in_title(page.shown, typed))[:limit]
    return [
        FoundPage(
            text.title_in(language),
            reverse("handbook-page", args=[page.slug]),
            snippet(text, typed, language=language),
        )
        for page in pages
        for text in [page.shown]
        for language in [text.nearest_language(translation.get_language() or "en")]
    ]


@prepared(planned=True)
def _holding(user: User, asked: Sought) -> QuerySet[Page]:
    found = Page.objects.visible_to(user).published().holding(asked)
    return found.select_related("published").defer("published__search")


def snippet(text: Bilingual, typed: str, *, language: str) -> str:
    """Return the words around the first hit in the body, in the other language if it is only there, or the lead."""
    words = normalise(typed).split()
    other = "en" if language == "zh-hans" else "zh-hans"
    for body in (text.body_in(language), text.body_in(other)):
        content = plain(body)
        places = [place for word in words if (place := content.lower().find(word)) >= 0]
        if places:
            start = max(0, min(places) - AROUND)
            end = min(places) + AROUND * 2
            return f"{'…' if start else ''}{content[start:end].strip()}{'…' if end < len(content) else ''}"
    return beginning(text, language=language)


def beginning(text: Bilingual, *, language: str) -> str:
    """Return the first words in `language`: kept with a saved text, read from a working copy."""
    return text.excerpt_in(language) if isinstance(text, Revision) else lead(text.body_in(language))


def _in_title(text: Bilingual, typed: str) -> bool:
    titles = normalise(f"{text.title_en} {text.title_zh}")
    return any(word in titles for word in normalise(typed).split())
