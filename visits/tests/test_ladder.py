"""The renewal ladder (W7): 90, 60 and 30 days before a contract ends, once each, until it is renewed."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from core.house import house_day
from crm.actions.contract import archive_contract, edit_contract, settle_contract
from crm.factories import ClientFactory, ContractFactory
from crm.models import Client, Contract
from visits.actions.ladder import plan_ladders
from visits.actions.message import message_of
from visits.actions.sweep import sweep
from visits.models import Notification, Reminder

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 1, 4, 0, tzinfo=dt.UTC)  # noon in Shanghai


def days(count):
    return dt.date(2026, 6, 1) + dt.timedelta(days=count)


def at(day):
    """The moment 09:00 in Shanghai of a day that many days from NOW."""
    return NOW + dt.timedelta(days=day, hours=-3)


def send(now):
    sweep(clock=lambda: now, until=now + dt.timedelta(seconds=30))


def waiting():
    rows = Reminder.objects.filter(sent_at=None, dropped_at=None, channel="in_app").order_by("due_at")
    return list(rows.values_list("kind", flat=True))


@pytest.fixture
def contract(manager):
    return ContractFactory(client=ClientFactory(owner=manager, name="安达物流"), ends_on=days(75), number="HT-1")


def test_the_rung_that_has_passed_is_told_at_once_and_the_others_wait(contract):
    assert plan_ladders(now=NOW) == 1
    assert waiting() == ["contract_90", "contract_60", "contract_30"]
    assert plan_ladders(now=NOW) == 0  # again: nothing new
    send(NOW)
    assert Notification.objects.get().kind == "contract_90"
    assert len(mail.outbox) == 1
    assert "Contract with 安达物流 ends " in mail.outbox[0].subject
    assert waiting() == ["contract_60", "contract_30"]


def test_near_the_end_only_the_last_rung_is_told_and_after_it_none(contract):
    Contract.objects.update(ends_on=days(10))
    plan_ladders(now=NOW)
    assert waiting() == ["contract_30"]
    Contract.objects.update(ends_on=days(-1), reminded_for=None)
    Reminder.objects.all().delete()
    plan_ladders(now=NOW)
    assert waiting() == []


def test_contracts_far_away_wait_without_rows_until_their_time(contract):
    Contract.objects.update(ends_on=days(200))
    assert plan_ladders(now=NOW) == 0
    assert plan_ladders(now=NOW + dt.timedelta(days=115)) == 1


@pytest.mark.parametrize("how", ["renewed", "ended", "removed"])
def test_what_is_settled_is_not_told_and_comes_back_when_it_runs_on(how, contract, manager):
    plan_ladders(now=NOW)
    if how == "removed":
        archive_contract(by=manager, contract=contract, version=1, now=NOW)
    else:
        settle_contract(by=manager, contract=contract, version=1, state=how)
    send(NOW)
    assert not Notification.objects.exists()
    assert not mail.outbox
    if how == "removed":
        archive_contract(by=manager, contract=contract, version=2, now=None)
    else:
        settle_contract(by=manager, contract=contract, version=2, state="running")
    plan_ladders(now=NOW)
    send(NOW)
    assert Notification.objects.count() == 1


def test_another_end_moves_the_ladder(contract, manager):
    plan_ladders(now=NOW)
    edit_contract(by=manager, contract=contract, version=1, values={"ends_on": days(100)})
    send(NOW)
    assert not Notification.objects.exists()
    plan_ladders(now=NOW + dt.timedelta(days=10))
    send(at(10) + dt.timedelta(minutes=1))
    assert Notification.objects.get().kind == "contract_90"


def test_the_clients_new_manager_is_told_and_the_old_one_is_not(contract, world):
    plan_ladders(now=NOW)
    Client.objects.update(owner=world.teammate, team=world.teammate.team)
    send(NOW)
    assert list(Notification.objects.values_list("recipient", flat=True)) == [world.teammate.pk]


def test_the_notification_leads_to_the_contract_and_says_what_to_do(contract, world, as_):
    plan_ladders(now=NOW)
    send(NOW)
    browser = as_(world.manager)
    page = browser.get(reverse("notification-list")).content.decode()
    assert f"{contract} · A visit about its renewal is due" in page, "two lines of a mail are one here, and told apart"
    opened = browser.post(reverse("notification-open", args=[Notification.objects.get().pk]))
    opened = (
        opened
        if opened.status_code == 302
        else browser.get(reverse("notification-open", args=[Notification.objects.get().pk]))
    )
    assert opened["Location"] == reverse("client-detail", args=[contract.client_id]) + "#contracts"
    Client.objects.update(owner=world.stranger, team=world.stranger.team)
    assert "安达物流" not in browser.get(reverse("notification-list")).content.decode()


def test_one_tap_renews_and_the_toast_takes_it_back(contract, manager, as_):
    browser = as_(manager)
    url = reverse("contract-settle", args=[contract.client_id, contract.pk, "renewed"])
    page = browser.post(url, {"version": 1}, follow=True).content.decode()
    undo = reverse("contract-settle", args=[contract.client_id, contract.pk, "running"]) + "?version=2"
    assert undo in page
    assert Contract.objects.get().state == "renewed"
    browser.post(undo)
    assert Contract.objects.get().is_running
    assert browser.post(url, {"version": 1}, follow=True).status_code == 200
    assert Contract.objects.get().is_running  # a stale tap does nothing


def test_in_chinese_the_day_is_said_once(contract):
    with translation.override("zh-hans"):
        title = message_of("contract_90", {}, contract).title
    assert title.startswith("与安达物流的合同")
    assert title.count("到期") == 1


def test_the_visit_that_is_suggested_begins_with_the_renewal(manager, as_):
    client = ClientFactory(owner=manager)
    ContractFactory(client=client, ends_on=house_day(timezone.now()) + dt.timedelta(days=40))
    page = as_(manager).get(reverse("client-detail", args=[client.pk])).content.decode()
    address = f"{reverse('visit-new')}?client={client.pk}&amp;purpose=renewal"
    link = page.partition("Plan a visit about it")[0].rpartition("<a ")[2]
    assert f'href="{address}"' in link
    form = as_(manager).get(address.replace("&amp;", "&")).content.decode()
    assert "Renew the contract" in form
