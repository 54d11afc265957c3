"""While somebody is erased, another writes of them on a connection of their own: either it is refused, or it goes."""

import pytest
from django.utils import timezone

from crm.actions import person_erase
from crm.actions.person import edit_person, restore_person
from crm.actions.person_move import leave_person
from crm.actions.person_part import create_part, edit_part
from crm.actions.person_photo import set_photo
from crm.factories import ClientFactory, PersonFactory, TraitFactory
from crm.models import ContactWay, Person, PersonPhoto, Trait
from exchange.actions.merge import merge
from exchange.models import Merge
from tests.at_once import another
from visits.actions.comment import comment_on
from visits.models import Comment

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def erase_beside(monkeypatch, by, person, act):
    """Erase the person; when it has just begun to, another does `act`. Return what came of that."""
    same_human, (thread, errors) = person_erase.same_human, another(act)

    def meanwhile(*given, **more):
        found = same_human(*given, **more)
        thread.start()
        thread.join(1)
        return found

    monkeypatch.setattr(person_erase, "same_human", meanwhile)
    person_erase.erase_person(by=by, person=person, version=person.version, now=NOW)
    thread.join(20)
    return errors


@pytest.mark.parametrize("act", ["edit", "note", "edit a note", "bring back", "photo", "comment", "leave"])
def test_what_is_written_meanwhile_is_refused(monkeypatch, manager, act):
    client = ClientFactory(owner=manager)
    person, there = PersonFactory(client=client, name="欧阳锋"), ClientFactory(owner=manager)
    trait = TraitFactory(person=person, noted_by=manager)
    told = {"by": manager, "person": person}
    acts = {
        "edit": lambda: edit_person(**told, version=1, values={"name": "欧阳锋"}),
        "note": lambda: create_part(**told, model=ContactWay, now=NOW, values={"channel": "mobile", "value": "139"}),
        "edit a note": lambda: edit_part(by=manager, row=trait, version=1, values={"text": "欧阳锋"}),
        "bring back": lambda: restore_person(**told, version=1),
        "photo": lambda: set_photo(**told, version=1, image=b"x", now=NOW),
        "comment": lambda: comment_on(name="person", row=person, by=manager, now=NOW, body="x"),
        "leave": lambda: leave_person(
            **told, version=1, now=NOW, on=timezone.localdate(), keep_seat=True, to_client=there
        ),
    }
    assert erase_beside(monkeypatch, manager, Person.objects.get(pk=person.pk), acts[act]) != []
    assert not Person.objects.exclude(name="").exists()
    for model in (ContactWay, Trait, PersonPhoto, Comment):
        assert not model.objects.exists()


def test_nobody_is_put_into_them_meanwhile(monkeypatch, manager):
    client = ClientFactory(owner=manager)
    person = PersonFactory(client=client, name="欧阳锋")
    other = PersonFactory(client=client, name="欧阳锋", ways={"mobile": "13912345678"})

    def act():
        merge(by=manager, noun="person", winner=person.pk, loser=other.pk, take=(), now=NOW)

    assert erase_beside(monkeypatch, manager, person, act) == ["NotOpen"]
    assert ContactWay.objects.get().person == other
    assert not Merge.objects.exists()
