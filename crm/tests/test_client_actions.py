import threading

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role
from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.actions.client import archive_client, create_client, edit_client, restore_client
from crm.actions.share import share_client, unshare_client
from crm.factories import ClientFactory
from crm.models import Client

pytestmark = pytest.mark.django_db


def make(by, **values):
    return create_client(by=by, now=timezone.now(), values={"name": "华兴物流", **values})


def test_a_new_client_is_its_makers_and_of_their_team(manager):
    client = make(manager)
    assert (client.owner, client.team, client.sort_key) == (manager, manager.team, "hua xing wu liu")


def test_a_manager_may_not_make_a_client_for_somebody_else(manager, teammate):
    with pytest.raises(NotYours):
        make(manager, owner=teammate)


def test_a_lead_makes_a_client_for_their_team_and_for_no_other(lead, manager, stranger):
    assert make(lead, owner=manager).team == manager.team
    with pytest.raises(NotYours):
        make(lead, owner=stranger)


def test_the_same_id_twice_is_one_client_and_somebody_elses_id_is_missing(manager, stranger):
    one = uuid7()
    first = create_client(by=manager, now=timezone.now(), values={"name": "甲"}, new_id=one)
    again = create_client(by=manager, now=timezone.now(), values={"name": "乙"}, new_id=one)
    assert first == again
    assert Client.objects.get().name == "甲"
    with pytest.raises(NotYours):
        create_client(by=stranger, now=timezone.now(), values={"name": "丙"}, new_id=one)


def test_renaming_takes_the_sort_key_along(manager):
    client = ClientFactory(owner=manager)
    edit_client(by=manager, client=client, version=1, values={"name": "安达"})
    client.refresh_from_db()
    assert (client.name, client.sort_key, client.version) == ("安达", "an da", 2)


def test_a_new_owner_brings_their_team(admin, manager, stranger):
    client = ClientFactory(owner=manager)
    edit_client(by=admin, client=client, version=1, values={"owner": stranger})
    client.refresh_from_db()
    assert (client.owner, client.team) == (stranger, stranger.team)


def test_its_owner_does_not_give_a_client_away(manager, teammate):
    client = ClientFactory(owner=manager)
    with pytest.raises(NotYours):
        edit_client(by=manager, client=client, version=1, values={"owner": teammate})
    assert Client.objects.get().owner == manager


def test_a_lead_gives_a_client_within_their_teams_sub_teams_included(world):
    below = UserFactory(team=TeamFactory(parent=world.team))
    client = ClientFactory(owner=world.manager)
    edit_client(by=world.lead, client=client, version=1, values={"owner": below})
    assert Client.objects.get().owner == below
    with pytest.raises(NotYours):
        edit_client(by=world.lead, client=Client.objects.get(), version=2, values={"owner": world.stranger})


def test_a_late_writer_is_told_and_changes_nothing(manager):
    client = ClientFactory(owner=manager)
    edit_client(by=manager, client=Client.objects.get(), version=1, values={"name": "先"})
    with pytest.raises(StaleVersion):
        edit_client(by=manager, client=client, version=1, values={"name": "后"})
    assert Client.objects.get().name == "先"


def test_archive_and_restore(manager):
    client = ClientFactory(owner=manager)
    with time_machine.travel("2026-11-23 10:00+00:00", tick=False):
        archive_client(by=manager, client=client, version=1, now=timezone.now())
    assert not Client.objects.active().exists()
    restore_client(by=manager, client=client, version=2)
    assert Client.objects.active().get() == client


def test_sharing_twice_is_sharing_once_and_ending_it_ends_it(manager, stranger):
    client = ClientFactory(owner=manager)
    for _time in range(2):
        share = share_client(by=manager, client=client, colleague=stranger, now=timezone.now())
    assert list(Client.objects.visible_to(stranger)) == [client]
    assert unshare_client(by=manager, client=client, share_id=share.pk, now=timezone.now()).user == stranger
    assert not Client.objects.visible_to(stranger).exists()


@pytest.mark.parametrize("which", ["owner", "switched_off"])
def test_a_client_is_not_shared_with_its_owner_or_somebody_switched_off(which, manager):
    client = ClientFactory(owner=manager)
    colleague = manager if which == "owner" else UserFactory(is_active=False)
    with pytest.raises(NotYours):
        share_client(by=manager, client=client, colleague=colleague, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_twenty_arrivals_at_once_make_one_client():
    maker = UserFactory(role=Role.MANAGER, team=TeamFactory())
    one, made, start = uuid7(), [], threading.Barrier(20)

    def arrive():
        try:
            start.wait(10)
            made.append(create_client(by=maker, now=timezone.now(), values={"name": "华兴"}, new_id=one).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=arrive) for _n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert made == [one] * 20
    assert Client.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM crm_clientevent")
        assert cursor.fetchone() == (1,)
