"""The record: a draft that saves itself, submitted once, locked, sent back, submitted again."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import StaleVersion
from crm.factories import ClientFactory
from visits.actions import record as actions
from visits.actions.notes import Locked
from visits.actions.review import send_back
from visits.factories import VisitFactory
from visits.models import Reminder, ReminderKind, Visit, VisitRecord

NOW = timezone.now()
TEXTS = {"result": "achieved", "result_note": "", "gains": "They renew", "losses": "", "next_step": ""}
VALUES = {**TEXTS, "next_contact_on": None}


@pytest.fixture
def visit(manager):
    return VisitFactory(client=ClientFactory(owner=manager), left=True)


def submit(visit, by, *, now=NOW, version=1, **values):
    return actions.submit(visit=visit, by=by, now=now, version=version, values={**VALUES, **values})


def test_submitting_locks_and_keeps_the_first_moment(visit, manager, lead):
    record, is_first = submit(visit, manager)
    assert is_first
    visit.refresh_from_db()
    visit.client.refresh_from_db()
    assert visit.state == "recorded"
    assert (record.first_submitted_at, record.submitted_at) == (NOW, NOW)
    assert visit.client.last_visit_at == visit.arrived_at
    assert visit.client.version == 1, "an open form of the client must not become stale by it"
    with pytest.raises(Locked):
        actions.save_draft(visit=visit, by=manager, now=NOW, version=record.version, values=VALUES)

    send_back(visit=visit, by=lead, now=NOW, version=visit.version, reason="Who decides?")
    visit.refresh_from_db()
    assert visit.state == "sent_back"
    later = NOW + datetime.timedelta(days=1)
    again, is_new = submit(
        visit, manager, now=later, version=VisitRecord.objects.get().version, gains="They renew. The IT head decides"
    )
    assert is_new
    assert (again.first_submitted_at, again.submitted_at) == (NOW, later)


def test_the_same_record_again_is_the_same_submission_and_other_words_are_not_lost(visit, manager):
    submit(visit, manager)
    assert submit(visit, manager)[1] is False
    with pytest.raises(StaleVersion) as stale:
        submit(visit, manager, gains="other words")
    assert stale.value.current.gains == "They renew"


def test_a_result_is_all_that_is_needed(visit, manager, as_):
    url = reverse("visit-record", args=[visit.pk])
    page = as_(manager).post(url, {**TEXTS, "result": "", "gains": "kept words", "version": 1})
    assert page.status_code == 422
    assert "kept words" in page.text
    assert as_(manager).post(url, {"result": "not", "version": 1}).status_code == 302
    assert VisitRecord.objects.get().result == "not"


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Shanghai", "00:30"), ("Europe/Berlin", "07:30"), ("America/New_York", "13:30")]
)
def test_the_next_contact_reminds_at_half_past_eight_on_the_owners_clock(visit, manager, zone, hour):
    manager.time_zone = zone
    manager.save()
    visit.owner.refresh_from_db()
    submit(visit, manager, next_contact_on=datetime.date(2026, 12, 15))
    due = set(Reminder.objects.filter(kind=ReminderKind.NEXT_CONTACT).values_list("due_at", flat=True))
    assert due == {datetime.datetime.fromisoformat(f"2026-12-15T{hour}:00+00:00")}


def test_at_another_managers_client_the_next_contact_reminds_that_manager(visit, world, as_):
    theirs = VisitFactory(client=ClientFactory(owner=world.stranger), owner=world.manager, left=True)
    words = "Shi Stranger looks after this client and will be reminded."
    shown = [words in as_(world.manager).get(reverse("visit-record", args=[one.pk])).text for one in (visit, theirs)]
    assert shown == [False, True]
    submit(theirs, world.manager, next_contact_on=datetime.date(2026, 12, 15))
    told = Reminder.objects.filter(kind=ReminderKind.NEXT_CONTACT)
    assert {one.recipient for one in told} == {world.stranger}


def test_a_resubmission_moves_the_next_contact(visit, manager, lead):
    day, other = datetime.date(2026, 12, 15), datetime.date(2026, 12, 16)
    submit(visit, manager, next_contact_on=day)
    for chosen in (other, day):
        visit.refresh_from_db()
        send_back(visit=visit, by=lead, now=NOW, version=visit.version, reason="x")
        submit(visit, manager, version=VisitRecord.objects.get().version, next_contact_on=chosen)
        waiting = Reminder.objects.filter(kind=ReminderKind.NEXT_CONTACT, dropped_at=None)
        assert {one.due_at.date() for one in waiting} == {chosen}, "withdrawn once, chosen again"


def test_a_draft_saves_itself_and_clashes_truly(visit, manager, as_):
    browser, url = as_(manager), reverse("visit-record-draft", args=[visit.pk])

    def save(**values):
        return browser.post(url, json.dumps(values), content_type="application/json")

    first = save(**{**TEXTS, "result": "", "gains": "a "}, next_contact_on="2026-12-15", version=1)
    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert VisitRecord.objects.get().gains == "a ", "a space at the end is where the next word goes on"
    clash = save(**{**TEXTS, "gains": "b"}, version=1)
    assert clash.status_code == 409
    assert clash.json()["values"]["gains"] == "a "
    assert clash.json()["values"]["next_contact_on"] == "2026-12-15"
    assert save(**{**TEXTS, "result": "splendid"}, version=2).status_code == 422
    assert Visit.objects.get(pk=visit.pk).state == "to_record"


def test_a_draft_of_what_was_sent_back_keeps_its_result_until_another_is_chosen(visit, manager, lead, as_):
    record, _first = submit(visit, manager)
    visit.refresh_from_db()
    send_back(visit=visit, by=lead, now=NOW, version=visit.version, reason="Who decides?")
    record.refresh_from_db()
    words = {**TEXTS, "gains": "She decides", "version": record.version}
    sent = {"data": json.dumps({**words, "result": ""}), "content_type": "application/json"}
    assert as_(manager).post(reverse("visit-record-draft", args=[visit.pk]), **sent).status_code == 200
    was, now = record.result, VisitRecord.objects.get()
    assert (now.result, now.gains) == (was, "She decides")


def test_a_record_waits_for_the_visit(manager, as_):
    planned = VisitFactory(client=ClientFactory(owner=manager))
    assert as_(manager).get(reverse("visit-record", args=[planned.pk])).status_code == 302
    begun = VisitFactory(client=planned.client, begun=True)
    page = as_(manager).post(reverse("visit-record", args=[begun.pk]), {**TEXTS, "version": 1})
    assert page.status_code == 409
    assert "They renew" in page.text


def test_the_message_says_who_reviews_it(visit, manager, lead, as_):
    """A lead whom nobody leads waits for an admin: nobody is said to be told who is not."""
    answer = as_(manager).post(reverse("visit-record", args=[visit.pk]), {**TEXTS, "version": 1}, follow=True)
    assert "Your lead is told." in answer.text
    own = VisitFactory(client=ClientFactory(owner=lead), left=True)
    answer = as_(lead).post(reverse("visit-record", args=[own.pk]), {**TEXTS, "version": 1}, follow=True)
    assert "An admin will review it." in answer.text
    assert not Reminder.objects.filter(subject_id=own.pk, kind=ReminderKind.RECORD_NEW).exists()
