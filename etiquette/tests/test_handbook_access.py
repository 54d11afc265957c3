"""Who reaches which address, and that a draft leaks through none of them."""

import pytest
from django.urls import reverse

from etiquette.actions.page import save_draft
from etiquette.search import find_pages
from etiquette.tests.conftest import PEOPLE, READERS

SECRET = "Zanzibar"
READING = [("handbook", ()), ("handbook-page", ("bowing",)), ("handbook-suggest", ())]
EDITING = [
    ("handbook-new", ()),
    ("handbook-edit", ("bowing",)),
    ("handbook-revisions", ("bowing",)),
    ("handbook-revision", ("bowing", 1)),
]
POSTING = [
    ("handbook-preview", ()),
    ("handbook-publish", ("bowing",)),
    ("handbook-unpublish", ("bowing",)),
    ("handbook-undo", ("bowing", 1, 0)),
    ("handbook-restore", ("bowing", 1)),
]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "args"), READING)
def test_everyone_signed_in_reads(make_page, people, browser, person, name, args) -> None:
    make_page()
    assert browser(people[person]).get(reverse(name, args=args)).status_code == 200


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "args"), EDITING)
def test_editing_exists_for_editors_only(make_page, people, browser, person, name, args) -> None:
    make_page()
    expected = 200 if person == "editor" else 404
    assert browser(people[person]).get(reverse(name, args=args)).status_code == expected


@pytest.mark.parametrize("person", READERS)
@pytest.mark.parametrize(("name", "args"), [*POSTING, *EDITING])
def test_others_change_nothing(make_page, people, browser, person, name, args) -> None:
    page = make_page()
    answer = browser(people[person]).post(reverse(name, args=args), {"version": page.version, "body_en": "x"})
    assert answer.status_code == 404
    page.refresh_from_db()
    assert (page.version, page.is_published) == (2, True)


@pytest.mark.parametrize(("name", "args"), [*READING, *EDITING, *POSTING])
def test_nobody_is_sent_to_sign_in(make_page, client, name, args) -> None:
    make_page()
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


@pytest.mark.parametrize("name", ["handbook-publish", "handbook-unpublish"])
def test_acts_are_posts(make_page, editor, browser, name) -> None:
    make_page()
    assert browser(editor).get(reverse(name, args=["bowing"])).status_code == 405


@pytest.mark.parametrize("person", READERS)
def test_a_draft_leaks_nowhere(make_page, people, browser, editor, now, person) -> None:
    make_page("hidden", published=False, occasion="card", title_en=SECRET, body_en=f"# {SECRET}")
    page = make_page("shown", occasion="card")
    draft = {**page.text, "title_en": SECRET, "body_en": SECRET, "body_zh": SECRET}
    save_draft(page=page, version=page.version, text=draft, by=editor, now=now)
    client, user = browser(people[person]), people[person]
    for address in (
        "/handbook/", f"/handbook/?q={SECRET}", "/handbook/?occasion=card", "/handbook/suggest/?for=first_meeting",
        "/handbook/shown/", "/handbook/shown/?draft=1", "/handbook/shown/?lang=zh-hans&draft=1",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200
        body = answer.content.decode().replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
        assert SECRET not in body, address
        assert "hidden" not in [part.strip("/") for part in body.split('href="/handbook/')[1:]]
    missing, hidden = client.get("/handbook/never/"), client.get("/handbook/hidden/")
    assert missing.status_code == hidden.status_code == 404
    for address in ("/handbook/shown/revisions/", "/handbook/shown/revisions/2/", "/handbook/hidden/edit/"):
        assert client.get(address).status_code == 404
    assert find_pages(user, SECRET) == []


def test_a_person_switched_off_sees_nothing(make_page, owner) -> None:
    page = make_page()
    owner.is_active = False
    assert not type(page).objects.visible_to(owner).exists()


def test_editors_see_drafts_and_say_so(make_page, editor, browser) -> None:
    make_page("hidden", published=False, title_en=SECRET)
    client = browser(editor)
    for address in ("/handbook/", f"/handbook/?q={SECRET[:4].lower()}", "/handbook/hidden/"):
        body = client.get(address).content.decode()
        assert SECRET in body
        assert "Draft" in body
