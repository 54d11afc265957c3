"""A person erased: everything personal goes, and a trace stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.actions.person_move import leave_person
from crm.actions.person_photo import set_photo
from crm.factories import PersonFactory, RelationFactory
from crm.models import ContactWay, Erasure, Favour, Person, Relation
from crm.tests.known import note, part

pytestmark = pytest.mark.django_db


def test_everything_personal_goes_and_a_trace_stays(manager, mine, person, browser):
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
    assert browser.post(reverse("client-person-restore", args=[mine.pk, person.pk]), {"version": 2}).status_code == 404


def test_nothing_is_noted_of_them_again(manager, mine, person, browser):
    erase_person(by=manager, person=person, version=1, now=timezone.now())
    way = {"channel": "mobile", "value": "13800138000", "new_id": str(uuid7())}
    assert browser.post(part(person, "way"), way).status_code == 404
    gap = {"question": "decider_way", "object": person.pk, **way}
    assert browser.post(reverse("client-gaps", args=[mine.pk]), gap).status_code == 404
    with pytest.raises(NotYours):
        set_photo(by=manager, person=person, version=2, image=b"x", now=timezone.now())
    assert not ContactWay.objects.exists()


def test_who_has_left_can_be_erased_too(manager, mine, person, browser):
    leave_person(by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=False)
    page = browser.get(reverse("client-person", args=[mine.pk, person.pk])).content.decode()
    assert reverse("person-erase", args=[mine.pk, person.pk]) in page


def test_a_shared_colleague_may_not(stranger, person):
    with pytest.raises(NotYours):
        erase_person(by=stranger, person=person, version=1, now=timezone.now())
