"""Who can introduce me to X (H8)."""

import datetime
import re
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from core.ids import uuid7
from crm.factories import AcquaintanceFactory, ClientFactory, PersonFactory, RelationFactory
from crm.introductions import introductions_to
from crm.models import ClientShare

pytestmark = pytest.mark.django_db


def told(person, user):
    return [
        [str(way.colleague), *(str(step.person) for step in way.steps)] for way in introductions_to(person, user=user)
    ]


def chain(client, *names):
    people = [PersonFactory(client=client, name=name) for name in names]
    for one, other in pairwise(people):
        RelationFactory(person=other, other=one)
    return people


def test_shortest_first_then_closest(manager, teammate, mine):
    first, middle, target = chain(mine, "甲", "乙", "丙")
    AcquaintanceFactory(person=first, colleague=manager, strength=3)
    AcquaintanceFactory(person=middle, colleague=teammate, strength=1)
    AcquaintanceFactory(person=target, colleague=teammate, strength=1)
    assert told(target, manager) == [
        [str(teammate), "丙"], [str(teammate), "乙", "丙"], [str(manager), "甲", "乙", "丙"]
    ]  # fmt: skip


def test_a_way_reads_as_a_sentence(manager, teammate, mine, as_):
    _first, target = chain(mine, "<王>", "乙")
    AcquaintanceFactory(person=_first, colleague=manager, kind="worked")
    AcquaintanceFactory(person=target, colleague=teammate, kind="business")
    browser, url = as_(manager), reverse("person-introductions", args=[mine.pk, target.pk])

    def sentences(language):
        User.objects.filter(pk=manager.pk).update(language=language)
        page = browser.get(url, headers={"hx-request": "true"}).text
        assert "<王>" not in page
        return [unescape(strip_tags(one)) for one in re.findall(r"<li>(.*?)</li>", page)]

    assert sentences("en") == [
        f"{teammate} and 乙 know each other through work.",
        f"You and <王> ({mine}) used to work together; <王> and 乙 are friends.",
    ]
    assert sentences("zh-hans") == [f"{teammate}与乙因工作相识。", f"您与<王>（{mine}）曾是同事；<王>与乙是朋友。"]


def test_four_steps_and_no_more(manager, mine):
    people = chain(mine, "甲", "乙", "丙", "丁", "戊")
    AcquaintanceFactory(person=people[0], colleague=manager)
    assert told(people[3], manager) == [[str(manager), "甲", "乙", "丙", "丁"]]
    assert told(people[4], manager) == []


def test_a_hidden_person_is_never_on_the_way(manager, stranger, admin, mine):
    hidden = PersonFactory(client=ClientFactory(owner=stranger), name="隐")
    target = PersonFactory(client=mine, name="丙")
    RelationFactory(person=target, other=hidden)
    AcquaintanceFactory(person=hidden, colleague=manager)
    assert told(target, manager) == []
    assert told(target, admin) == [[str(manager), "隐", "丙"]]


def test_a_rivalry_is_no_way_and_circles_end(manager, mine):
    one, two, target = (PersonFactory(client=mine, name=name) for name in "甲乙丙")
    for person, other in ((one, two), (two, target), (target, one)):
        RelationFactory(person=person, other=other, kind="rivalry" if person == target else "friend")
    AcquaintanceFactory(person=one, colleague=manager)
    assert told(target, manager) == [[str(manager), "甲", "乙", "丙"]]


def test_the_other_of_a_new_relation_is_one_that_the_writer_sees(manager, stranger, mine, as_):
    person, hidden = PersonFactory(client=mine), PersonFactory(client=ClientFactory(owner=stranger))
    url = reverse("person-part-new", args=[mine.pk, person.pk, "relation"])
    as_(manager).post(url, {"new_id": uuid7(), "other": str(hidden.pk), "kind": "friend", "strength": 2})
    assert not person.relations.exists()
    other = PersonFactory(client=mine)
    as_(manager).post(url, {"new_id": uuid7(), "other": str(other.pk), "kind": "friend", "strength": 2})
    assert person.relations.get().other == other


def test_a_cover_that_has_ended_opens_no_way(manager, stranger, admin, mine, now):
    """Ended is ended, though nobody has tidied the share away yet."""
    far = ClientFactory(owner=stranger)
    (theirs,) = chain(far, "密")
    (target,) = chain(mine, "乙")
    RelationFactory(person=theirs, other=target)
    AcquaintanceFactory(person=theirs, colleague=stranger)
    share = ClientShare.objects.create(client=far, user=manager, shared_by=stranger)
    assert told(target, manager) == [[str(stranger), "密", "乙"]]
    ClientShare.objects.filter(pk=share.pk).update(ends_at=now - datetime.timedelta(seconds=1))
    assert told(target, manager) == []
