"""Saving, publishing, taking back, restoring: on the real database."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core.models import StaleVersion
from etiquette.actions.page import (
    NotReadyError,
    create_page,
    publish,
    restore_revision,
    save_draft,
    show_revision,
    unpublish,
)
from etiquette.models import Page, Revision


def test_a_new_page_is_a_draft_with_its_first_revision(make_page, editor) -> None:
    page = make_page(published=False)
    assert not page.is_published
    assert page.has_newer_draft
    revision = page.revisions.get()
    assert (revision.number, revision.author, revision.text) == (1, editor, page.text)


def test_readers_keep_the_published_text_while_the_draft_goes_on(make_page, editor, now) -> None:
    page = make_page()
    save_draft(page=page, version=page.version, text={**page.text, "body_en": "Bow low."}, by=editor, now=now)
    page = Page.objects.get(pk=page.pk)
    assert page.body_en == "Bow low."
    assert page.shown.body_en == "Bow slowly."
    assert page.has_newer_draft
    publish(page=page, version=page.version, by=editor, now=now)
    page = Page.objects.get(pk=page.pk)
    assert page.shown.body_en == "Bow low."
    assert not page.has_newer_draft
    assert (page.published.published_at, page.published.published_by) == (now, editor)


def test_each_save_is_kept_and_the_same_text_is_not(make_page, editor, now) -> None:
    page = make_page()
    page = save_draft(page=page, version=page.version, text=page.text, by=editor, now=now, position=3)
    assert page.revisions.count() == 1
    save_draft(
        page=page, version=page.version, text={**page.text, "title_en": "Bow"}, by=editor, now=now, note="short"
    )
    assert list(page.revisions.values_list("number", "title_en", "note")) == [(2, "Bow", "short"), (1, "Bowing", "")]


@pytest.mark.parametrize("act", ["save", "publish", "unpublish", "restore", "undo"])
def test_a_stale_version_is_refused_and_writes_nothing(make_page, editor, now, act) -> None:
    page = make_page()
    old = page.version
    save_draft(page=page, version=old, text={**page.text, "body_en": "Theirs."}, by=editor, now=now)
    mine = Page.objects.get(pk=page.pk)
    before = (mine.version, mine.text, mine.published_id, mine.revisions.count())
    acts = {
        "save": lambda: save_draft(page=mine, version=old, text={**mine.text, "body_en": "Mine."}, by=editor, now=now),
        "publish": lambda: publish(page=mine, version=old, by=editor, now=now),
        "unpublish": lambda: unpublish(page=mine, version=old, by=editor, now=now),
        "restore": lambda: restore_revision(
            page=mine, revision=mine.revisions.get(number=1), version=old, by=editor, now=now
        ),
        "undo": lambda: show_revision(page=mine, number=1, version=old, by=editor, now=now),
    }
    with pytest.raises(StaleVersion) as clash:
        acts[act]()
    assert clash.value.current.body_en == "Theirs."
    kept = Page.objects.get(pk=page.pk)
    assert (kept.version, kept.text, kept.published_id, kept.revisions.count()) == before


def test_restoring_makes_a_new_revision_and_publishes_nothing(make_page, editor, now) -> None:
    page = make_page()
    page = save_draft(page=page, version=page.version, text={**page.text, "body_en": "Bow low."}, by=editor, now=now)
    page = publish(page=page, version=page.version, by=editor, now=now)
    first = page.revisions.get(number=1)
    page = restore_revision(page=page, revision=first, version=page.version, by=editor, now=now)
    page = Page.objects.get(pk=page.pk)
    assert page.body_en == "Bow slowly."
    assert page.shown.body_en == "Bow low."
    assert page.revisions.count() == page.latest_number == 3


def test_another_pages_revision_is_not_restored(make_page, editor, now) -> None:
    page, other = make_page(), make_page("nodding")
    with pytest.raises(ValueError, match="another page"):
        restore_revision(page=page, revision=other.revisions.get(), version=page.version, by=editor, now=now)


def test_undoing_a_taking_back_shows_the_old_text_and_not_the_draft(make_page, editor, now) -> None:
    page = make_page()
    page = save_draft(page=page, version=page.version, text={**page.text, "body_en": "Half"}, by=editor, now=now)
    page = unpublish(page=page, version=page.version, by=editor, now=now)
    assert not Page.objects.get(pk=page.pk).is_published
    page = show_revision(page=page, number=1, version=page.version, by=editor, now=now)
    assert Page.objects.get(pk=page.pk).shown.body_en == "Bow slowly."


def test_a_page_without_a_whole_text_is_not_published(make_page, editor, now) -> None:
    page = make_page(published=False, title_zh="", body_en="")
    with pytest.raises(NotReadyError):
        publish(page=page, version=page.version, by=editor, now=now)


@pytest.mark.parametrize("change", [{"body_en": "forged"}, {"number": 9}, {"note": "forged"}, {"author": None}])
def test_the_database_keeps_a_revision_as_it_was_saved(make_page, change) -> None:
    page = make_page()
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(page=page).update(**change)


@pytest.mark.parametrize(
    "change",
    [{"occasion": "dance"}, {"slug": "new"}, {"title_en": "", "title_zh": ""}, {"published_at": None}],
)
def test_the_database_refuses_a_broken_page(make_page, change) -> None:
    page = make_page()
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(**change)


def test_an_address_is_given_once(make_page, editor, now) -> None:
    page = make_page()
    with pytest.raises(IntegrityError), transaction.atomic():
        create_page(slug=page.slug, occasion="other", position=1, text=page.text, by=editor, now=now)


def test_every_change_of_a_page_is_in_its_history(make_page, editor, now) -> None:
    page = make_page()
    unpublish(page=page, version=page.version, by=editor, now=now)
    assert page.events.count() == 3
