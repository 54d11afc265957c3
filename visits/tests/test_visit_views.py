"""Planning a visit and its one-tap steps, as a person meets them."""

import datetime
import zoneinfo
from threading import Thread

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.factories import ClientFactory, PersonFactory
from visits.factories import VisitFactory
from visits.hints import busy_hint
from visits.models import Objection, Promise, Request, Visit, VisitRecord
from visits.moments import exists_on_clock, next_full_hour

PLAN = {"purpose": "Renew", "success": "A date", "day": "2026-12-10", "clock": "09:30", "planned_minutes": "45"}


@pytest.fixture(autouse=True)
def _one_day(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC), tick=True)  # Tuesday 10:00


@pytest.fixture
def client_(manager):
    return ClientFactory(owner=manager)


def plan(browser, client, **values):
    data = {**PLAN, "client": str(client.pk), "new_id": str(uuid7()), **values}
    return browser.post(reverse("visit-new"), data)


@pytest.mark.parametrize(("zone", "utc"), [("Asia/Shanghai", "01:30"), ("Europe/Berlin", "08:30"), ("", "01:30")])
def test_a_planned_time_is_the_persons_own(manager, client_, as_, zone, utc):
    manager.time_zone = zone
    manager.save()
    assert plan(as_(manager), client_).status_code == 302
    assert f"{Visit.objects.get().starts_at:%Y-%m-%d %H:%M}" == f"2026-12-10 {utc}"


def test_an_hour_that_summer_time_skips_is_refused_in_words(manager, client_, as_):
    manager.time_zone = "Europe/Berlin"
    manager.save()
    page = plan(as_(manager), client_, day="2027-03-28", clock="02:30", purpose="kept words")
    assert page.status_code == 422
    assert "put forward" in page.text
    assert "kept words" in page.text


def test_client_time_and_purpose_are_all_that_is_needed(manager, client_, as_):
    page = plan(as_(manager), client_, purpose="", success="")
    assert page.status_code == 422
    assert "better not made" in page.text
    assert plan(as_(manager), client_, purpose="", success="", chip="renewal").status_code == 302
    visit = Visit.objects.get()
    assert (visit.purpose, visit.planned_minutes) == ("Renew the contract", 45)


def test_people_of_another_client_are_refused(manager, client_, as_):
    other = PersonFactory(client=ClientFactory(owner=manager))
    assert plan(as_(manager), client_, people=[str(other.pk)]).status_code == 422
    assert str(other.pk) not in as_(manager).get(reverse("visit-new"), {"client": client_.pk}).text


def test_a_stranger_cannot_plan_at_a_client_by_its_id(stranger, client_, as_):
    assert plan(as_(stranger), client_).status_code == 404
    assert as_(stranger).get(reverse("visit-new"), {"client": client_.pk}).status_code == 404
    assert as_(stranger).post(reverse("visit-drop-in"), {"client": str(client_.pk), "chip": "care"}).status_code == 404
    assert not Visit.objects.exists()


def test_the_same_form_again_is_one_visit_and_other_words_in_it_are_shown(manager, client_, as_):
    new_id = str(uuid7())
    browser = as_(manager)
    for _time in range(3):
        assert plan(browser, client_, new_id=new_id).status_code == 302
    page = plan(browser, client_, new_id=new_id, purpose="Other words")
    assert page.status_code == 409
    assert "Other words" in page.text
    assert Visit.objects.get().purpose == "Renew"


def test_another_persons_id_is_not_taken_over(manager, teammate, client_, as_):
    theirs = ClientFactory(owner=teammate)
    visit = VisitFactory(client=theirs)
    assert plan(as_(manager), client_, new_id=str(visit.pk)).status_code == 404
    visit.refresh_from_db()
    assert visit.owner == teammate


@pytest.mark.parametrize("typed", ["华", "华兴", "hua"])
def test_the_picker_finds_by_one_or_two_characters(manager, as_, typed):
    mine = ClientFactory(owner=manager, name="华兴物流", other_name="Huaxing")
    hidden = ClientFactory(owner=manager, name="华美", archived_at=timezone.now())
    page = as_(manager).get(reverse("visit-new"), {"q": typed}).text
    assert str(mine.pk) in page
    assert str(hidden.pk) not in page


def test_an_edit_over_a_newer_plan_shows_both(manager, client_, as_):
    visit = VisitFactory(client=client_)
    url = reverse("visit-edit", args=[visit.pk])
    data = {**PLAN, "version": 1}
    assert as_(manager).post(url, {**data, "purpose": "First words"}).status_code == 302
    page = as_(manager).post(url, {**data, "purpose": "Second words"})
    assert page.status_code == 409
    assert "First words" in page.text
    assert "Second words" in page.text
    assert as_(manager).post(url, {**data, "purpose": "Second words", "version": 2}).status_code == 302


def test_a_tap_can_be_undone_and_a_second_tap_is_no_error(manager, client_, as_):
    visit, browser = VisitFactory(client=client_), as_(manager)
    for act, state in (("confirm", "confirmed"), ("arrive", "in_progress"), ("leave", "to_record")):
        visit.refresh_from_db()
        before, version = visit.state, visit.version
        url = reverse(f"visit-{act}", args=[visit.pk])
        for _tap in range(2):
            assert browser.post(url, {"version": version}).status_code == 302
        visit.refresh_from_db()
        assert (visit.state, visit.version) == (state, version + 1)
        undo = f"{reverse('visit-undo', args=[visit.pk, act])}?version={visit.version}"
        assert browser.post(undo).status_code == 302
        visit.refresh_from_db()
        assert visit.state == before
        assert browser.post(url, {"version": visit.version}).status_code == 302


def test_a_refused_tap_shows_the_visit_as_it_is(manager, client_, as_):
    visit = VisitFactory(client=client_, state="cancelled", cancel_reason="They moved house")
    page = as_(manager).post(reverse("visit-arrive", args=[visit.pk]), {"version": 1})
    assert page.status_code == 409
    assert "They moved house" in page.text


def test_a_stale_cancellation_keeps_its_reason(manager, client_, as_):
    visit = VisitFactory(client=client_, version=3)
    page = as_(manager).post(reverse("visit-cancel", args=[visit.pk]), {"version": 2, "reason": "my reason"})
    assert page.status_code == 409
    assert "my reason" in page.text
    assert 'value="3"' in page.text


def test_a_drop_in_begins_at_once_with_a_chip(manager, client_, as_):
    data = {"client": str(client_.pk), "chip": "care", "new_id": str(uuid7())}
    for _time in range(2):
        assert as_(manager).post(reverse("visit-drop-in"), data).status_code == 302
    visit = Visit.objects.get()
    assert (visit.state, visit.kind, visit.purpose) == ("in_progress", "drop_in", "Keep in touch")


CAPTURES = {
    "visit-request": (Request, {"text": "More data", "category": "business"}),
    "visit-objection": (Objection, {"text": "Too dear", "kind": ""}),
    "visit-promise": (Promise, {"text": "Quote", "due_on": "2026-11-27"}),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_a_capture_sent_again_is_one_row(name, manager, client_, as_):
    visit = VisitFactory(client=client_, begun=True)
    model, values = CAPTURES[name]
    data = {**values, "new_id": str(uuid7())}
    for headers in ({}, {"Accept": "application/json"}, {"Accept": "application/json"}):
        answer = as_(manager).post(reverse(name, args=[visit.pk]), data, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert model.objects.get().visit == visit
    empty = as_(manager).post(reverse(name, args=[visit.pk]), {**data, "text": " "})
    assert empty.status_code == 422


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["plan", "submit"])
def test_twenty_posts_at_once_make_one(what, manager, client_):
    new_id = str(uuid7())
    visit = VisitFactory(client=client_, left=True) if what == "submit" else None
    answers = []

    def post():
        browser = Browser()
        browser.force_login(manager)
        if visit:
            url = reverse("visit-record", args=[visit.pk])
            answers.append(browser.post(url, {"result": "partly", "gains": "g", "version": 1}).status_code)
        else:
            answers.append(plan(browser, client_, new_id=new_id, topics="a\nb").status_code)
        connection.close()

    threads = [Thread(target=post) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 20
    if visit:
        record = VisitRecord.objects.get()
        assert (record.version, record.first_submitted_at) == (2, record.submitted_at)
    else:
        assert Visit.objects.get().topics.count() == 2


def test_moments_of_a_plan():
    zone = zoneinfo.ZoneInfo("Asia/Shanghai")
    friday_evening = datetime.datetime(2026, 11, 27, 18, 20, tzinfo=zone)
    assert next_full_hour(friday_evening, zone) == datetime.datetime(2026, 11, 30, 9, 0, tzinfo=zone)
    assert next_full_hour(friday_evening.replace(hour=10), zone).hour == 11
    assert not exists_on_clock(datetime.datetime(2027, 3, 28, 2, 30), zoneinfo.ZoneInfo("Europe/Berlin"))  # noqa: DTZ001
    assert busy_hint(datetime.date(2026, 11, 23))  # a Monday
    assert busy_hint(datetime.date(2026, 12, 1))
    assert busy_hint(datetime.date(2026, 12, 31))
    assert not busy_hint(datetime.date(2026, 11, 24))


@pytest.mark.parametrize("due_on", ["0001-01-01", "9999-12-31"])
def test_a_promise_captured_for_an_absurd_day_is_refused(manager, client_, as_, due_on):
    visit = VisitFactory(client=client_, begun=True)
    answer = as_(manager).post(reverse("visit-promise", args=[visit.pk]), {"text": "Quote", "due_on": due_on})
    assert answer.status_code == 422
    assert not Promise.objects.exists()


def test_who_gave_a_client_away_is_offered_none_of_its_people(manager, stranger, client_, as_):
    met = PersonFactory(client=client_, name="Met before")
    visit = VisitFactory(client=client_, begun=True)
    visit.people.add(met)
    client_.owner, client_.team = stranger, stranger.team
    client_.save()
    since = PersonFactory(client=client_, name="Known since")
    browser = as_(manager)
    for name in ("visit-edit", "visit-record", "visit-request", "visit-promise"):
        page = browser.get(reverse(name, args=[visit.pk]))
        assert page.status_code == 200
        assert since.name not in page.text, name
    data = {"text": "Quote", "due_on": "2026-11-27", "person": str(since.pk)}
    assert browser.post(reverse("visit-promise", args=[visit.pk]), data).status_code == 422
    assert not Promise.objects.exists()


def test_editing_a_plan_keeps_who_has_left_the_client_since(manager, client_, as_):
    visit = VisitFactory(client=client_)
    gone = PersonFactory(client=client_, archived_at=timezone.now())
    visit.people.add(gone)
    data = {
        "purpose": "x",
        "success": "y",
        "planned_minutes": "45",
        "people": [str(gone.pk)],
        "version": visit.version,
    }
    assert as_(manager).post(reverse("visit-edit", args=[visit.pk]), data).status_code == 302
    assert list(visit.people.all()) == [gone]
