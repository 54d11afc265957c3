"""The first words of a page, kept with each saved text."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from etiquette import markdown
from etiquette.models import Revision


def test_the_list_parses_no_markdown_and_says_the_first_words(make_page, owner, browser, monkeypatch) -> None:
    make_page()
    excerpt = Revision.objects.get().excerpt_en
    assert excerpt

    def parsed(*_args: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(markdown._markdown, "parse", parsed)
    assert excerpt in browser(owner).get("/handbook/?lang=en").content.decode()


def test_texts_saved_before_get_theirs(make_page) -> None:
    make_page(body_zh="一" * 400)
    kept = Revision.objects.values_list("excerpt_en", "excerpt_zh").get()
    assert (len(kept[0]), len(kept[1])) == (len("Bow slowly."), 300)
    Revision.objects.update(excerpt_en="", excerpt_zh="")
    import_module("etiquette.migrations.0002_excerpts").fill(apps, connection.schema_editor())
    assert Revision.objects.values_list("excerpt_en", "excerpt_zh").get() == kept
