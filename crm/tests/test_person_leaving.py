"""People who leave, and who move to another post: the seat stays, the new place points back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_move import leave_person, move_person
from crm.actions.person_photo import set_photo
from crm.factories import ClientFactory, ContactWayFactory, PersonFactory
from crm.models import Client, Person, PersonDate
from crm.tests.known import note

pytestmark = pytest.mark.django_db


def test_the_id_of_somebody_who_is_there_is_refused(manager, person, browser):
    other, there = PersonFactory(client=person.client), ClientFactory(owner=manager)
    sent = {"version": 1, "on": timezone.localdate(), "to_client": there.pk, "new_id": other.pk, "position": "x"}
    assert browser.post(reverse("person-leave", args=[person.client_id, person.pk]), sent).status_code == 404
    person.refresh_from_db()
    assert person.left_on is None


def test_the_seat_stays_and_the_new_place_points_back(manager, mine, person, browser):
    report = PersonFactory(client=mine, reports_to=person)
    ContactWayFactory(person=person, noted_by=manager, value="13800138000")
    ContactWayFactory(person=person, noted_by=manager, channel="phone", value="010-88886666")
    there = leave_person(
        by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
        to_client=ClientFactory(owner=manager), position="总监",
    )  # fmt: skip
    person.refresh_from_db()
    report.refresh_from_db()
    assert person.archived_at
    assert person.left_on == timezone.localdate()
    assert ">since today<" in browser.get(reverse("client-person", args=[mine.pk, person.pk])).content.decode()
    assert report.reports_to.is_placeholder
    assert report.reports_to.position == "采购部经理"
    assert there.came_from == person
    assert [way.value for way in there.ways.all()] == ["13800138000"]


def test_their_own_days_and_their_photo_go_along_and_those_of_the_firm_stay(manager, person, browser):
    values = {"calendar": "lunar", "year": 1984, "month": 10, "day": 8, "is_leap_month": True}
    day = note(manager, person, PersonDate, kind="birthday", **values)
    note(manager, person, PersonDate, kind="joined", month=3, day=1)
    set_photo(by=manager, person=person, version=1, image=b"face", now=timezone.now())
    there = leave_person(
        by=manager, person=person, version=2, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
        to_client=ClientFactory(owner=manager),
    )  # fmt: skip
    kept = there.dates.get()
    assert {name: getattr(kept, name) for name in values} == values
    assert (kept.kind, kept.next_on, day.next_on is not None) == ("birthday", day.next_on, True)
    assert browser.get(reverse("person-photo", args=[there.client_id, there.pk])).content == b"face"
    assert person.dates.count() == 2
    assert browser.get(reverse("person-photo", args=[person.client_id, person.pk])).content == b"face"


def test_to_a_client_of_somebody_else_is_refused_and_nothing_is_done(manager, stranger, person):
    with pytest.raises(NotYours):
        leave_person(
            by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
            to_client=ClientFactory(owner=stranger),
        )  # fmt: skip
    assert Person.objects.filter(client=person.client).count() == 1


def test_another_post_keeps_the_row_and_the_old_post(manager, mine, person, browser):
    report = PersonFactory(client=mine, reports_to=person)
    moved = move_person(
        by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
        position="副总", department=None, reports_to=None,
    )  # fmt: skip
    assert (moved.pk, moved.position) == (person.pk, "副总")
    post = moved.past_posts.get()
    report.refresh_from_db()
    assert post.position == "采购部经理"
    assert report.reports_to == post.seat
    assert "采购部经理" in browser.get(reverse("client-person", args=[mine.pk, person.pk])).content.decode()


def test_the_chart_keeps_the_vacancy_until_somebody_there_takes_it(manager, mine, person, browser):
    boss = PersonFactory(client=mine, name="总", position="总经理")
    Person.objects.filter(pk=person.pk).update(reports_to=boss, courtesy_title="单经理", level="management")
    person.refresh_from_db()
    heir = PersonFactory(client=mine, name="王伯当", position="采购员", reports_to=person, level="user")
    other = PersonFactory(client=mine, name="李密", reports_to=person)
    today = timezone.localdate()
    leave_person(by=manager, person=person, version=1, now=timezone.now(), on=today, keep_seat=True)
    seat = Person.objects.get(client=mine, name="")
    ContactWayFactory(person=seat, noted_by=manager, channel="phone", value="010-88886666")
    chart = browser.get(reverse("client-chart", args=[mine.pk])).text
    assert "vacant since" in chart
    assert "单雄信" in chart
    for name in ("client-detail", "client-people", "search"):  # rows, who decides, hits
        address = reverse(name, args=[mine.pk] if name == "client-detail" else [])
        page = browser.get(address, {"q": "采购部经理"}).text
        assert ("vacant" in page, "name unknown" in page) == (True, False), name
    never_known = PersonFactory(client=mine, name="", position="门卫")
    assert "name unknown" in browser.get(reverse("client-detail", args=[mine.pk])).text
    never_known.delete()
    url = reverse("person-move", args=[mine.pk, heir.pk])
    assert "was 单雄信" in browser.get(url).text
    sent = {"version": 2, "on": today, "new_id": uuid7()}
    assert browser.post(url, sent).status_code == 422  # neither a post nor a seat
    assert browser.post(url, sent | {"takes": seat.pk, "keep_seat": "1"}).status_code == 302
    for row in (heir, other, seat):
        row.refresh_from_db()
    assert (heir.position, heir.reports_to, heir.level) == ("采购部经理", boss, "management")
    assert other.reports_to == heir
    assert seat.archived_at
    assert [str(way) for way in heir.ways.all()] == ["010 8888 6666"]
    old_seat = Person.objects.active().get(client=mine, name="")  # what the heir left
    assert (old_seat.position, old_seat.left_by.get().person) == ("采购员", heir)
    page = browser.get(reverse("client-person", args=[mine.pk, heir.pk])).text
    assert "Held this post before" in page
    assert browser.post(url, sent | {"version": 3, "takes": seat.pk}).status_code == 422  # taken


def test_a_seat_below_oneself_is_taken_without_a_loop(manager, mine, person):
    seat = PersonFactory(client=mine, name="", position="主管", reports_to=person)
    moved = move_person(
        by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=False,
        takes=seat,
    )  # fmt: skip
    assert (moved.position, moved.reports_to) == ("主管", None)


def test_a_namesake_where_they_go_is_asked_about_once(manager, person, browser):
    to = ClientFactory(owner=manager)
    there = PersonFactory(client=to, name="单 雄信", position="出纳")
    leave = reverse("person-leave", args=[person.client_id, person.pk])
    sent = {"version": 1, "on": timezone.localdate(), "to_client": to.pk, "new_id": uuid7(), "position": "总监"}
    asked = browser.post(leave, {**sent, "confirmed": "1"})
    assert asked.status_code == 422
    assert asked.context["form"].similar == [there]
    assert reverse("client-person", args=[to.pk, there.pk]) in asked.text
    person.refresh_from_db()
    assert person.left_on is None
    assert browser.post(leave, {**sent, "confirmed": asked.context["form"]["confirmed"].value()}).status_code == 302
    assert Person.objects.filter(client=to, came_from=person).exists()


def test_nothing_typed_is_forgotten_while_a_client_is_looked_for(manager, person, browser):
    to = ClientFactory(owner=manager, name="华兴物流")
    leave = reverse("person-leave", args=[person.client_id, person.pk])
    typed = {"version": 1, "new_id": uuid7(), "on": "2026-03-04", "position": "总监", "q": "华兴"}  # the tick is out
    for act in ({"act": "find"}, {"act": "enter"}, {}):  # Save, too: nobody has seen yet whom the words find
        page = browser.post(leave, typed | act)
        assert page.status_code == 200
        assert page.context["found"] == [to]
        assert 'value="2026-03-04"' in page.text
        assert 'value="总监"' in page.text
        assert page.context["form"]["keep_seat"].value() is False
        assert page.context["form"]["new_id"].value() == str(typed["new_id"])
    person.refresh_from_db()
    assert person.left_on is None
    chosen = browser.post(leave, typed | {"choose": to.pk, "looked_for": "华兴"})
    assert chosen.context["to_client"] == to
    assert 'value="2026-03-04"' in chosen.text
    assert chosen.context["form"]["keep_seat"].value() is False
    other = browser.post(leave, typed | {"to_client": to.pk, "choose": "", "looked_for": "华兴"})
    assert (other.context["to_client"], other.context["found"]) == (None, [to])
    assert other.context["form"]["position"].value() == "总监"
    assert browser.post(leave, typed | {"to_client": to.pk, "looked_for": "华兴"}).status_code == 302
    assert Person.objects.get(client=to).position == "总监"


def test_who_saw_the_clients_may_save_without_one_and_the_enter_of_a_day_saves(manager, person, browser):
    leave = reverse("person-leave", args=[person.client_id, person.pk])
    sent = {"version": 1, "new_id": uuid7(), "on": timezone.localdate()}
    assert browser.post(leave, sent | {"q": "别处", "looked_for": "别处", "act": "enter"}).status_code == 200
    assert browser.post(leave, sent | {"q": " ", "act": "find"}).status_code == 200
    person.refresh_from_db()
    assert person.left_on is None
    assert browser.post(leave, sent | {"q": "", "act": "enter"}).status_code == 302
    person.refresh_from_db()
    assert person.left_on


def test_words_seen_to_find_no_client_do_not_hold_the_saving(person, browser):
    leave = reverse("person-leave", args=[person.client_id, person.pk])
    sent = {"version": 1, "new_id": uuid7(), "on": timezone.localdate(), "q": "别处", "looked_for": "别处"}
    assert browser.post(leave, sent).status_code == 302


def test_where_they_went_is_looked_for_by_name_and_told_apart(manager, person, browser):
    for street in ("绍兴市九号", "宁波市一号"):
        Client.objects.filter(pk=ClientFactory(owner=manager, name="永丰冷链").pk).update(address=street)
    leave = reverse("person-leave", args=[person.client_id, person.pk])
    page = browser.post(leave, {"version": 1, "q": "永丰", "act": "find"}).text
    assert page.count(f'<span class="quiet small d-block">{manager} · <bdi>') == 2
    assert '<label class="form-label" for="moved-to">' in page
