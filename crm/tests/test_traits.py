"""What somebody is like, and what of that is sensitive: allowed, read in a log, erased in time."""

import datetime as dt
import importlib

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.actions.person_part import edit_part
from crm.actions.trait import erase_expired
from crm.factories import TraitFactory
from crm.models import NotesRules, Trait, TraitReading
from crm.sensitive import sounds_sensitive
from crm.tests.known import note, part

pytestmark = pytest.mark.django_db


def allow():
    NotesRules.objects.create(health=True)


def secret(manager, person):
    return TraitFactory(
        person=person, noted_by=manager, text="糖尿病", sensitivity="health", reason="宴请忌口",
        expires_on=timezone.localdate() + dt.timedelta(days=30),
    )  # fmt: skip


def test_sensitive_ones_are_off_until_the_house_allows_them_and_then_want_reason_and_end(manager, person):
    values = {"text": "x", "sensitivity": "health", "noted_on": timezone.localdate()}
    with pytest.raises(ValidationError):
        note(manager, person, Trait, **values)
    allow()
    for more in ({}, {"reason": "y"}, {"reason": "y", "expires_on": timezone.localdate()}):
        with pytest.raises(ValidationError):
            note(manager, person, Trait, **values, **more)


def test_reading_is_logged_and_the_page_alone_tells_nothing(manager, person, browser, admin, as_):
    allow()
    trait = secret(manager, person)
    where = [person.client_id, person.pk]
    for page in (reverse("client-person", args=where), reverse("client-drill", args=[person.client_id])):
        assert "糖尿病" not in browser.get(page).content.decode()
    assert not TraitReading.objects.exists()
    read = reverse("trait-read", args=[*where, trait.pk])
    words = browser.post(read, headers={"HX-Request": "true"}).text
    assert "糖尿病" in words
    assert (trait.get_source_display() in words, str(manager) in words, "today" in words) == (True, True, True)
    browser.get(part(person, "trait", trait, "edit"))
    assert TraitReading.objects.filter(reader=manager, person=person).count() == 2
    assert str(manager) in as_(admin).get(reverse("trait-log")).content.decode()


def test_to_open_its_history_is_to_read_it_and_what_was_sensitive_does_not_come_out_of_a_plain_one(
    manager, person, browser, as_, stranger
):
    allow()
    trait = secret(manager, person)
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


def test_expired_ones_are_erased_with_their_history_and_the_log_stays(manager, person):
    allow()
    trait, plain_now = secret(manager, person), secret(manager, person)
    edit_part(by=manager, row=plain_now, version=1, values={"text": "少糖", "sensitivity": ""})
    TraitReading.objects.create(person=person, reader=manager, sensitivity="health")
    assert erase_expired(today=trait.expires_on) == 1
    assert Trait.objects.get() == plain_now
    assert [event.text for event in Trait.pgh_event_model.objects.all()] == ["少糖"]
    assert TraitReading.objects.exists()


def test_those_noted_before_there_was_a_history_begin_it_with_who_noted_them(manager, person, browser):
    first, second = note(manager, person, Trait, text="a"), note(manager, person, Trait, text="b")
    Trait.pgh_event_model.objects.filter(pgh_obj=first).delete()
    filling = importlib.import_module("crm.migrations.0030_fill_trait_history")
    for _n in range(2):
        filling.fill(None, connection.schema_editor())
    assert [one.events.count() for one in (first, second)] == [1, 1]
    (change,) = browser.get(reverse("history", args=["traits", first.pk])).context["changes"]
    assert (change.by, change.is_first, change.at) == (str(manager), True, first.created_at)


def test_a_sensitive_note_without_reason_or_end_is_refused_beside_their_fields(manager, person, browser):
    allow()
    values = {"kind": "request", "text": "忌口", "source": "self", "noted_on": timezone.localdate(), "new_id": uuid7()}
    answer = browser.post(part(person, "trait"), values | {"sensitivity": "health"})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"reason", "expires_on"}
    assert "忌口" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "is_sensitive"),
    [
        ("回族，请安排清真餐厅", True), ("Muslim: only halal food", True), ("血糖高", True), ("女儿今年高考", True),
        ("Has two children", True), ("Two kids", True), ("礼拜一上午开会", False), ("喜欢十点前打电话", False),
        ("Likes a season ticket and painkillers for jokes", False),
    ],
)  # fmt: skip
def test_what_sounds_sensitive(text, is_sensitive):
    assert sounds_sensitive(text) is is_sensitive


def test_a_plain_note_that_sounds_sensitive_gets_a_hint_and_is_kept_all_the_same(manager, person, browser):
    row = note(manager, person, Trait, text="回族", noted_on=timezone.localdate())
    page = browser.get(part(person, "trait", row, "edit")).content.decode()
    assert ">This sounds like religion" in page
    assert "which are not kept here" in page
    allow()
    assert "choose below" in browser.get(part(person, "trait", row, "edit")).content.decode()
    sent = {"new_id": uuid7(), "text": "清真", "kind": "taboo", "source": "seen", "noted_on": timezone.localdate()}
    assert ">This sounds" not in browser.get(part(person, "trait")).content.decode()
    assert browser.post(part(person, "trait"), sent).status_code == 302
