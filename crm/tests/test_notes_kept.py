"""Plain notes about people go when nobody has found them needed for as long as the house keeps them (PIPL)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.months import months_on
from crm.actions.person_part import edit_part, remove_part
from crm.actions.trait import erase_expired, keep_trait, set_rules
from crm.factories import ClientFactory, PersonFactory, TraitFactory
from crm.models import NotesRules, Trait

pytestmark = pytest.mark.django_db


@pytest.fixture
def trait(manager):
    person = PersonFactory(client=ClientFactory(owner=manager))
    return TraitFactory(person=person, noted_by=manager, text="Likes tea", noted_on=dt.date(2001, 1, 1))


def page(trait):
    return reverse("client-person", args=[trait.person.client_id, trait.person_id])


def keep(trait):
    return reverse("trait-keep", args=[trait.person.client_id, trait.person_id, trait.pk])


def age(trait, *, months, days=0):
    """Have the note found needed so long ago."""
    Trait.objects.filter(pk=trait.pk).update(
        kept_on=months_on(timezone.localdate(), -months) + dt.timedelta(days=days)
    )
    trait.refresh_from_db()


def test_the_list_of_people_shows_whose_notes_end_soon(trait, manager, stranger, admin, as_):
    """As their pages ask, by the months of the house; not of others' people, nor for what is sensitive or removed."""
    address, browser = reverse("client-people"), as_(manager)
    other = PersonFactory(client=trait.person.client)
    hidden = TraitFactory(person=PersonFactory(client=ClientFactory(owner=stranger)), noted_by=stranger)
    secret = TraitFactory(
        person=other, noted_by=manager, sensitivity="health", reason="x", expires_on=timezone.localdate()
    )
    twice = TraitFactory(person=trait.person, noted_by=manager)
    gone = TraitFactory(person=other, noted_by=manager, removed_at=timezone.now())
    for one in (trait, hidden, secret, twice, gone):
        age(one, months=24, days=61)
    names = {str(trait.person), str(other)}

    def shown(**asked):
        page = browser.get(address, asked).text
        listed = page.split('id="found"')[1]
        return {name for name in names if name in listed}

    assert shown(ending=1) == set()
    age(trait, months=24, days=60)
    assert shown() == names
    assert shown(ending=1) == {str(trait.person)}
    assert keep(trait) in browser.get(page(trait)).text
    browser.post(keep(trait), {"version": trait.version})
    assert shown(ending=1) == set()
    set_rules(by=admin, version=1, values={"months_kept": 12})
    age(trait, months=10, days=1)
    assert shown(ending=1) == {str(trait.person)}


@pytest.mark.parametrize("months", [12, 24, 36])
def test_a_note_is_erased_with_its_history_when_its_months_are_over(trait, admin, months):
    set_rules(by=admin, version=1, values={"months_kept": months})
    today = timezone.localdate()
    assert erase_expired(today=today) == 0  # noted long ago, but written today
    age(trait, months=months, days=1)
    assert erase_expired(today=today) == 0
    age(trait, months=months)
    assert erase_expired(today=today) == 1
    assert not Trait.objects.exists()
    assert not Trait.pgh_event_model.objects.exists()


def test_a_removed_note_goes_too_and_a_sensitive_one_keeps_its_own_day(trait, manager):
    NotesRules.objects.create(health=True)
    today = timezone.localdate()
    secret = TraitFactory(
        person=trait.person,
        noted_by=manager,
        sensitivity="health",
        reason="Lunch",
        expires_on=today + dt.timedelta(90),
    )
    for one in (trait, secret):
        age(one, months=30)
    remove_part(by=manager, row=trait, version=trait.version, now=timezone.now())
    assert erase_expired(today=today) == 1
    assert Trait.objects.get() == secret


def test_what_is_written_or_found_needed_is_kept_anew(trait, manager):
    today = timezone.localdate()
    age(trait, months=23)
    kept = keep_trait(by=manager, trait=trait, version=trait.version, today=today)
    assert kept.kept_on == today
    age(trait, months=23)
    edit_part(by=manager, row=trait, version=trait.version, values={"text": "Likes green tea"})
    trait.refresh_from_db()
    assert trait.kept_on == today


def test_its_page_asks_in_the_last_sixty_days_and_one_tap_answers(trait, manager, world, as_):
    browser = as_(manager)
    age(trait, months=24, days=61)
    assert keep(trait) not in browser.get(page(trait)).content.decode()
    age(trait, months=24, days=60)
    assert keep(trait) in browser.get(page(trait)).content.decode()
    assert as_(world.stranger).post(keep(trait), {"version": trait.version}).status_code == 404
    said = browser.post(keep(trait), {"version": trait.version}, follow=True).content.decode()
    assert "Kept until" in said
    assert keep(trait) not in said
    again = browser.post(keep(trait), {"version": trait.version}, follow=True).content.decode()
    assert "Somebody changed this meanwhile" in again


def test_the_house_says_how_long(admin, as_):
    browser, url = as_(admin), reverse("notes-rules")
    assert browser.post(url, {"version": 1, "months_kept": 1200}).status_code == 422
    assert browser.post(url, {"version": 1, "months_kept": 12, "health": "on"}).status_code == 302
    rules = NotesRules.objects.get()
    assert (rules.months_kept, rules.health, rules.religion) == (12, True, False)
