"""Turn an editor's Markdown into HTML that is safe to show. `render` is the only door."""

import re
from collections.abc import Sequence
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}}
CLASSES = {"div": {"table-scroll"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_TOP, _DEEPEST = 2, 4  # the page's title is the h1
_BREAKS = {"softbreak", "hardbreak"}
_SPACES = re.compile(r"\s+")

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])


def render(markdown: str) -> SafeString:
    """Return the HTML of `markdown`: no raw HTML, no images, links to http(s), mail, telephone and this site only.

    Headings start at h2 and skip no level, whatever the editor's begin with.
    """
    tokens = _markdown.parse(markdown)
    _settle_headings(tokens)
    html = _markdown.renderer.render(_in_frames(tokens), _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )
    return mark_safe(clean)  # noqa: S308  nh3 has just cleaned it


def plain(markdown: str) -> str:
    """Return the words of `markdown` without its marks, in one line, for snippets. Not HTML: escape as usual."""
    words = [
        child.content if child.type in ("text", "code_inline") else " " if child.type in _BREAKS else ""
        for token in _markdown.parse(markdown)
        if token.type == "inline"
        for child in [*(token.children or []), Token("softbreak", "br", 0)]
    ]
    return _SPACES.sub(" ", "".join(words)).strip()


def lead(markdown: str) -> str:
    """Return the words of the first paragraph, in one line; lists take them as kept with the revision."""
    tokens = _markdown.parse(markdown)
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and opening.level == 0:
            return plain(inline.content)
    return ""


def _settle_headings(tokens: Sequence[Token]) -> None:
    """Give the headings the levels 2, 3, 4 in the order of those used, none skipped on the way down."""
    last = _TOP - 1
    ranks: dict[str, int] = {}
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for rank, tag in enumerate(used):
        ranks[tag] = min(_TOP + rank, _DEEPEST)
    for token in tokens:
        if token.type == "heading_open":
            last = min(ranks[token.tag], last + 1)
            token.tag = f"h{last}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"


def _in_frames(tokens: Sequence[Token]) -> list[Token]:
    """Put each table into a frame that scrolls sideways on a phone, and say that its heads are of columns."""
    framed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            framed.append(Token("frame_open", "div", 1, attrs={"class": "table-scroll"}, block=True))
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("frame_close", "div", -1, block=True))
    return framed
