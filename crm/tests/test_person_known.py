"""What is known of a person: ways, dates, traits, photos; leaving, moving, erasing."""

import datetime as dt
import importlib
import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_dates import roll_dates
from crm.actions.person_erase import erase_person
from crm.actions.person_move import leave_person, move_person
from crm.actions.person_part import create_part, edit_part
from crm.actions.person_photo import set_photo
from crm.actions.trait import erase_expired
from crm.factories import ClientFactory, ContactWayFactory, PersonFactory, RelationFactory, TraitFactory
from crm.models import (
    ContactWay,
    Erasure,
    Favour,
    FormerEmployer,
    NotesRules,
    Person,
    PersonDate,
    PersonPhoto,
    Relation,
    Trait,
    TraitReading,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager)


@pytest.fixture
def person(mine):
    return PersonFactory(client=mine, name="单雄信", position="采购部经理")


@pytest.fixture
def browser(manager, as_):
    return as_(manager)


def note(by, person, model, **values):
    return create_part(by=by, person=person, model=model, now=timezone.now(), values=values)


def part(person, kind, row=None, act=""):
    where = [person.client_id, person.pk, kind]
    return reverse(f"person-part-{act}", args=[*where, row.pk]) if row else reverse("person-part-new", args=where)


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


class TestTraits:
    def allow(self):
        NotesRules.objects.create(health=True)

    def secret(self, manager, person):
        return TraitFactory(
            person=person, noted_by=manager, text="糖尿病", sensitivity="health", reason="宴请忌口",
            expires_on=timezone.localdate() + dt.timedelta(days=30),
        )  # fmt: skip

    def test_sensitive_ones_are_off_until_the_house_allows_them_and_then_want_reason_and_end(self, manager, person):
        values = {"text": "x", "sensitivity": "health", "noted_on": timezone.localdate()}
        with pytest.raises(ValidationError):
            note(manager, person, Trait, **values)
        self.allow()
        for more in ({}, {"reason": "y"}, {"reason": "y", "expires_on": timezone.localdate()}):
            with pytest.raises(ValidationError):
                note(manager, person, Trait, **values, **more)

    def test_reading_is_logged_and_the_page_alone_tells_nothing(self, manager, person, browser, admin, as_):
        self.allow()
        trait = self.secret(manager, person)
        where = [person.client_id, person.pk]
        for page in (reverse("client-person", args=where), reverse("client-drill", args=[person.client_id])):
            assert "糖尿病" not in browser.get(page).content.decode()
        assert not TraitReading.objects.exists()
        read = reverse("trait-read", args=[*where, trait.pk])
        assert "糖尿病" in browser.post(read, headers={"HX-Request": "true"}).content.decode()
        browser.get(part(person, "trait", trait, "edit"))
        assert TraitReading.objects.filter(reader=manager, person=person).count() == 2
        assert str(manager) in as_(admin).get(reverse("trait-log")).content.decode()

    def test_to_open_its_history_is_to_read_it_and_what_was_sensitive_does_not_come_out_of_a_plain_one(
        self, manager, person, browser, as_, stranger
    ):
        self.allow()
        trait = self.secret(manager, person)
        page = reverse("history", args=["traits", trait.pk])
        assert "糖尿病" in browser.get(page).text
        assert [(one.reader, one.sensitivity) for one in TraitReading.objects.all()] == [(manager, "health")]
        assert as_(stranger).get(page).status_code == 404
        NotesRules.objects.update(health=False)
        assert browser.get(page).status_code == 404
        assert TraitReading.objects.count() == 1
        edit_part(by=manager, row=trait, version=1, values={"text": "不吃甜", "sensitivity": ""})
        edit_part(by=manager, row=trait, version=2, values={"text": "不吃甜的"})
        shown = browser.get(page).text
        assert ("糖尿病" in shown, "不吃甜的" in shown) == (False, True)
        events = Trait.pgh_event_model.objects.order_by("pk")
        sent = {"version": 3, "field": "text", "event": events[0].pk}
        back = reverse("history-restore", args=["traits", trait.pk])
        assert browser.post(back, sent).status_code == 404
        assert browser.post(back, sent | {"event": events[1].pk}).status_code == 302
        trait.refresh_from_db()
        assert trait.text == "不吃甜"
        assert TraitReading.objects.count() == 1

    def test_expired_ones_are_erased_with_their_history_and_the_log_stays(self, manager, person):
        self.allow()
        trait, plain_now = self.secret(manager, person), self.secret(manager, person)
        edit_part(by=manager, row=plain_now, version=1, values={"text": "少糖", "sensitivity": ""})
        TraitReading.objects.create(person=person, reader=manager, sensitivity="health")
        assert erase_expired(today=trait.expires_on) == 1
        assert Trait.objects.get() == plain_now
        assert [event.text for event in Trait.pgh_event_model.objects.all()] == ["少糖"]
        assert TraitReading.objects.exists()

    def test_those_noted_before_there_was_a_history_begin_it_with_who_noted_them(self, manager, person, browser):
        first, second = note(manager, person, Trait, text="a"), note(manager, person, Trait, text="b")
        Trait.pgh_event_model.objects.filter(pgh_obj=first).delete()
        filling = importlib.import_module("crm.migrations.0030_fill_trait_history")
        for _n in range(2):
            filling.fill(None, connection.schema_editor())
        assert [one.events.count() for one in (first, second)] == [1, 1]
        (change,) = browser.get(reverse("history", args=["traits", first.pk])).context["changes"]
        assert (change.by, change.is_first, change.at) == (str(manager), True, first.created_at)


class TestPhoto:
    def image(self, size=(1200, 900), kind="JPEG", **more):
        out = io.BytesIO()
        Image.new("RGB", size, "red").save(out, kind, **more)
        return SimpleUploadedFile("me.jpg", out.getvalue())

    def send(self, browser, person, file, **more):
        url = reverse("person-photo-edit", args=[person.client_id, person.pk])
        return browser.post(url, {"version": 1, "image": file, "x": 0, "y": 0, "size": 0, **more})

    def test_it_becomes_a_small_square_without_exif(self, person, browser, stranger, as_):
        exif = Image.Exif()
        exif[0x010E] = "where I live"
        assert self.send(browser, person, self.image(exif=exif)).status_code == 302
        url = reverse("person-photo", args=[person.client_id, person.pk])
        answer = browser.get(url)
        kept = Image.open(io.BytesIO(answer.content))
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (320, 320), {})
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert as_(stranger).get(url).status_code == 404

    def test_a_picture_from_a_phone_is_let_through_and_a_film_is_not(self, person, browser):
        photo = SimpleUploadedFile("me.jpg", self.image().read() + b"\0" * 5_000_000)
        assert self.send(browser, person, photo).status_code == 302
        assert self.send(browser, person, SimpleUploadedFile("me.mov", b"\0" * 9_000_000)).status_code == 413

    def test_a_picture_whose_exif_is_broken_is_kept_as_it_is(self, person, browser):
        exif = Image.Exif()
        exif[0x0112] = 6
        raw = exif.tobytes().replace(b"II*", b"IX*").replace(b"MM", b"MX")
        assert self.send(browser, person, self.image(kind="WEBP", exif=raw)).status_code == 302

    def test_what_is_no_picture_is_refused(self, person, browser):
        huge = self.image((7000, 6000), "PNG")
        for file in (SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>"), huge):
            assert self.send(browser, person, file).status_code == 422
        assert not PersonPhoto.objects.exists()


class TestLeaving:
    def test_the_id_of_somebody_who_is_there_is_refused(self, manager, person, browser):
        other, there = PersonFactory(client=person.client), ClientFactory(owner=manager)
        sent = {"version": 1, "on": timezone.localdate(), "to_client": there.pk, "new_id": other.pk, "position": "x"}
        assert browser.post(reverse("person-leave", args=[person.client_id, person.pk]), sent).status_code == 404
        person.refresh_from_db()
        assert person.left_on is None

    def test_the_seat_stays_and_the_new_place_points_back(self, manager, mine, person):
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
        assert report.reports_to.is_placeholder
        assert report.reports_to.position == "采购部经理"
        assert there.came_from == person
        assert [way.value for way in there.ways.all()] == ["13800138000"]

    def test_to_a_client_of_somebody_else_is_refused_and_nothing_is_done(self, manager, stranger, person):
        with pytest.raises(NotYours):
            leave_person(
                by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
                to_client=ClientFactory(owner=stranger),
            )  # fmt: skip
        assert Person.objects.filter(client=person.client).count() == 1

    def test_another_post_keeps_the_row_and_the_old_post(self, manager, mine, person, browser):
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

    def test_the_chart_keeps_the_vacancy_until_somebody_there_takes_it(self, manager, mine, person, browser):
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

    def test_a_seat_below_oneself_is_taken_without_a_loop(self, manager, mine, person):
        seat = PersonFactory(client=mine, name="", position="主管", reports_to=person)
        moved = move_person(
            by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=False,
            takes=seat,
        )  # fmt: skip
        assert (moved.position, moved.reports_to) == ("主管", None)


class TestErasing:
    def test_everything_personal_goes_and_a_trace_stays(self, manager, mine, person, browser):
        other = PersonFactory(client=mine)
        RelationFactory(person=other, other=person)
        note(manager, person, ContactWay, channel="mobile", value="13800138000")
        note(manager, person, Favour, side="given", text="x", on=timezone.localdate())
        url = reverse("person-erase", args=[mine.pk, person.pk])
        assert browser.post(url, {"version": 1}).status_code == 422
        assert browser.post(url, {"version": 1, "sure": "1"}).status_code == 302
        person.refresh_from_db()
        assert (person.name, person.reading, person.sort_key) == ("", "", "")
        assert Erasure.objects.get().by == manager
        left = (ContactWay, Favour, Relation)
        assert not any(model.objects.exists() or model.pgh_event_model.objects.exists() for model in left)
        assert not Person.pgh_event_model.objects.filter(name="单雄信").exists()
        assert browser.get(reverse("client-person", args=[mine.pk, person.pk])).status_code == 200
        assert (
            browser.post(reverse("client-person-restore", args=[mine.pk, person.pk]), {"version": 2}).status_code
            == 404
        )

    def test_nothing_is_noted_of_them_again(self, manager, mine, person, browser):
        erase_person(by=manager, person=person, version=1, now=timezone.now())
        way = {"channel": "mobile", "value": "13800138000", "new_id": str(uuid7())}
        assert browser.post(part(person, "way"), way).status_code == 404
        gap = {"question": "decider_way", "object": person.pk, **way}
        assert browser.post(reverse("client-gaps", args=[mine.pk]), gap).status_code == 404
        with pytest.raises(NotYours):
            set_photo(by=manager, person=person, version=2, image=b"x", now=timezone.now())
        assert not ContactWay.objects.exists()

    def test_who_has_left_can_be_erased_too(self, manager, mine, person, browser):
        leave_person(
            by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=False
        )
        page = browser.get(reverse("client-person", args=[mine.pk, person.pk])).content.decode()
        assert reverse("person-erase", args=[mine.pk, person.pk]) in page

    def test_a_shared_colleague_may_not(self, stranger, person):
        with pytest.raises(NotYours):
            erase_person(by=stranger, person=person, version=1, now=timezone.now())


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
    assert len(browser.get(url).context["cards"]) == 2
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
    said = [one in page for one in ("腊月廿九", "wang-jg", "messages only", "138 0013 8000", "5/17")]
    assert said == [True, True, True, False, False]


def test_the_number_of_an_identity_card_is_refused_beside_its_field_wherever_it_is_typed(browser, person):
    sent = {"kind": "habit", "text": "身份证 11010519491231002X", "source": "self", "noted_on": "2026-11-20"}
    answer = browser.post(part(person, "trait"), sent | {"new_id": uuid7()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])
    assert "11010519491231002X" in answer.content.decode()
    given = {"name": "仇英", "position": "经理 11010519491231002X", "new_id": uuid7()}
    answer = browser.post(reverse("client-person-new", args=[person.client_id]), given)
    assert "position" in answer.context["form"].errors
    assert not Trait.objects.exists()


DOORS = {
    "other number": ("identifier-new", {"kind": "证件号", "value": "{}"}, 422),
    "another name": ("former-name-new", {"name": "旧名 {}"}, 422),
    "tag": ("client-tag", {"name": "#{}"}, 422),
    "client": ("client-edit", {"name": "客户", "business": "法人 {}"}, 422),
}


@pytest.mark.parametrize("door", DOORS)
def test_nor_is_it_kept_with_a_client(browser, mine, door):
    name, typed, status = DOORS[door]
    sent = {key: value.format("11010519491231002X") for key, value in typed.items()}
    answer = browser.post(reverse(name, args=[mine.pk]), sent | {"new_id": uuid7(), "version": mine.version})
    assert answer.status_code == status
    assert "11010519491231002X" in answer.content.decode(), "nothing typed is lost"
    assert "identity cards" in answer.content.decode()


def test_the_code_of_a_firm_is_kept_though_it_looks_like_the_number_of_a_card(browser, mine):
    sent = {"name": mine.name, "registration_code": "913101204901010059", "version": mine.version}
    assert browser.post(reverse("client-edit", args=[mine.pk]), sent).status_code == 302


def test_nor_is_it_an_answer_that_fills_a_gap(browser, mine):
    person = PersonFactory(client=mine, level="top")
    page = browser.get(reverse("client-gaps", args=[mine.pk]), {"first": "decider_way"})
    form, question = page.context["form"], page.context["question"]
    sent = {"question": question.mark, "object": question.row.pk, "new_id": form["new_id"].value()}
    answer = browser.post(page.context["send_to"], sent | {"channel": "mobile", "value": "11010519491231002X"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["value"])
    assert not person.ways.exists()
