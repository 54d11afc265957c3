"""What is known of a person: ways to reach them, dates, earlier employers, and the cards that ask for it."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.ids import uuid7
from core.models import StaleVersion
from crm.actions.person_dates import roll_dates
from crm.actions.person_part import edit_part
from crm.factories import ClientFactory, ContactWayFactory, PersonFactory
from crm.models import ContactWay, FormerEmployer, PersonDate
from crm.tests.known import note, part

pytestmark = pytest.mark.django_db


class TestWays:
    def test_one_is_the_best_and_choosing_another_moves_it(self, manager, person):
        one = note(manager, person, ContactWay, channel="mobile", value="13800138000", is_preferred=True)
        two = note(manager, person, ContactWay, channel="wecom", value="shan", is_preferred=True)
        one.refresh_from_db()
        assert (one.is_preferred, two.is_preferred) == (False, True)

    def test_a_wrong_address_is_said_beside_the_field_and_kept(self, person, browser):
        answer = browser.post(part(person, "way"), {"new_id": uuid7(), "channel": "email", "value": "no address"})
        assert answer.status_code == 422
        assert "value" in answer.context["form"].errors
        assert "no address" in answer.content.decode()

    def test_a_row_goes_and_comes_back(self, manager, person, browser):
        way = ContactWayFactory(person=person, noted_by=manager)
        browser.post(part(person, "way", way, "remove"), {"version": 1})
        assert not person.ways.filter(removed_at=None).exists()
        browser.post(part(person, "way", way, "restore") + "?version=2")
        assert person.ways.filter(removed_at=None).exists()

    def test_a_number_that_stands_there_is_refused_however_it_is_written(self, manager, person, browser):
        way = ContactWayFactory(person=person, noted_by=manager, value="138 0013 8000")
        sent = {"new_id": uuid7(), "channel": "phone", "value": "+86 13800138000"}
        answer = browser.post(part(person, "way"), sent)
        assert "under “Mobile”" in answer.context["form"].errors["value"][0]
        assert browser.post(part(person, "way"), sent | {"channel": "wechat"}).status_code == 302
        assert browser.post(part(person, "way"), sent | {"channel": "wechat"}).status_code == 302  # the same once more
        assert browser.post(part(person, "way", way, "edit"), sent | {"version": 1}).status_code == 302  # itself
        assert person.ways.count() == 2

    def test_a_number_typed_twice_in_one_field_is_one_row(self, manager, person):
        note(manager, person, ContactWay, channel="mobile", value="138 0013 8000 / 13800138000 / 010-88886666")
        assert [way.channel for way in person.ways.order_by("channel")] == ["mobile", "phone"]

    def test_a_new_person_has_a_number_once(self, mine, browser):
        sent = {"new_id": uuid7(), "name": "王伟", "mobile": "13800138000", "phone": "138 0013 8000"}
        sent |= {"wechat": "13800138000"}
        answer = browser.post(reverse("client-person-new", args=[mine.pk]), sent)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["phone"]
        assert browser.post(answer.request["PATH_INFO"], sent | {"phone": ""}).status_code == 302

    def test_a_clash_shows_both_texts(self, manager, person, browser):
        way = ContactWayFactory(person=person, noted_by=manager, note="A")
        edit_part(by=manager, row=ContactWay.objects.get(), version=1, values={"note": "theirs"})
        sent = {"channel": "mobile", "value": way.value, "note": "ours", "version": 1}
        answer = browser.post(part(person, "way", way, "edit"), sent)
        assert answer.status_code == 409
        assert "theirs" in answer.content.decode()


class TestDates:
    @pytest.mark.parametrize(
        ("values", "today", "next_on"),
        [
            ({"month": 2, "day": 29}, (2026, 3, 1), (2027, 2, 28)),
            ({"month": 2, "day": 29, "year": 2000}, (2027, 3, 1), (2028, 2, 29)),
            ({"month": 12, "day": 30, "calendar": "lunar"}, (2025, 1, 1), (2025, 1, 28)),
            ({"month": 6, "day": 1, "calendar": "lunar", "is_leap_month": True}, (2025, 7, 1), (2025, 7, 25)),
        ],
    )  # fmt: skip
    def test_next_time(self, values, today, next_on, manager, person):
        with time_machine.travel(dt.datetime(*today, 4, tzinfo=dt.UTC), tick=False):
            assert note(manager, person, PersonDate, **values).next_on == dt.date(*next_on)

    @pytest.mark.parametrize(
        "values",
        [
            {"month": 2, "day": 30}, {"month": 4, "day": 31, "calendar": "lunar"},
            {"month": 4, "day": 1, "calendar": "lunar", "is_leap_month": True, "year": 2025},
            {"month": 12, "day": 30, "calendar": "lunar", "year": 2024},
        ],
    )  # fmt: skip
    def test_no_such_day(self, values, manager, person):
        with pytest.raises(ValidationError):
            note(manager, person, PersonDate, **values)

    def test_a_birthday_soon_is_shown_and_listed(self, manager, person, mine, browser):
        PersonFactory(client=mine)
        soon = timezone.localdate() + dt.timedelta(days=9)
        note(manager, person, PersonDate, month=soon.month, day=min(soon.day, 28))
        assert browser.get(reverse("client-person", args=[mine.pk, person.pk])).context["soon"]
        assert [one.pk for one in browser.get(reverse("client-people") + "?soon=1").context["page"].rows] == [
            person.pk
        ]

    def test_passed_dates_roll_on(self, manager, person):
        date = note(manager, person, PersonDate, month=5, day=1)
        PersonDate.objects.update(next_on=dt.date(2020, 5, 1))
        assert roll_dates(today=dt.date(2026, 5, 2)) == 1
        date.refresh_from_db()
        assert date.next_on == dt.date(2027, 5, 1)


def test_a_former_employer_is_linked_to_the_client_one_sees(manager, stranger, person, mine, browser, as_):
    firm = ClientFactory(owner=manager, name="远通物流有限公司")
    row = note(manager, person, FormerEmployer, name="远通物流有限公司")
    assert row.client == firm
    hidden = ClientFactory(owner=stranger, name="别家公司")
    assert note(manager, person, FormerEmployer, name=hidden.name).client is None


def test_three_people_ask_no_more_than_one(manager, mine, browser, django_assert_max_num_queries):
    def add():
        ContactWayFactory(person=PersonFactory(client=mine), noted_by=manager)

    add()
    for name in ("client-people", "client-detail", "client-drill"):
        url = reverse(name, args=[] if name == "client-people" else [mine.pk])
        with django_assert_max_num_queries(30) as one:
            browser.get(url)
        add(), add()
        with django_assert_max_num_queries(30) as three:
            browser.get(url)
        assert len(one) == len(three), name


def test_the_drill_brings_back_what_was_not_known_first(manager, mine, browser):
    one, two = PersonFactory(client=mine), PersonFactory(client=mine)
    url = reverse("client-drill", args=[mine.pk])
    first = browser.get(url)
    assert len(first.context["cards"]) == 2
    fronts = re.findall(r'<summary class="drill-front">.*?</summary>', first.text, re.DOTALL)
    assert ["hue-" in front for front in fronts] == [False, False], "initials would give the name away"
    browser.post(reverse("drill-answer", args=[mine.pk, one.pk]), {"known": "1"})
    browser.post(reverse("drill-answer", args=[mine.pk, two.pk]), {"known": "0"})
    assert [card["person"].pk for card in browser.get(url).context["cards"]] == [two.pk]
    assert len(browser.get(url + "?all").context["cards"]) == 2


def test_a_card_tells_the_birthday_and_the_best_way_to_reach_them(manager, mine, browser):
    person = PersonFactory(client=mine)
    note(manager, person, PersonDate, calendar="lunar", month=12, day=29)
    note(manager, person, PersonDate, kind="wedding", month=5, day=17)
    ContactWayFactory(person=person, noted_by=manager, value="13800138000")
    ContactWayFactory(
        person=person, noted_by=manager, channel="wechat", value="wang-jg", note="messages only", is_preferred=True
    )
    page = browser.get(reverse("client-drill", args=[mine.pk])).text
    said = [one in page for one in ("lunar month 12, day 29", "wang-jg", "messages only", "138 0013 8000", "17 May")]
    assert said == [True, True, True, False, False]


def test_a_date_is_said_in_the_readers_language():
    rows = (
        PersonDate(month=6, day=8),
        PersonDate(month=2, day=29),
        PersonDate(month=12, day=29, calendar="lunar"),
        PersonDate(month=4, day=8, calendar="lunar", is_leap_month=True),
    )
    with override("en"):
        assert [row.day_words for row in rows] == ["8 Jun", "29 Feb", "month 12, day 29", "leap month 4, day 8"]
    with override("zh-hans"):
        assert [row.day_words for row in rows] == ["6月8日", "2月29日", "腊月廿九", "闰四月初八"]


def test_a_form_of_a_way_that_is_best_no_more_is_told_so(manager, person):
    one = note(manager, person, ContactWay, channel="mobile", value="13800138000", is_preferred=True)
    note(manager, person, ContactWay, channel="wecom", value="shan", is_preferred=True)
    with pytest.raises(StaleVersion):
        edit_part(by=manager, row=one, version=1, values={"note": "evenings", "is_preferred": True})
    assert ContactWay.objects.get(is_preferred=True).value == "shan"
