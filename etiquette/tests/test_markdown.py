"""What comes out of `render` is safe whatever goes in."""

import random
from html.parser import HTMLParser

import pytest

from etiquette.markdown import ATTRIBUTES, SCHEMES, TAGS, lead, plain, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import '//evil.example'</style>",
    "<a href='javascript:alert(1)' onclick=alert(1) style='position:fixed'>x</a>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)></style></mglyph></math>",
    "<noscript><p title='</noscript><img src onerror=alert(1)>'>",
    "<form action=//evil.example><input name=q autofocus onfocus=alert(1)></form>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](\x01javascript:alert(1))",
    "[x](intent://scan/#Intent;scheme=evil;end)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](/a "t\' onmouseover=alert(1) x=")',
    '![x](x" onerror="alert(1))',
    "![x](http://evil.example/track.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "```html onmouseover=alert(1)\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <script> | onerror |\n|:-:|--:|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |",
    "# <img src=x onerror=alert(1)>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p class='hb-gone' id='main' hx-get='/accounts/logout/' data-autosubmit>x</p>",
    "<div class='table-scroll' hx-post='/handbook/x/unpublish/' hx-trigger='load'>x</div>",
    "{{ request.user }}{% load x %}{{ x|safe }}",
    "<template><script>alert(1)</script></template>",
    '<a href="https://ok.example" target=_blank rel=opener>x</a>',
    "\u202e<script>alert(1)</script>",
]


class Watch(HTMLParser):
    """Collects what a browser would see and complains of anything that is not on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        if tag in {"h2", "h3", "h4"}:
            self.headings.append(tag)
        for name, value in attrs:
            if (tag, name) == ("a", "rel"):
                assert "noopener" in (value or "")
            elif (tag, name) == ("div", "class"):
                assert value == "table-scroll"
            elif (tag, name) == ("a", "href"):
                scheme, colon, _ = (value or "").partition(":")
                assert not colon or "/" in scheme or scheme.lower() in SCHEMES, value
            elif name not in {"title", "lang"}:
                assert name in ATTRIBUTES.get(tag, set()), (tag, name)


def seen(html: str) -> Watch:
    watch = Watch()
    watch.feed(html)
    watch.close()
    return watch


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_input_gives_listed_html_only(source: str) -> None:
    seen(render(source))


def test_hostile_pieces_in_any_order_give_listed_html_only() -> None:
    rng = random.Random(20261123)
    glue = [
        "",
        "\n",
        "\n\n",
        " ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "**",
        "[",
        "](",
        "<",
        ">",
        "`",
        "|",
        "\n|---|\n",
        "\\",
        "#",
    ]
    for _ in range(1500):
        pieces = [rng.choice(HOSTILE)[rng.randrange(5) : rng.randrange(6, 90)] for _ in range(rng.randrange(1, 5))]
        seen(render("".join(piece + rng.choice(glue) for piece in pieces)))


@pytest.mark.parametrize("link", ["https://a.example/x", "/handbook/", "mailto:a@b.example", "tel:+861380000"])
def test_honest_links_stay(link: str) -> None:
    html = render(f"[x]({link})")
    assert f'href="{link}"' in html
    assert 'rel="noopener noreferrer"' in html


def test_headings_start_at_h2_and_skip_nothing() -> None:
    assert seen(render("### a\n\n# b\n\n##### c\n\n# d")).headings == ["h2", "h2", "h3", "h2"]
    assert seen(render("# a\n\n###### b\n\n## c\n\n### d\n\n#### e")).headings == ["h2", "h3", "h3", "h4", "h4"]


def test_tables_scroll_and_their_heads_are_of_columns() -> None:
    html = render("| a | b |\n|--:|---|\n| 1 | 2 |")
    assert '<div class="table-scroll">' in html
    assert html.count('<th scope="col">') == 2
    assert "style" not in html


def test_lists_keep_the_number_they_begin_with() -> None:
    assert '<ol start="5">' in render("5. five\n6. six")


def test_plain_words_for_snippets() -> None:
    source = "# 标题\n\n要**看场合**：接待\n第二行 [x](/a) `c`\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert plain(source) == "标题 要看场合：接待 第二行 x c a b 1 2"
    assert lead(source) == "要看场合：接待 第二行 x c"
    assert lead("- only\n- a list") == ""
