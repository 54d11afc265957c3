"""Reading and keeping the handbook through its pages."""

import pytest
from django.utils import translation

from core.ids import uuid7
from etiquette.actions.page import save_draft
from etiquette.models import Page
from etiquette.search import find_pages

FULL_WIDTH = "".join(chr(ord(letter) + 0xFEE0) for letter in "BOW")

# What the form of a new page sends.
NEW = {"slug": "fresh", "occasion": "meeting", "position": "9", "title_en": "T", "body_en": "Kept words",
       "title_zh": "", "body_zh": "", "note": "", "act": "save", "new_id": uuid7()}  # fmt: skip


def fields(page: Page, **changes: object) -> dict[str, object]:
    """What the edit form of `page` sends."""
    return {**page.text, "occasion": page.occasion, "position": page.position, "version": page.version, "note": "",
            "act": "save", **changes}  # fmt: skip


@pytest.mark.parametrize("typed", ["鞠", "腰", "鞠躬", "缓缓弯", "bow", "Slow", FULL_WIDTH, "躬 bow"])
def test_search_by_a_character_or_the_start_of_a_word(make_page, owner, browser, typed) -> None:
    make_page()
    make_page("other", title_en="Elsewhere", title_zh="别处", body_en="Nothing.", body_zh="没有。")
    body = browser(owner).get("/handbook/", {"q": typed}).content.decode()
    assert "/handbook/bowing/" in body
    assert "/handbook/other/" not in body


@pytest.mark.parametrize("typed", ["躬鞠", "缓弯缓", "lowly", "|", "' OR 1=1", "%", "\x00", "&!"])
def test_search_finds_nothing_quietly(make_page, owner, browser, typed) -> None:
    make_page()
    answer = browser(owner).get("/handbook/", {"q": typed})
    assert answer.status_code == 200
    assert "/handbook/bowing/" not in answer.content.decode()


def test_an_editors_search_takes_out_what_the_database_cannot_hold(make_page, editor, browser) -> None:
    make_page()
    answer = browser(editor).get("/handbook/", {"q": "bow\x00"})
    assert answer.status_code == 200
    assert "/handbook/bowing/" in answer.content.decode()


def test_the_list_is_narrowed_by_occasion(make_page, owner, browser) -> None:
    make_page("one", occasion="card")
    make_page("two", occasion="car")
    body = browser(owner).get("/handbook/", {"occasion": "car"}).content.decode()
    assert "/handbook/two/" in body
    assert "/handbook/one/" not in body
    assert browser(owner).get("/handbook/", {"occasion": "nonsense"}).status_code == 200


def test_a_page_in_the_readers_language_and_in_the_other(make_page, owner, browser) -> None:
    make_page()
    client = browser(owner)
    assert "Bow slowly." in client.get("/handbook/bowing/").content.decode()
    other = client.get("/handbook/bowing/?lang=zh-hans").content.decode()
    assert "缓缓弯腰。" in other
    assert 'href="?lang=en"' in other
    owner.language = "zh-hans"
    owner.save()
    assert "缓缓弯腰。" in client.get("/handbook/bowing/").content.decode()


def test_a_page_in_one_language_says_what_is_missing(make_page, owner, browser) -> None:
    make_page(title_en="", body_en="")
    body = browser(owner).get("/handbook/bowing/").content.decode()
    assert "缓缓弯腰。" in body
    assert "This page is not written in English yet." in body


@pytest.mark.parametrize(
    ("situation", "slugs"),
    [("first_meeting", {"card", "hands"}), ("phone", {"phone"}), ("banquet", {"feast"}), ("tea", set())],
)
def test_suggestions_for_a_visit(make_page, owner, browser, situation, slugs) -> None:
    for slug, occasion in (("card", "card"), ("hands", "handshake"), ("phone", "telephone"), ("feast", "banquet")):
        make_page(slug, occasion=occasion)
    body = browser(owner).get("/handbook/suggest/", {"for": situation}).content.decode()
    assert {slug for slug in ("card", "hands", "phone", "feast") if f"/handbook/{slug}/" in body} == slugs
    assert "<html" not in body
    assert bool(body.strip()) == bool(slugs)


def test_find_pages_for_the_search_page(make_page, owner) -> None:
    make_page("body-only", title_en="Sitting", title_zh="坐姿", body_en="After a handshake, sit.")
    make_page("hands", title_en="Handshake", title_zh="握手", body_en="Right **hand**, three seconds.")
    with translation.override("en"):
        found = find_pages(owner, "handsh", limit=5)
    assert [hit.url for hit in found] == ["/handbook/hands/", "/handbook/body-only/"]
    assert found[0].title == "Handshake"
    assert "handshake" in found[1].snippet
    assert "*" not in found[0].snippet
    assert len(find_pages(owner, "handsh", limit=1)) == 1
    assert find_pages(owner, "") == []


def count_queries(client, address, django_assert_max_num_queries) -> int:
    with django_assert_max_num_queries(20) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["owner", "editor"])
@pytest.mark.parametrize(
    "address",
    [
        "/handbook/",
        "/handbook/?q=bow",
        "/handbook/suggest/?for=phone",
        "/handbook/page-0/",
        "/handbook/page-0/revisions/",
    ],
)
def test_lists_cost_the_same_with_one_row_and_with_three(
    make_page, people, editor, now, browser, who, address, django_assert_max_num_queries
) -> None:
    if who == "owner" and "revisions" in address:
        return
    page = make_page("page-0", occasion="telephone")
    client = browser(people[who])
    client.get(address)
    # A page with a neighbour, so that "goes with it" has one row too.
    make_page("page-1", occasion="telephone")
    one = count_queries(client, address, django_assert_max_num_queries)
    for n in (2, 3):
        make_page(f"page-{n}", occasion="telephone")
        page = save_draft(page=page, version=page.version, text={**page.text, "body_en": str(n)}, by=editor, now=now)
    assert count_queries(client, address, django_assert_max_num_queries) == one


def test_an_editor_writes_previews_saves_and_publishes(people, editor, browser) -> None:
    client = browser(editor)
    draft = {**NEW, "slug": "Tea", "title_en": "Tea", "body_en": "## Pour\n\nBoth hands."}
    preview = client.post("/handbook/preview/?language=en", draft).content.decode()
    assert "<h2>Pour</h2>" in preview
    answer = client.post("/handbook/new/", draft)
    assert answer.status_code == 302
    page = Page.objects.get()
    assert (page.slug, page.is_published, page.revisions.get().author) == ("tea", False, editor)
    client.post("/handbook/tea/edit/", fields(page, body_en="## Pour\r\n\r\nBoth hands, slowly.", act="publish"))
    page = Page.objects.get()
    assert page.shown.body_en == "## Pour\n\nBoth hands, slowly."
    shown = browser(people["outsider"]).get("/handbook/tea/").content.decode()
    assert "Both hands, slowly." in shown
    assert "<h2>Pour</h2>" in shown


def test_saving_unchanged_keeps_no_revision(make_page, editor, browser) -> None:
    page = make_page(body_en="One.\n\nTwo.")
    browser(editor).post("/handbook/bowing/edit/", fields(page, body_en="One.\r\n\r\nTwo.\r\n"))
    assert page.revisions.count() == 1


def test_the_preview_is_what_the_page_will_be(make_page, editor, browser) -> None:
    source = "# A\n\n- **b**\n\n| c | d |\n|---|---|\n| <script>x</script> | [e](javascript:f) |"
    make_page(body_en=source)
    client = browser(editor)
    article = (
        client.get("/handbook/bowing/").content.decode().split("<article")[1].split(">", 1)[1].split("</article>")[0]
    )
    preview = client.post("/handbook/preview/?language=en", {"body_en": source}).content.decode()
    assert article.strip() in preview
    assert "<script" not in article


def test_a_clash_shows_both_texts_and_loses_neither(make_page, editor, people, browser, now) -> None:
    page = make_page()
    mine = fields(page, body_en="Mine.", title_zh="我的", note="mine too", position="7")
    theirs = {**page.text, "body_en": "Theirs.", "body_zh": "他们的。"}
    save_draft(page=page, version=page.version, text=theirs, by=editor, now=now)
    answer = browser(editor).post("/handbook/bowing/edit/", mine)
    assert answer.status_code == 409
    body = answer.content.decode()
    for words in ("Mine.", "Theirs.", "我的", "他们的。", "mine too"):
        assert words in body
    kept = Page.objects.get()
    assert kept.text == theirs
    assert f'name="version" value="{kept.version}"' in body
    # What the conflict page sends on goes through, and their text stays among the revisions.
    again = browser(editor).post("/handbook/bowing/edit/", {**mine, "version": kept.version})
    assert again.status_code == 302
    assert Page.objects.get().body_en == "Mine."
    assert kept.revisions.filter(body_en="Theirs.").exists()


@pytest.mark.parametrize("address", ["publish/", "unpublish/", "revisions/1/restore/", "undo/1/0/"])
def test_a_button_pressed_on_an_old_page_does_nothing(make_page, editor, browser, address) -> None:
    page = make_page()
    answer = browser(editor).post(f"/handbook/bowing/{address}", {"version": 1})
    assert answer.status_code == 409
    assert Page.objects.get().version == page.version


def test_taking_back_and_publishing_can_be_undone(make_page, editor, owner, browser) -> None:
    page = make_page()
    client, reader = browser(editor), browser(owner)
    taken = client.post("/handbook/bowing/unpublish/", {"version": page.version}, follow=True)
    assert reader.get("/handbook/bowing/").status_code == 404
    undo = taken.content.decode().split('action="/handbook/bowing/undo/')[1].split('"')[0]
    client.post(f"/handbook/bowing/undo/{undo}")
    assert reader.get("/handbook/bowing/").status_code == 200
    page.refresh_from_db()
    client.post("/handbook/bowing/edit/", fields(page, body_en="Too early.", act="publish"))
    page.refresh_from_db()
    published = client.get("/handbook/bowing/").content.decode()
    assert "Too early." in reader.get("/handbook/bowing/").content.decode()
    undo = published.split('action="/handbook/bowing/undo/')[1].split('"')[0]
    client.post(f"/handbook/bowing/undo/{undo}")
    assert "Bow slowly." in reader.get("/handbook/bowing/").content.decode()
    assert Page.objects.get().body_en == "Too early."


def test_comparing_and_restoring(make_page, editor, browser, now) -> None:
    page = make_page(body_en="One.\n\nTwo.")
    save_draft(page=page, version=page.version, text={**page.text, "body_en": "One.\n\n2."}, by=editor, now=now)
    client = browser(editor)
    shown = client.get("/handbook/bowing/revisions/1/").content.decode()
    assert "Two.</del>" in shown
    assert "2.</ins>" in shown
    page = Page.objects.get()
    client.post("/handbook/bowing/revisions/1/restore/", {"version": page.version})
    page = Page.objects.get()
    assert page.body_en == "One.\n\nTwo."
    assert page.latest_number == 3
    assert "Revision 1 restored" in client.get("/handbook/bowing/revisions/").content.decode()


@pytest.mark.parametrize("address", ["revisions/9/", "revisions/9/restore/", "undo/2/9/"])
def test_what_is_not_there_is_404(make_page, editor, browser, address) -> None:
    page = make_page()
    client = browser(editor)
    act = client.post if "restore" in address or "undo" in address else client.get
    assert act(f"/handbook/bowing/{address}", {"version": page.version}).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title_en": "", "title_zh": ""}, "Give a title in one of the two languages."),
        ({"body_en": "", "body_zh": "", "act": "publish"}, "To publish, one language needs both a title and a text."),
        ({"slug": "preview"}, "This address is taken by the handbook itself."),
        ({"slug": "bowing"}, "already exists"),
        ({"slug": "no spaces"}, "slug"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(make_page, editor, browser, change, words) -> None:
    make_page()
    form = {**NEW, **change}
    answer = browser(editor).post("/handbook/new/", form)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert words in body
    assert form["body_en"] in body
    assert Page.objects.count() == 1
