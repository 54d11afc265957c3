"""One act on many people at clients, as one by one and by few queries; its undo leaves what others changed since."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.actions.person import edit_person
from crm.actions.person_move import move_person
from crm.actions.person_part import edit_part
from crm.factories import ClientFactory, DepartmentFactory, PersonFactory
from crm.models import Acquaintance, BulkAct, PastPost, Person
from crm.models.tree import build_tree

pytestmark = pytest.mark.django_db
URL = reverse("people-bulk")
ACTS = (
    {"act": "level", "level": "top"},
    {"act": "know"},
    {"act": "leave", "on": "2026-03-02"},
    {"act": "leave", "on": "2026-03-02", "keep_seat": "on"},
)


@pytest.fixture
def mine(world):
    return ClientFactory(owner=world.manager)


@pytest.fixture
def people(mine):
    return [PersonFactory(client=mine, name=name, level="") for name in ("王建国", "李梅", "赵强")]


def send(browser, rows, act, query="", **others):
    data = {"act": act, "new_id": str(uuid7()), "row": [f"{row.pk}:{row.version}" for row in rows]}
    return browser.post(URL + query, {**data, **others}, follow=True)


def undo(browser, answer):
    address = unescape(re.search(r'action="(/clients/people/bulk/[^"]+/undo/[^"]*)"', answer.text)[1])
    return browser.post(address, follow=True)


def now_of(people):
    rows = Person.objects.in_bulk([one.pk for one in people])
    return [rows[one.pk] for one in people]


def test_a_level_is_set_for_many_and_put_back_but_for_who_was_changed_since(world, people, as_):
    Person.objects.filter(pk=people[0].pk).update(level="user")
    Person.objects.filter(pk=people[1].pk).update(level="top")
    browser = as_(world.manager)
    answer = send(browser, people, "level", level="top")
    assert {one.level for one in now_of(people)} == {"top"}
    assert "2 people have the level “Top”. No change for 1 more." in unescape(answer.text)
    assert [one.version for one in now_of(people)] == [2, 1, 2], "who had it is not touched"
    events = Person.pgh_event_model.objects.filter(pgh_obj_id=people[0].pk).order_by("-pgh_id")
    assert [event.level for event in events[:2]] == ["top", "user"], "each has a history of their own"
    changed = now_of(people)[2]
    edit_person(by=world.manager, person=changed, version=2, values={"position": "总监"})
    answer = undo(browser, answer)
    assert "1 person is as they were." in answer.text
    assert "Changed since, and left as it is: 赵强." in answer.text
    assert [(one.level, one.version) for one in now_of(people)] == [("user", 3), ("top", 1), ("top", 3)]


def test_a_department_is_offered_only_where_all_are_at_one_client(world, mine, people, as_):
    department, old = DepartmentFactory(client=mine, name="信息部"), DepartmentFactory(client=mine)
    elsewhere = PersonFactory(client=ClientFactory(owner=world.manager))
    foreign = DepartmentFactory(client=elsewhere.client)
    Person.objects.filter(pk=people[0].pk).update(department=old)
    browser = as_(world.manager)
    rows = [f"{row.pk}:1" for row in [*people, elsewhere]]
    assert 'value="dept"' not in browser.post(URL, {"row": rows}).text
    answer = send(browser, [*people, elsewhere], "dept", department=department.pk)
    assert answer.status_code == 422
    assert "A department can be set when all of them are at one client." in answer.text
    assert 'value="dept"' in browser.post(URL, {"row": rows[:3]}).text
    for wrong in (foreign.pk, ""):
        assert send(browser, people, "dept", department=wrong).status_code == 422
    answer = send(browser, people, "dept", department=department.pk)
    assert {one.department_id for one in now_of(people)} == {department.pk}
    undo(browser, answer)
    assert [one.department_id for one in now_of(people)] == [old.pk, None, None]


def test_who_knows_them_is_noted_once_each_and_taken_out_again(world, mine, people, as_):
    known = Acquaintance.objects.create(
        person=people[0], colleague=world.manager, noted_by=world.manager, kind="friend", strength=3
    )
    seat = PersonFactory(client=mine, name="", position="厂长")
    browser = as_(world.manager)
    answer = send(browser, [*people, seat], "know", strength="1")
    rows = Acquaintance.objects.there()
    assert {(row.person_id, row.strength) for row in rows.exclude(pk=known.pk)} == {(one.pk, 1) for one in people[1:]}
    assert "You know 2 people. No change for 2 more." in answer.text
    mended = rows.get(person=people[2])
    edit_part(by=world.manager, row=mended, version=1, values={"strength": 3})
    assert "赵强" in undo(browser, answer).text
    assert set(rows.values_list("pk", flat=True)) == {known.pk, mended.pk}
    assert send(browser, people[:2], "know", strength="2").status_code == 200, "and may be noted again"


def test_who_left_together_left_as_one_by_one_and_comes_back(world, mine, people, as_):
    """No seat stays: who reported to them moves up, and stands below them again after the undo."""
    head, boss, report = people
    Person.objects.filter(pk=boss.pk).update(reports_to=head)
    Person.objects.filter(pk=report.pk).update(reports_to=boss)
    Person.objects.filter(pk__in=[head.pk, boss.pk]).update(position="经理")
    gone = PersonFactory(client=mine, name="钱伟", archived_at=timezone.now())
    seat = PersonFactory(client=mine, name="", position="厂长")
    browser = as_(world.manager)
    future = timezone.localdate() + timezone.timedelta(days=3)
    for wrong in ("", future.isoformat()):
        answer = send(browser, [boss], "leave", on=wrong)
        assert answer.status_code == 422
        assert not BulkAct.objects.exists()
    answer = send(browser, [boss, gone, seat], "leave", on="2026-03-02")
    left = Person.objects.get(pk=boss.pk)
    assert (str(left.left_on), left.archived_at is None) == ("2026-03-02", False)
    post = PastPost.objects.get()
    assert (post.person_id, post.position, post.seat, str(post.until)) == (boss.pk, "经理", None, "2026-03-02")

    def below_head():
        roots = build_tree(mine.people.order_by("sort_key", "pk"), parent="reports_to_id")
        return next([child.row.pk for child in root.children] for root in roots if root.row.pk == head.pk)

    assert below_head() == [report.pk]
    assert Person.objects.get(pk=seat.pk).version == Person.objects.get(pk=gone.pk).version == 1
    undo(browser, answer)
    left.refresh_from_db()
    assert (left.left_on, left.archived_at) == (None, None)
    assert below_head() == [boss.pk]
    assert not PastPost.objects.exists()


def chart(client):
    def told(node):
        return (node.row.name or f"[{node.row.position}]", [told(child) for child in node.children])

    rows = client.people.filter(archived_at=None).order_by("sort_key", "pk")
    return [told(root) for root in build_tree(rows, parent="reports_to_id")]


def test_seats_of_who_left_together_stay_as_chosen_and_go_again_with_the_undo(world, mine, as_):
    """As one by one: who reported to them stands below the seat, and so does the seat of one who left with them."""
    head = PersonFactory(client=mine, name="王建国", position="总监")
    boss = PersonFactory(client=mine, name="李梅", position="经理", reports_to=head)
    report = PersonFactory(client=mine, name="赵强", position="工程师", reports_to=boss)
    nobody = PersonFactory(client=mine, name="钱伟", position="", reports_to=head)
    former = PersonFactory(client=mine, name="孙丽", archived_at=timezone.now(), left_on="2025-01-02")
    held = PastPost.objects.create(
        person=former, client=mine, position="经理", until="2025-01-02", seat=boss, noted_by=world.lead
    )
    before = chart(mine)
    browser = as_(world.manager)
    assert "Their seats stay on the chart" in browser.post(URL, {"row": [f"{boss.pk}:1"]}).text
    answer = send(browser, [head, boss, nobody], "leave", query=f"?client={mine.pk}", on="2026-03-02", keep_seat="on")
    assert "3 people have left" in answer.text
    assert chart(mine) == [("[总监]", [("[经理]", [("赵强", [])])])]
    seats = {seat.position: seat for seat in Person.objects.filter(name="")}
    assert {post.person_id: post.seat for post in PastPost.objects.all()} == {
        head.pk: seats["总监"], boss.pk: seats["经理"], nobody.pk: None, former.pk: seats["经理"],
    }  # fmt: skip
    address = unescape(re.search(r'action="(/clients/people/bulk/[^"]+/undo/[^"]*)"', answer.text)[1])
    assert browser.post(address)["Location"] == f"{reverse('client-people')}?client={mine.pk}"
    assert chart(mine) == before
    assert [one.reports_to_id for one in now_of([head, boss, report, nobody])] == [None, head.pk, boss.pk, head.pk]
    held.refresh_from_db()
    assert (PastPost.objects.get(), held.seat) == (held, boss)


def test_a_seat_that_somebody_has_taken_since_keeps_its_taker(world, mine, as_):
    head = PersonFactory(client=mine, name="王建国", position="总监")
    boss = PersonFactory(client=mine, name="李梅", position="经理")
    successor = PersonFactory(client=mine, name="周敏", position="助理", reports_to=head)
    browser = as_(world.manager)
    answer = send(browser, [head, boss], "leave", on="2026-03-02", keep_seat="on")
    seat = Person.objects.get(name="", position="总监")
    move_person(
        by=world.manager, person=successor, version=now_of([successor])[0].version, now=timezone.now(),
        on=timezone.localdate(), keep_seat=False, takes=seat,
    )  # fmt: skip
    answer = undo(browser, answer)
    assert "Changed since, and left as it is: 王建国." in unescape(answer.text)
    assert chart(mine) == [("李梅", []), ("周敏", [])]


def test_foreign_and_missing_rows_are_left_out_alike_and_a_stale_one_stops_all(world, people, as_):
    hidden = PersonFactory(client=ClientFactory(owner=world.stranger), level="")
    browser = as_(world.manager)
    missing = Person(pk=uuid7(), version=1)
    for extra in (hidden, missing):
        page = browser.post(URL, {"row": [f"{people[0].pk}:1", f"{extra.pk}:1"]}).text
        assert "<h1>1 person</h1>" in page
        assert str(extra.pk) not in page
        assert "Choose people first." in send(browser, [extra], "level", level="top").text
    answer = send(browser, [people[0], hidden], "level", level="top")
    assert [one.level for one in now_of([people[0], hidden])] == ["top", ""]
    people[1].version = 7
    assert "was changed meanwhile, so nothing was done" in send(browser, people[1:], "level", level="top").text
    assert [one.level for one in now_of(people)] == ["top", "", ""]
    act = BulkAct.objects.get()
    address = reverse("people-bulk-undo", args=[act.pk])
    assert as_(world.teammate).post(address).status_code == 404
    undo(browser, answer)
    assert "0 people" in browser.post(address, follow=True).text, "twice is once"
    assert now_of(people[:1])[0].version == 3


def test_an_undo_leaves_who_is_not_open_to_one_any_more(world, people, as_):
    """Given to somebody else since: not named, not touched."""
    other = PersonFactory(client=ClientFactory(owner=world.manager), name="孙丽", level="")
    browser = as_(world.manager)
    answer = send(browser, [people[0], other], "level", level="top")
    type(other.client).objects.filter(pk=other.client_id).update(owner=world.stranger, team=world.other_team)
    answer = undo(browser, answer)
    assert "1 person is not open to you any more" in answer.text
    assert "孙丽" not in answer.text
    assert [one.level for one in now_of([people[0], other])] == ["", "top"]


def test_all_that_match_are_asked_about_and_bounded(world, mine, people, as_, monkeypatch):
    Person.objects.filter(pk=people[0].pk).update(level="user")
    PersonFactory(client=ClientFactory(owner=world.manager))
    PersonFactory(client=mine, name="", position="x", erased_at=timezone.now(), left_on="2026-01-02")
    browser = as_(world.manager)
    assert "<h1>1 person</h1>" in browser.get(URL, {"level": "user"}).text
    assert "<h1>3 people</h1>" in browser.get(URL, {"client": mine.pk}).text
    assert "Nobody matches" in browser.get(URL, {"left": 1}).text, "who is erased is left in peace"
    page = browser.get(reverse("client-people"), {"client": mine.pk}).text
    assert f'value="{people[0].pk}:1" form="bulk"' in page
    assert str(mine) in page
    assert str(mine) not in as_(world.stranger).get(reverse("client-people"), {"client": mine.pk}).text
    monkeypatch.setattr("crm.views.bulk.MOST", 2)
    page = browser.get(URL).text
    assert "More than 2 match" in page
    assert page.count('name="row"') == 2


def test_three_cost_what_one_costs(world, as_):
    """The page, the act and its undo ask no more for three people at three clients than for one; who are all at one
    are asked about its departments too.
    """
    browser = as_(world.manager)
    send(browser, [PersonFactory(client=ClientFactory(owner=world.manager))], "know")  # what is asked once a process
    for act in ACTS:
        counted = []
        for number in (3, 1):
            rows = [PersonFactory(client=ClientFactory(owner=world.manager), position="经理") for _n in range(number)]
            with CaptureQueriesContext(connection) as asked:
                browser.post(URL, {"row": [f"{row.pk}:1" for row in rows]})
                undo(browser, send(browser, rows, **act))
            counted.append(len([one for one in asked.captured_queries if "crm_" in one["sql"]]))
        assert counted[0] == counted[1] - 2, act


def test_people_are_counted_as_people_and_the_house_not_the_browser_says_what_is_missing(world, mine, as_):
    PersonFactory.create_batch(7, client=mine)
    type(world.manager).objects.filter(pk=world.manager.pk).update(language="zh-hans")
    browser = as_(world.manager)
    page = browser.get(URL)
    assert "另有 2 位" in page.text
    assert '<form class="form-narrow" method="post" novalidate>' in page.text
    sent = {"new_id": page.context["form"]["new_id"].value(), "row": page.context["rows"]}
    refused = browser.post(URL, sent)
    assert (refused.status_code, "act" in refused.context["form"].errors) == (422, True)
