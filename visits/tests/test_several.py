"""Several promises kept, several records accepted in one press; all or none, and one way back."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.factories import ClientFactory
from crm.models import BulkAct
from visits.actions.promise import keep_promise
from visits.actions.several import accept_records, keep_promises, undo_several
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Comment, Promise, Reminder, Visit, VisitState

pytestmark = pytest.mark.django_db


def recorded(owner):
    visit = VisitFactory(client=ClientFactory(owner=owner), left=True, state=VisitState.RECORDED)
    now = timezone.now() - datetime.timedelta(hours=3)
    VisitRecordFactory(visit=visit, first_submitted_at=now, submitted_at=now)
    return visit


def versions(rows):
    return {row.pk: row.version for row in rows}


def states(model):
    return list(model.objects.order_by("pk").values_list("state", flat=True))


def chosen(rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def undo_of(response):
    """Return where the toast of the page that was led to takes the act back."""
    tags = [one.extra_tags for one in get_messages(response.wsgi_request)]
    return next(tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:"))


@pytest.fixture
def three(manager):
    return [PromiseFactory(client=ClientFactory(owner=manager), owner=manager) for _ in range(3)]


def test_promises_are_kept_together_and_open_again_together(as_, manager, three):
    browser = as_(manager)
    page = browser.get(reverse("promise-list") + "?choose=1").content.decode()
    assert all(row in page for row in chosen(three))
    sent = {"row": chosen(three), "new_id": str(uuid7())}
    answer = browser.post(reverse("promises-keep") + "?state=open&choose=1", sent)
    assert answer["Location"] == reverse("promise-list") + "?state=open"
    assert states(Promise) == ["kept"] * 3
    undo = undo_of(answer)
    browser.post(reverse("promises-keep"), sent)  # the same press once more
    assert BulkAct.objects.count() == 1
    for _ in range(2):
        assert browser.post(undo)["Location"] == reverse("promise-list") + "?state=open"
        assert states(Promise) == ["open"] * 3
    assert Reminder.objects.filter(subject_id=three[0].pk, dropped_at=None).exists()


def test_one_that_was_changed_meanwhile_stops_all(manager, three):
    seen = versions(three)
    keep_promise(promise=three[1], version=three[1].version, by=manager, now=timezone.now())
    with pytest.raises(StaleVersion):
        keep_promises(by=manager, now=timezone.now(), versions=seen)
    assert states(Promise) == ["open", "kept", "open"]
    # Nor does a closed one count as kept anew by its present version: its closing is not this act's to take back.
    with pytest.raises(StaleVersion):
        keep_promises(by=manager, now=timezone.now(), versions=versions(Promise.objects.all()))


def test_an_undo_stops_at_what_has_gone_on_since(manager, three):
    act, _is_new = keep_promises(by=manager, now=timezone.now(), versions=versions(three))
    one = Promise.objects.get(pk=three[2].pk)
    one.save_checked(version=one.version, fields=["text"])
    with pytest.raises(StaleVersion):
        undo_several(by=manager, now=timezone.now(), act=act)
    assert states(Promise) == ["kept"] * 3


@pytest.mark.parametrize("who", ["stranger", "teammate"])
def test_nobody_keeps_or_takes_back_what_is_not_theirs(world, who, three):
    with pytest.raises(NotYours):
        keep_promises(by=getattr(world, who), now=timezone.now(), versions=versions(three))
    act, _is_new = keep_promises(by=world.manager, now=timezone.now(), versions=versions(three))
    with pytest.raises(NotYours):
        undo_several(by=getattr(world, who), now=timezone.now(), act=act)
    assert states(Promise) == ["kept"] * 3


def test_a_lead_accepts_several_records_and_takes_it_back(as_, lead, manager, teammate):
    visits = [recorded(manager), recorded(teammate)]
    browser = as_(lead)
    page = browser.get(reverse("review-queue") + "?choose=1").content.decode()
    assert all(row in page for row in chosen(visits))
    answer = browser.post(reverse("records-accept") + "?choose=1", {"row": chosen(visits), "new_id": str(uuid7())})
    assert states(Visit) == ["accepted"] * 2
    browser.post(undo_of(answer))
    assert states(Visit) == ["recorded"] * 2
    assert not Comment.objects.exists()
    assert as_(manager).post(reverse("records-accept"), {"row": chosen(Visit.objects.all())}).status_code == 404


def test_nobody_accepts_their_own_record_among_others(lead, manager):
    visits = [recorded(manager), recorded(lead)]
    with pytest.raises(NotYours):
        accept_records(by=lead, now=timezone.now(), versions=versions(visits))
    assert states(Visit) == ["recorded"] * 2


def test_nothing_chosen_or_nonsense_says_so_and_does_nothing(as_, manager, three):
    for sent in ({}, {"row": "nonsense"}):
        answer = as_(manager).post(reverse("promises-keep"), sent, follow=True)
        assert "Choose promises first." in answer.content.decode()
    assert states(Promise) == ["open"] * 3
