"""The pages that come with the product."""

import pytest

from etiquette.actions import standard_pages
from etiquette.actions.page import save_draft, unpublish
from etiquette.actions.standard_pages import load_standard_pages, read_standard_pages
from etiquette.markdown import render
from etiquette.models import Page

FACTS = {
    "giving-a-card": (
        "both hands",
        "face up",
        "clean",
        "rare character",
        "May I have your card",
        "双手",
        "正面朝上",
        "欠身",
    ),
    "receiving-a-card": (
        "thumb and forefinger",
        "lower corners",
        "Never write on it",
        "拇指和食指",
        "下方两角",
        "写字",
    ),
    "handshake": (
        "Seven tenths",
        "three seconds",
        "five the ceiling",
        "sunglasses",
        "diplomatic",
        "虎口",
        "七分",
        "墨镜",
    ),
    "telephone": ("second ring", "Company first", "Hang up after", "One moment", "第二声", "对方先挂", "请您稍等"),
}


@pytest.mark.parametrize("page", read_standard_pages(), ids=lambda page: page.slug)
def test_each_page_is_whole_in_both_languages(page) -> None:
    assert all(page.text.values())
    for body in (page.text["body_en"], page.text["body_zh"]):
        html = render(body)
        assert "**" not in html  # every mark was understood, beside Chinese punctuation too
        assert "<h2>" in html
    assert page.text["body_en"].count("\n| ") == page.text["body_zh"].count("\n| ")
    assert page.text["body_en"].count("\n## ") == page.text["body_zh"].count("\n## ")


def test_the_pages_hold_the_facts_of_their_domain_items() -> None:
    texts = {page.slug: " ".join(page.text.values()) for page in read_standard_pages()}
    for slug, facts in FACTS.items():
        assert [fact for fact in facts if fact not in texts[slug]] == []


def test_loading_twice_makes_the_pages_once(db, now) -> None:
    made, renewed = load_standard_pages(now=now)
    assert (made, renewed) == (len(read_standard_pages()), 0)
    assert Page.objects.published().count() == made
    assert load_standard_pages(now=now) == (0, 0)


def test_a_page_an_editor_touched_is_left_alone(editor, now, monkeypatch) -> None:
    load_standard_pages(now=now)
    page = Page.objects.get(slug="handshake")
    save_draft(page=page, version=page.version, text={**page.text, "title_en": "Hands"}, by=editor, now=now)
    taken = Page.objects.get(slug="telephone")
    unpublish(page=taken, version=taken.version, by=editor, now=now)
    later = [
        standard_pages.StandardPage(p.slug, p.occasion, p.position, {**p.text, "body_en": "New in this release."})
        for p in read_standard_pages()
    ]
    monkeypatch.setattr(standard_pages, "read_standard_pages", lambda: later)
    made, renewed = load_standard_pages(now=now)
    assert (made, renewed) == (0, len(later) - 1)
    assert Page.objects.get(slug="handshake").title_en == "Hands"
    assert "New in" in Page.objects.get(slug="giving-a-card").shown.body_en
    assert not Page.objects.get(slug="telephone").is_published


@pytest.mark.parametrize(
    ("text", "message"),
    [("no head", "head"), ("---\ntitle: x\n---\nb", "no occasion"), ("---\ntitle: x\noccasion: y\n---\nb", "unknown")],
)
def test_a_broken_file_is_named(tmp_path, text, message) -> None:
    (tmp_path / "x.en.md").write_text(text, encoding="utf-8")
    (tmp_path / "x.zh-hans.md").write_text("---\ntitle: x\noccasion: other\n---\nb", encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        read_standard_pages(tmp_path)
    assert "x.en.md" in str(error.value)
