"""A client given to a colleague without a hand-over: nothing that is open at it stays behind unseen (W5, W6)."""

import datetime as dt

import pytest
from django.utils import timezone

from core.house import house_day
from crm.actions.bulk import act_on_clients, undo_act
from crm.actions.client import edit_client
from crm.factories import ClientFactory
from crm.models import Client, ClientShare
from crm.models.bulk import BulkKind
from visits.actions.complaint import raise_complaint
from visits.actions.handover import call_off, plan_handover
from visits.factories import ComplaintFactory, PromiseFactory
from visits.models import Reminder

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def client(world):
    """One with a complaint and a promise, both its manager's."""
    client = ClientFactory(owner=world.manager)
    raise_complaint(by=world.manager, now=NOW, client=client, text="The line is down", raised_at=NOW)
    PromiseFactory(client=client, owner=world.manager)
    return client


def open_there(client):
    """Return who has the complaint, who its clocks remind, and who has the promise."""
    complaint = client.complaints.get()
    reminded = Reminder.objects.filter(subject_id=complaint.pk, sent_at=None, dropped_at=None)
    return complaint.owner, set(reminded.values_list("recipient_id", flat=True)), client.promises.get().owner


def test_complaints_and_their_clocks_follow_an_edited_owner(world, client):
    edit_client(by=world.lead, client=client, version=client.version, values={"owner": world.teammate})
    owner, reminded, promises_owner = open_there(client)
    assert owner == world.teammate
    assert world.teammate.pk in reminded
    assert world.manager.pk not in reminded
    assert promises_owner == world.manager


def test_they_follow_clients_given_together_and_come_back(world, client):
    before = open_there(client)
    act, _is_new = act_on_clients(
        by=world.lead, now=NOW, kind=BulkKind.GIVE, versions={client.pk: client.version}, colleague=world.teammate
    )
    assert open_there(client)[0] == world.teammate
    undo_act(by=world.lead, now=NOW, act=act)
    assert open_there(client) == before


def test_somebody_elses_complaint_stays_theirs(world, client):
    complaint = client.complaints.get()
    complaint.owner = world.lead
    complaint.save_checked(version=complaint.version, fields=["owner"])
    edit_client(by=world.lead, client=client, version=client.version, values={"owner": world.teammate})
    assert open_there(client)[0] == world.lead


def test_what_was_the_takers_before_stays_theirs_when_it_comes_back(world, client):
    """Of a client that a colleague worked on already, only what followed it returns."""
    before = client.complaints.get()
    theirs = ComplaintFactory(client=client, owner=world.teammate, team=world.teammate.team)
    act, _is_new = act_on_clients(
        by=world.lead, now=NOW, kind=BulkKind.GIVE, versions={client.pk: client.version}, colleague=world.teammate
    )
    assert {one.owner for one in client.complaints.all()} == {world.teammate}
    undo_act(by=world.lead, now=NOW, act=act)
    before.refresh_from_db()
    theirs.refresh_from_db()
    assert (before.owner, theirs.owner) == (world.manager, world.teammate)


def test_what_was_settled_meanwhile_is_not_moved_again(world, client):
    complaint = client.complaints.get()
    act, _is_new = act_on_clients(
        by=world.lead, now=NOW, kind=BulkKind.GIVE, versions={client.pk: client.version}, colleague=world.teammate
    )
    complaint.refresh_from_db()
    complaint.owner = world.lead
    complaint.save_checked(version=complaint.version, fields=["owner"])
    undo_act(by=world.lead, now=NOW, act=act)
    complaint.refresh_from_db()
    assert complaint.owner == world.lead


def give(world, client):
    versions = {client.pk: client.version}
    return act_on_clients(by=world.lead, now=NOW, kind=BulkKind.GIVE, versions=versions, colleague=world.teammate)[0]


def share(world, client, **more):
    more = {"shared_by": world.manager, **more}
    return ClientShare.objects.create(client=client, user=world.teammate, **more)


def test_who_is_given_a_client_needs_no_share_and_sees_it_no_more_once_it_is_anothers(world, client):
    share(world, client)
    edit_client(by=world.lead, client=client, version=client.version, values={"owner": world.teammate})
    assert not ClientShare.objects.exists()
    edit_client(by=world.lead, client=client, version=client.version, values={"owner": world.manager})
    assert client not in Client.objects.visible_to(world.teammate)


def test_an_undo_brings_back_the_very_share_that_ended_and_no_other(world, client):
    other = ClientShare.objects.create(client=client, user=world.stranger, shared_by=world.manager)
    before = share(world, client, ends_at=NOW + dt.timedelta(days=9), begin_told_at=NOW)
    act = give(world, client)
    assert list(ClientShare.objects.all()) == [other]
    back = ClientShare.objects.create(client=client, user=world.manager, shared_by=world.teammate)
    undo_act(by=world.lead, now=NOW, act=act)
    assert not ClientShare.objects.filter(pk=back.pk).exists(), "who has it again needs none"
    assert set(ClientShare.objects.all()) == {before, other}
    again = ClientShare.objects.get(pk=before.pk)
    assert (again.ends_at, again.begin_told_at, again.shared_by, again.created_at) == (
        before.ends_at, NOW, world.manager, before.created_at,
    )  # fmt: skip


def test_a_share_that_lets_the_taker_of_a_handover_in_is_its_own_again_after_the_undo(world, client):
    that_day = house_day(NOW) + dt.timedelta(days=7)
    handover = plan_handover(by=world.lead, now=NOW, client=client, to_manager=world.teammate, effective_on=that_day)
    client.refresh_from_db()
    undo_act(by=world.lead, now=NOW, act=give(world, client))
    handover.refresh_from_db()
    assert handover.share == ClientShare.objects.get()
    call_off(by=world.lead, handover=handover, version=handover.version, now=NOW)
    assert not ClientShare.objects.exists()
