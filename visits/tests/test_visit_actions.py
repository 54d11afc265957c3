"""Every step of the table, and every step that is not in it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import StaleVersion
from crm.factories import ClientFactory, PersonFactory
from visits.actions import plan as planning
from visits.actions import record
from visits.actions import visit as steps
from visits.factories import VisitFactory
from visits.models import Reminder, ReminderKind, Visit, VisitChange, VisitKind, VisitState

NOW = timezone.now()
LATER = NOW + datetime.timedelta(days=2)
ACTS = {
    "confirm": (steps.confirm, {}),
    "unconfirm": (steps.unconfirm, {}),
    "reschedule": (steps.reschedule, {"starts_at": LATER, "reason": "their fair", "is_agreed": False}),
    "arrive": (steps.arrive, {}),
    "unarrive": (steps.unarrive, {}),
    "leave": (steps.leave, {}),
    "unleave": (steps.unleave, {}),
    "hold": (steps.hold, {}),
    "unhold": (steps.unhold, {}),
    "cancel": (steps.cancel, {"reason": "called away"}),
    "restore": (steps.restore, {}),
}
# A second tap finds its work done: it neither fails nor changes anything.
DONE_ALREADY = {
    "confirm": {"confirmed"},
    "unconfirm": {"planned"},
    "reschedule": set(),
    "arrive": {"in_progress", "to_record", "recorded", "sent_back", "accepted"},
    "unarrive": {"planned", "confirmed"},
    "leave": {"to_record", "recorded", "sent_back", "accepted"},
    "unleave": {"in_progress"},
    "hold": {"to_record", "recorded", "sent_back", "accepted"},
    "unhold": {"planned", "confirmed", "in_progress"},
    "cancel": {"cancelled"},
    "restore": {"planned", "confirmed", "in_progress", "to_record", "recorded", "sent_back", "accepted"},
}


def visit_in(state, client):
    start = NOW - datetime.timedelta(hours=3)
    stamps = {"starts_at": start}
    if state in ("in_progress", "to_record", "recorded", "sent_back", "accepted"):
        stamps["arrived_at"] = start
    if state in ("to_record", "recorded", "sent_back", "accepted"):
        stamps["left_at"] = start + datetime.timedelta(minutes=50)
    if state == "cancelled":
        stamps |= {"cancel_reason": "ill", "cancelled_at": start}
    if state == "confirmed":
        stamps["confirmed_at"] = start
    return VisitFactory(client=client, state=state, **stamps)


@pytest.fixture
def client_(manager):
    return ClientFactory(owner=manager)


@pytest.mark.parametrize("state", VisitState.values)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_from_every_state(act, state, client_, manager):
    visit = visit_in(state, client_)
    call, values = ACTS[act]
    given = {"visit": visit, "by": manager, "now": NOW, "version": visit.version, **values}
    froms, tos = steps.TRANSITIONS[act]
    if state in froms:
        done = call(**given)
        assert done.state in tos
        assert Visit.objects.get(pk=visit.pk).state == done.state
        assert done.version == 2
    elif state in DONE_ALREADY[act]:
        assert call(**given).version == 1
        assert Visit.objects.get(pk=visit.pk).state == state
    else:
        with pytest.raises(steps.WrongState):
            call(**given)
        assert Visit.objects.get(pk=visit.pk).state == state


@pytest.mark.parametrize("act", ACTS)
def test_an_old_page_changes_nothing(act, client_, manager):
    state = sorted(steps.TRANSITIONS[act][0])[0]
    visit = visit_in(state, client_)
    call, values = ACTS[act]
    with pytest.raises(StaleVersion):
        call(visit=visit, by=manager, now=NOW, version=99, **values)
    assert Visit.objects.get(pk=visit.pk).state == state


@pytest.mark.parametrize("act", ACTS)
def test_only_its_manager_works_on_a_visit(act, client_, teammate, stranger, lead, admin):
    visit = visit_in(sorted(steps.TRANSITIONS[act][0])[0], client_)
    call, values = ACTS[act]
    for person in (teammate, stranger, lead, admin):
        with pytest.raises(PermissionDenied):
            call(visit=visit, by=person, now=NOW, version=1, **values)


def test_cancelling_and_restoring_goes_back_to_what_it_was(client_, manager):
    visit = visit_in("confirmed", client_)
    gone = steps.cancel(visit=visit, by=manager, now=NOW, version=1, reason="ill")
    assert VisitChange.objects.get().reason == "ill"
    back = steps.restore(visit=gone, by=manager, now=NOW, version=2)
    assert (back.state, back.cancel_reason, back.cancelled_at) == ("confirmed", "", None)
    assert not VisitChange.objects.exists()


def test_moving_keeps_the_old_time_and_asks_for_a_new_agreement(client_, manager):
    visit = visit_in("confirmed", client_)
    old = visit.starts_at
    moved = steps.reschedule(
        visit=visit, by=manager, now=NOW, version=1, starts_at=LATER, reason="fair", is_agreed=False
    )
    assert (moved.state, moved.confirmed_at) == ("planned", None)
    change = VisitChange.objects.get()
    assert (change.old_starts_at, change.new_starts_at, change.reason) == (old, LATER, "fair")
    again = steps.reschedule(
        visit=visit, by=manager, now=NOW, version=1, starts_at=LATER, reason="fair", is_agreed=False
    )
    assert again.version == 2
    assert VisitChange.objects.count() == 1


def test_leaving_owes_a_record_and_undoing_it_owes_none(client_, manager):
    manager.time_zone = "Europe/Berlin"
    manager.save()
    friday = datetime.datetime(2026, 11, 27, 15, 0, tzinfo=datetime.UTC)
    visit = VisitFactory(client=client_, state="in_progress", starts_at=friday, arrived_at=friday)
    left = steps.leave(visit=visit, by=manager, now=friday + datetime.timedelta(hours=1), version=1)
    due = sorted(set(Reminder.objects.values_list("due_at", flat=True)))
    assert due == [
        datetime.datetime(2026, 11, 27, 18, 0, tzinfo=datetime.UTC),
        datetime.datetime(2026, 11, 30, 7, 30, tzinfo=datetime.UTC),  # Monday 08:30 in Berlin
    ]
    steps.unleave(visit=left, by=manager, now=friday, version=2)
    waiting = Reminder.objects.filter(kind=ReminderKind.RECORD_OWED, dropped_at=None)
    assert not waiting.exists()


def test_a_visit_to_come_cannot_have_taken_place(client_, manager):
    visit = VisitFactory(client=client_, starts_at=LATER)
    with pytest.raises(steps.WrongState):
        steps.hold(visit=visit, by=manager, now=NOW, version=1)


def test_a_forgotten_visit_takes_its_planned_times(client_, manager):
    visit = VisitFactory(client=client_, starts_at=NOW - datetime.timedelta(days=2), planned_minutes=60)
    done = steps.hold(visit=visit, by=manager, now=NOW, version=1)
    assert done.left_at - done.arrived_at == datetime.timedelta(minutes=60)
    assert min(Reminder.objects.values_list("due_at", flat=True)) > NOW


@pytest.mark.parametrize("state", ["planned", "confirmed", "in_progress"])
def test_a_visit_that_did_not_take_place_after_all_is_as_it_was(state, client_, manager):
    visit = visit_in(state, client_)
    if visit.arrived_at:
        Visit.objects.filter(pk=visit.pk).update(arrived_at=visit.starts_at + datetime.timedelta(seconds=61.5))
    visit.refresh_from_db()
    held = steps.hold(visit=visit, by=manager, now=NOW, version=1)
    back = steps.unhold(visit=held, by=manager, now=NOW, version=2)
    assert (back.state, back.arrived_at, back.left_at) == (state, visit.arrived_at, None)
    assert not Reminder.objects.filter(kind=ReminderKind.RECORD_OWED, dropped_at=None).exists()
    again = steps.hold(visit=back, by=manager, now=NOW, version=3)
    record.save_draft(visit=again, by=manager, now=NOW, version=1, values={"gains": "x"})
    with pytest.raises(steps.WrongState):  # somebody has begun to write about it
        steps.unhold(visit=again, by=manager, now=NOW, version=4)


def test_a_drop_in_cannot_be_unarrived(client_, manager):
    visit, _ = planning.drop_in(by=manager, now=NOW, client=client_, purpose="Keep in touch", success="One thing")
    assert (visit.kind, visit.state, visit.arrived_at) == (VisitKind.DROP_IN, "in_progress", NOW)
    with pytest.raises(steps.WrongState):
        steps.unarrive(visit=visit, by=manager, now=NOW, version=1)


def test_planning_keeps_only_people_of_this_client(client_, manager):
    mine, other = PersonFactory(client=client_), PersonFactory(client=ClientFactory(owner=manager))
    visit, is_new = planning.plan(
        by=manager, now=NOW, client=client_, starts_at=LATER, purpose="p", success="s", people=[mine, other],
        topics=["Outage", "Contract"],
    )  # fmt: skip
    assert is_new
    assert list(visit.people.all()) == [mine]
    assert [topic.text for topic in visit.topics.all()] == ["Outage", "Contract"]


def test_nobody_plans_at_a_client_they_may_not_see_or_that_is_archived(client_, manager, stranger):
    with pytest.raises(PermissionDenied):
        planning.plan(by=stranger, now=NOW, client=client_, starts_at=LATER, purpose="p", success="s")
    gone = ClientFactory(owner=manager, archived_at=NOW)
    with pytest.raises(PermissionDenied):
        planning.plan(by=manager, now=NOW, client=gone, starts_at=LATER, purpose="p", success="s")


def test_editing_keeps_topics_with_a_note(client_, manager):
    visit, _ = planning.plan(
        by=manager, now=NOW, client=client_, starts_at=LATER, purpose="p", success="s", topics=["Old", "Noted"]
    )
    visit.topics.filter(text="Noted").update(note="they said so")
    planning.edit_plan(visit=visit, by=manager, now=NOW, version=1, values={"purpose": "q"}, people=[], topics=["New"])
    assert {topic.text for topic in visit.topics.all()} == {"Noted", "New"}


@pytest.mark.parametrize("state", ["recorded", "accepted", "cancelled"])
def test_a_plan_is_closed_with_its_record(state, client_, manager):
    visit = visit_in(state, client_)
    with pytest.raises(steps.WrongState):
        planning.edit_plan(visit=visit, by=manager, now=NOW, version=1, values={}, people=[], topics=[])
