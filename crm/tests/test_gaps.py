"""The flow that fills a file's gaps: asked, answered, skipped, taken back (H2)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    DepartmentFactory,
    IndustryFactory,
    InstalledProductFactory,
    PersonFactory,
)
from crm.gaps import standing_now
from crm.models import Client, ClientShare, ContactWay, DepartmentFunction, GapMark, InstalledProduct, Person
from crm.questions import questions_for
from crm.views.gaps import ROUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(manager):
    return ClientFactory(
        owner=manager, tier="A", industry=IndustryFactory(), headcount="20", business="x", phone="1", address="y",
        rivals_answer="none", rivals_asked_on=timezone.localdate(),
    )  # fmt: skip


def ask(browser, client, first=""):
    return browser.get(reverse("client-gaps", args=[client.pk]), {"first": first} if first else {})


def answer(browser, page, **given):
    """Send the page's form with an answer."""
    question = page.context["question"]
    form = page.context["form"]
    sent = {"question": question.mark, "object": question.row.pk}
    for name in ("version", "new_id"):
        if name in form.fields:
            sent[name] = form[name].value()
    return browser.post(page.context["send_to"], {**sent, **given})


def undo_of(browser, page):
    return re.search(r'action="([^"]+/undo/\?version=\d+)"', page.content.decode())[1]


CASES = {
    "tier": (Client, "tier", {"tier": "A"}, "A", ""),
    "size": (Client, "headcount", {"headcount": "500"}, "500", ""),
    "function": (None, "function", {"function": "purchasing"}, "purchasing", "other"),
    "level": (Person, "level", {"level": "top"}, "top", ""),
    "product_end": (InstalledProduct, "contract_end", {"contract_end": "2027-12-31"}, dt.date(2027, 12, 31), None),
    "satisfaction": (InstalledProduct, "satisfaction", {"satisfaction": "2"}, 2, None),
}


@pytest.mark.parametrize("kind", CASES)
def test_an_answer_is_kept_by_its_nouns_action_and_taken_back(as_, manager, mine, kind):
    _model, field, sent, kept, empty = CASES[kind]
    if kind in ("tier", "size"):
        row = mine
        Client.objects.update(**{field: ""})
    else:
        row = {
            "function": lambda: DepartmentFactory(client=mine, function=DepartmentFunction.OTHER),
            "level": lambda: PersonFactory(client=mine, level=""),
            "product_end": lambda: InstalledProductFactory(client=mine),
            "satisfaction": lambda: InstalledProductFactory(client=mine),
        }[kind]()
    browser = as_(manager)
    page = ask(browser, mine, kind)
    assert (page.context["question"].kind, page.context["question"].row.pk) == (kind, row.pk)
    done = answer(browser, page, **sent)
    assert done.status_code == 302
    assert "told=1" in done.url
    row.refresh_from_db()
    assert (getattr(row, field), row.version) == (kept, 2)
    browser.post(undo_of(browser, browser.get(done.url)))
    row.refresh_from_db()
    assert getattr(row, field) == empty


def test_the_end_of_a_year_is_one_tap_under_its_own_name(as_, manager, mine):
    InstalledProductFactory(client=mine)
    page = ask(as_(manager), mine, "product_end")
    year = timezone.localdate().year
    text = page.content.decode()
    assert re.search(rf'value="{year}-12-31"[^>]*>Year end<', text)
    assert re.search(rf'value="{year + 2}-12-31"[^>]*>End of {year + 2}<', text)


def test_who_uses_it_is_asked_where_departments_are_known(as_, manager, mine):
    row = InstalledProductFactory(client=mine)
    browser = as_(manager)
    assert ask(browser, mine, "used_by").context["question"].kind != "used_by"
    using = DepartmentFactory(client=mine)
    other = DepartmentFactory(client=ClientFactory(owner=manager))
    page = ask(browser, mine, "used_by")
    assert answer(browser, page, department=other.pk).status_code == 422
    answer(browser, page, department=using.pk)
    row.refresh_from_db()
    assert row.department == using


def test_a_decider_without_a_way_gets_one_and_of_several_the_best_is_marked(as_, manager, mine):
    head = PersonFactory(client=mine, level="top")
    browser = as_(manager)
    page = ask(browser, mine, "decider_way")
    wrong = answer(browser, page, channel="email", value="nothing")
    assert wrong.status_code == 422
    assert "nothing" in wrong.content.decode()
    sent = {"channel": "mobile", "value": "13800138000", "new_id": uuid7()}
    for _twice in range(2):
        done = answer(browser, page, **sent)
    way = ContactWay.objects.get()
    assert (way.person, way.is_preferred) == (head, True)
    browser.post(undo_of(browser, browser.get(done.url)))
    assert ContactWay.objects.there().count() == 0

    other = PersonFactory(client=mine, ways={"mobile": "13800138001", "email": "a@example.com"})
    page = ask(browser, mine, "preferred")
    best = other.ways.get(channel="email")
    answer(browser, page, way=f"{best.pk}:1")
    best.refresh_from_db()
    assert best.is_preferred


def test_somebody_elses_answer_meanwhile_is_shown_and_not_overwritten(as_, manager, mine):
    row = InstalledProductFactory(client=mine)
    browser = as_(manager)
    page = ask(browser, mine, "satisfaction")
    InstalledProduct.objects.update(satisfaction=5, version=2)
    clash = answer(browser, page, satisfaction="1")
    assert clash.status_code == 409
    row.refresh_from_db()
    assert row.satisfaction == 5
    assert clash.context["form"].clashes[0].theirs in clash.content.decode()
    assert answer(browser, clash, version=2, satisfaction="1").status_code == 302


def test_a_question_keeps_its_number_when_its_answer_was_refused(as_, manager, mine):
    InstalledProductFactory(client=mine, satisfaction=3)
    browser = as_(manager)
    page = ask(browser, mine, "product_end")
    refused = answer(browser, page, contract_end="some day")
    assert refused.status_code == 422
    assert refused.context["total"] == page.context["total"] < ROUND


def test_a_skip_is_asked_again_later_and_nothing_else_is_written(as_, manager, mine):
    row = InstalledProductFactory(client=mine, satisfaction=3)
    browser = as_(manager)
    page = ask(browser, mine, "product_end")
    undo = undo_of(browser, browser.get(answer(browser, page, skip="1").url))
    mark = GapMark.objects.get()
    assert (mark.kind, mark.object_id, mark.asked_by) == ("product_end", row.pk, manager)
    kinds = [one for one in (ask(browser, mine, "product_end").context.get("question"),) if one]
    assert all((one.kind, one.row.pk) != ("product_end", row.pk) for one in kinds)
    GapMark.objects.update(back_on=timezone.localdate())
    assert ask(browser, mine, "product_end").context["question"].kind == "product_end"
    GapMark.objects.update(back_on=timezone.localdate() + dt.timedelta(days=9))
    browser.post(undo)
    assert not GapMark.objects.exists()


def test_they_would_not_say_is_an_answer_that_is_asked_again_later(as_, manager, mine):
    Client.objects.update(rivals_answer="", rivals_asked_on=None)
    browser = as_(manager)
    done = answer(browser, ask(browser, mine, "rivals"), rivals="unknown")
    undo = undo_of(browser, browser.get(done.url))
    question = ask(browser, mine, "rivals").context.get("question")
    assert question is None or question.kind != "rivals"
    browser.post(undo)
    assert (Client.objects.get().rivals_answer, GapMark.objects.exists()) == ("", False)


def test_what_is_stale_is_found_right_with_one_tap(as_, manager, mine):
    old = timezone.now() - dt.timedelta(days=400)
    PersonFactory(client=mine, name="王建国", updated_at=old, level="top", ways={"mobile": "13800138000"})
    ContactWay.objects.update(updated_at=old)
    browser = as_(manager)
    page = ask(browser, mine, "stale:people")
    assert "王建国" in page.content.decode()
    answer(browser, page, right="yes")
    assert GapMark.objects.get().kind == "right:people"
    question = ask(browser, mine, "stale:people").context.get("question")
    assert question is None or question.mark != "stale:people"


def test_a_round_ends_with_what_it_brought(as_, manager, mine):
    Client.objects.update(tier="", headcount="", rivals_answer="", rivals_asked_on=None)
    browser, page, seen = as_(manager), None, 0
    page = ask(browser, mine)
    began = page.context["file"].score
    assert began > 0, "else a beginning that is lost would not show"
    while "question" in page.context:
        given = {"tier": {"tier": "C"}, "size": {"headcount": "20"}, "rivals": {"rivals": "none"}}
        done = answer(browser, page, **given.get(page.context["question"].kind, {"skip": "1"}))
        page, seen = browser.get(done.url), seen + 1
        assert seen <= ROUND
    assert page.context["round"].told == 3
    assert page.text.count(f'href="{reverse("client-detail", args=[mine.pk])}"') == 2, "above, and at the end"
    assert page.context["gained"] > 0
    assert f"From {began} to {page.context['file'].score}" in page.text
    assert Client.objects.get().rivals_answer == "none"


def test_a_question_for_another_clients_row_is_not_answered(as_, manager, stranger, mine):
    hidden = InstalledProductFactory(client=ClientFactory(owner=stranger))
    url = reverse("client-gaps", args=[mine.pk])
    sent = {"question": "satisfaction", "object": hidden.pk, "version": 1, "satisfaction": 1}
    assert as_(manager).post(url, sent).status_code == 404
    assert as_(manager).post(url, {**sent, "skip": 1}).status_code == 404
    undo = reverse("gap-undo", args=[mine.pk, "satisfaction", hidden.pk])
    assert as_(manager).post(f"{undo}?version=1").status_code == 404
    for nonsense in ("", "nothing", "stale", "stale:nothing", "stale:contact", "tier:x"):
        assert as_(manager).post(url, {"question": nonsense, "object": mine.pk}).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("shared", 200), ("lead", 200), ("admin", 200), ("stranger", 404)]
)
def test_who_may_fill_the_gaps(as_, manager, stranger, lead, admin, mine, who, status):
    people = {"manager": manager, "stranger": stranger, "lead": lead, "admin": admin, "shared": stranger}
    if who == "shared":
        ClientShare.objects.create(client=mine, user=stranger, shared_by=manager)
    InstalledProductFactory(client=mine)
    assert ask(as_(people[who]), mine).status_code == status


def test_many_rows_cost_as_many_queries_as_one(as_, manager, mine):
    browser, counted = as_(manager), []
    for number in (1, 2):
        for _n in range(number):
            InstalledProductFactory(client=mine, competitor=CompetitorFactory())
            PersonFactory(client=mine, level="")
            DepartmentFactory(client=mine, function=DepartmentFunction.OTHER)
        ask(browser, mine)
        with CaptureQueriesContext(connection) as queries:
            ask(browser, mine)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_gap_that_no_question_is_about_is_said_beside_the_questions(as_, manager, mine):
    browser = as_(manager)
    Client.objects.update(headcount="", business="", phone="", address="")
    page = ask(browser, mine, "size")
    elsewhere = {gap.text for gap in page.context["file"].elsewhere}
    assert {"their business not described", "no address"} <= elsewhere
    assert f"{len(elsewhere)} more gaps have pages of their own" in page.content.decode()
    assert "number of staff unknown" not in elsewhere


OLD = dt.timedelta(days=400)


def test_whether_a_section_is_right_is_asked_when_nothing_else_of_it_can_be(as_, manager, mine):
    old = timezone.now() - OLD
    row = InstalledProductFactory(client=mine, contract_end=old, satisfaction=3, updated_at=old)
    used_by = DepartmentFactory(client=mine, function=DepartmentFunction.USING)
    Client.objects.update(headcount="")
    browser = as_(manager)
    page = ask(browser, mine)
    # Who uses it brings less than the number of staff does, and with it that the section is fresh, which brings more.
    assert page.context["question"].kind == "used_by"
    assert "stale:installed" not in marks_of(mine)
    skipped = answer(browser, page, skip="1")
    assert "stale:installed" in marks_of(mine)
    browser.post(undo_of(browser, browser.get(skipped.url)))
    answer(browser, ask(browser, mine), department=used_by.pk)
    row.refresh_from_db()
    assert row.department == used_by
    assert marks_of(mine) == ["size"]


def test_who_finds_all_in_use_right_is_not_asked_of_the_rivals_products_among_it(as_, manager, mine):
    old = timezone.now() - OLD
    using = DepartmentFactory(client=mine, function=DepartmentFunction.USING)
    known = {"client": mine, "contract_end": old, "satisfaction": 3, "department": using, "updated_at": old}
    InstalledProductFactory(**known)
    InstalledProductFactory(**known, competitor=CompetitorFactory(name="邻家电讯"))
    browser = as_(manager)
    assert marks_of(mine) == ["stale:installed"]
    page = ask(browser, mine)
    assert "邻家电讯" in page.content.decode()
    done = answer(browser, page, right="yes")
    assert marks_of(mine) == []
    browser.post(undo_of(browser, browser.get(done.url)))
    assert marks_of(mine) == ["stale:installed"]
    answer(browser, page, skip="1")
    assert marks_of(mine) == ["stale:rivals"]
    assert ask(browser, mine, "stale:rivals").context["question"].mark == "stale:rivals"


def marks_of(client):
    client = Client.objects.get(pk=client.pk)
    asked = questions_for(client, standing_now(client), today=timezone.localdate())
    return [one.mark for one in asked]
