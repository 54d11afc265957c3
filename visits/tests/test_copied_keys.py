"""A visit and a promise know whose client it is today, whoever writes what in whatever order (docs/adr/0008)."""

import importlib
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import User
from crm.actions.client import edit_client
from crm.factories import ClientFactory
from crm.models import Client
from tests.world import make_world
from visits.actions.record import submit
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import PurposeResult, Visit, VisitRecord, VisitState


def whose(row):
    """Return (owner, team) as the row in the database has copied them from its client."""
    return type(row).objects.values_list("client_owner", "client_team").get(pk=row.pk)


@pytest.mark.django_db
def test_a_handover_takes_visits_and_promises_of_everyone_along(world):
    client = ClientFactory(owner=world.manager)
    rows = [
        VisitFactory(client=client),
        VisitFactory(client=client, owner=world.stranger),
        PromiseFactory(client=client),
    ]
    others = VisitFactory(client=ClientFactory(owner=world.teammate))
    assert all(whose(row) == (world.manager.pk, world.team.pk) for row in rows)
    edit_client(by=world.admin, client=client, version=client.version, values={"owner": world.stranger})
    assert all(whose(row) == (world.stranger.pk, world.other_team.pk) for row in rows)
    assert whose(others) == (world.teammate.pk, world.team.pk)


@pytest.mark.django_db
def test_a_person_who_changes_teams_takes_them_along(world):
    client = ClientFactory(owner=world.manager)
    rows = [VisitFactory(client=client), PromiseFactory(client=client)]
    mover = User.objects.get(pk=world.manager.pk)
    mover.team = None
    mover.save()
    assert all(whose(row) == (world.manager.pk, None) for row in rows)


@pytest.mark.django_db
def test_nobody_writes_the_copies_by_hand(world):
    client = ClientFactory(owner=world.manager)
    visit = VisitFactory(client=client, client_owner=world.stranger, client_team=world.other_team)
    assert whose(visit) == (world.manager.pk, world.team.pk)
    Visit.objects.update(client_owner=world.stranger)
    assert whose(visit) == (world.manager.pk, world.team.pk)
    visit.save()  # every column, as they stand in memory
    assert whose(visit) == (world.manager.pk, world.team.pk)
    Visit.objects.bulk_create(
        [Visit(client=client, owner=world.stranger, starts_at=visit.starts_at, purpose="a", success="b")]
    )
    assert {whose(row) for row in Visit.objects.all()} == {(world.manager.pk, world.team.pk)}


@pytest.mark.django_db
def test_a_record_knows_whose_visit_it_is(world):
    visit = VisitFactory(client=ClientFactory(owner=world.manager), owner=world.stranger, left=True, state="recorded")
    VisitRecordFactory(visit=visit, owner=world.manager, client_owner=world.stranger)
    assert whose_record() == (world.stranger.pk, world.manager.pk)
    Visit.objects.update(owner=world.teammate)
    assert whose_record() == (world.teammate.pk, world.manager.pk)
    Client.objects.filter(pk=visit.client_id).update(owner=world.lead)
    assert whose_record() == (world.teammate.pk, world.lead.pk)
    Visit.objects.update(client=ClientFactory(owner=world.stranger))  # as two clients become one
    assert whose_record() == (world.teammate.pk, world.stranger.pk)


def whose_record():
    """Return (whose visit, whose client) as the only record has copied them."""
    return VisitRecord.objects.values_list("owner", "client_owner").get()


@pytest.mark.django_db
def test_a_handover_is_no_change_of_the_visit(world):
    """Nobody's open form of the visit becomes stale, and its history holds what people did to it."""
    client = ClientFactory(owner=world.manager)
    visit, promise = VisitFactory(client=client, left=True, state="recorded"), PromiseFactory(client=client)
    record = VisitRecordFactory(visit=visit)
    edit_client(by=world.admin, client=client, version=client.version, values={"owner": world.stranger})
    for row in (visit, promise, record):
        assert row.events.count() == 1  # when it was made
        row.refresh_from_db()
        assert row.version == 1


def in_thread(act):
    """Run `act` on a connection of its own; return the thread and the list its error goes to."""
    errors = []

    def run():
        try:
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, errors


def finish(started):
    thread, errors = started
    thread.join(20)
    assert not thread.is_alive()
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_a_visit_planned_while_the_client_is_handed_over_follows():
    world = make_world()
    client = ClientFactory(owner=world.manager)
    with transaction.atomic():
        Client.objects.filter(pk=client.pk).update(owner=world.stranger, team=world.other_team)
        planning = in_thread(lambda: VisitFactory(client=client, owner=world.manager, team=None))
        planning[0].join(0.5)
        assert planning[0].is_alive()  # it waits to know whose client it is
    finish(planning)
    assert whose(Visit.objects.get()) == (world.stranger.pk, world.other_team.pk)


@pytest.mark.django_db(transaction=True)
def test_a_handover_waits_for_a_visit_that_is_being_planned_and_takes_it_along():
    world = make_world()
    client = ClientFactory(owner=world.manager)
    with transaction.atomic():
        VisitFactory(client=client)
        giving = in_thread(
            lambda: Client.objects.filter(pk=client.pk).update(owner=world.stranger, team=world.other_team)
        )
        giving[0].join(0.5)
        assert giving[0].is_alive()
    finish(giving)
    assert whose(Visit.objects.get()) == (world.stranger.pk, world.other_team.pk)


@pytest.mark.django_db(transaction=True)
def test_records_handed_in_during_handovers_never_deadlock():
    world = make_world()
    client = ClientFactory(owner=world.manager)
    visits = [VisitFactory(client=client, left=True) for _n in range(12)]
    now = timezone.now()

    def hand_in():
        for visit in visits:
            submit(visit=visit, by=world.manager, now=now, version=1, values={"result": PurposeResult.ACHIEVED})

    def hand_over():
        for n in range(24):
            owner = (world.stranger, world.manager)[n % 2]
            Client.objects.filter(pk=client.pk).update(owner=owner, team=owner.team)

    for started in [in_thread(hand_in), in_thread(hand_over)]:
        finish(started)
    assert set(Visit.objects.values_list("state", flat=True)) == {VisitState.RECORDED}
    assert {whose(row) for row in visits} == {(world.manager.pk, world.team.pk)}


@pytest.mark.django_db
def test_the_migration_fills_what_was_there_before_batch_by_batch(monkeypatch):
    """tests/test_upgrade.py takes it forwards with the first release's rows, and back."""
    filling = importlib.import_module("visits.migrations.0004_fill_owner_and_team_of_the_client")
    monkeypatch.setattr(filling, "BATCH", 2)
    owner = UserFactory()
    client = ClientFactory(owner=owner)
    visits = [VisitFactory(client=client, left=True, state="recorded") for _n in range(5)]
    promise, record = PromiseFactory(client=client), VisitRecordFactory(visit=visits[0])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # as before there were triggers
        for table, column, _has_client in filling.TABLES:
            cursor.execute(f"UPDATE {table} SET {column} = NULL")  # noqa: S608  names of the migration's own
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert {whose(row)[0] for row in [*visits, promise]} == {None}
    filling.fill(None, connection.schema_editor())
    assert {whose(row) for row in [*visits, promise]} == {(owner.pk, None)}
    record.refresh_from_db()
    assert (record.owner, record.client_owner) == (owner, owner)
    assert {row.events.count() for row in visits} == {1}
