"""A person erased: everything personal goes, and a trace stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.actions.person_move import leave_person
from crm.actions.person_photo import set_photo
from crm.factories import ClientFactory, PersonFactory, RelationFactory
from crm.models import ClientShare, ContactWay, Erasure, Favour, Person, Relation
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


@pytest.mark.parametrize("from_the_new_place", [True, False])
def test_who_has_moved_is_erased_at_both_clients(manager, mine, person, browser, from_the_new_place):
    note(manager, person, ContactWay, channel="mobile", value="13800138000")
    other, today = ClientFactory(owner=manager, name="去处公司"), timezone.localdate()
    there = leave_person(
        by=manager, person=person, version=1, now=timezone.now(), on=today, keep_seat=True, to_client=other
    )
    person.refresh_from_db()
    one, also = (there, person) if from_the_new_place else (person, there)
    url = reverse("person-erase", args=[one.client_id, one.pk])
    assert also.client.name in browser.get(url).text
    browser.post(url, {"version": one.version, "sure": "1"})
    assert not Person.objects.filter(name="单雄信").exists()
    assert not Person.pgh_event_model.objects.filter(name="单雄信").exists()
    assert not ContactWay.objects.exists()
    assert set(Erasure.objects.values_list("person", flat=True)) == {person.pk, there.pk}


def test_where_somebody_else_answers_they_stay_and_the_page_says_who_to_ask(manager, stranger, person, as_, browser):
    theirs = ClientFactory(owner=stranger, name="去处公司")
    share = ClientShare.objects.create(client=theirs, user=manager, shared_by=stranger)
    there = leave_person(
        by=manager, person=person, version=1, now=timezone.now(), on=timezone.localdate(), keep_seat=True,
        to_client=theirs,
    )  # fmt: skip
    url = reverse("person-erase", args=[person.client_id, person.pk])
    told = browser.get(url)
    assert told.context["along"] == []
    assert told.context["stays"] == [there]
    assert str(stranger) in told.text
    share.delete()
    assert "去处公司" not in browser.get(url).text
    browser.post(url, {"version": 2, "sure": "1"})
    there.refresh_from_db()
    assert (there.name, there.erased_at) == ("单雄信", None)
