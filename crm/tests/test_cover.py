"""A cover (代管, W5): a colleague works on a client until a day, and then no more, worker or none."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.house import day_begins, house_day
from crm.access import may_edit_client
from crm.actions.share import KEPT_AFTER_END, end_covers, share_client
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client, ClientShare, Person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager)


def cover(client, colleague, ends_at):
    return ClientShare.objects.create(client=client, user=colleague, shared_by=client.owner, ends_at=ends_at)


def test_who_covers_sees_and_works_until_the_last_day_is_over(manager, stranger, client_row, as_):
    person = PersonFactory(client=client_row)
    share = cover(client_row, stranger, timezone.now() + dt.timedelta(minutes=5))
    assert may_edit_client(stranger, client_row)
    assert Person.objects.visible_to(stranger).get() == person
    page = reverse("client-detail", args=[client_row.pk])
    browser = as_(stranger)
    assert browser.get(page).status_code == 200
    ClientShare.objects.filter(pk=share.pk).update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert browser.get(page).status_code == 404  # although nobody has tidied the row
    assert not Client.objects.visible_to(stranger).exists()
    assert not Person.objects.visible_to(stranger).exists()


def test_the_last_day_counts_whole_in_the_zone_of_the_house(manager, stranger, client_row):
    today = house_day(NOW)
    share = share_client(by=manager, client=client_row, colleague=stranger, now=NOW, until=today)
    assert share.ends_at == day_begins(today + dt.timedelta(days=1))
    assert share.until == today


def test_ended_covers_are_tidied_once_and_leave_the_others(manager, teammate, stranger, lead, client_row):
    cover(client_row, stranger, NOW - KEPT_AFTER_END)
    lasting = {cover(client_row, teammate, NOW), cover(client_row, lead, None)}
    assert end_covers(now=NOW) == 1
    assert end_covers(now=NOW) == 0
    assert set(ClientShare.objects.all()) == lasting


def test_after_a_cover_that_nobody_tidied_one_may_share_again(manager, stranger, client_row):
    cover(client_row, stranger, NOW - dt.timedelta(days=1))
    share = share_client(by=manager, client=client_row, colleague=stranger, now=NOW)
    assert (share.ends_at, ClientShare.objects.count()) == (None, 1)


def test_a_cover_is_given_on_the_page_and_comes_back_with_its_day(manager, stranger, client_row, as_):
    browser, page = as_(manager), reverse("client-shares", args=[client_row.pk])
    until = house_day(timezone.now()) + dt.timedelta(days=3)
    browser.post(page, {"colleague": stranger.pk, "until": until.isoformat()})
    share = ClientShare.objects.get()
    assert share.until == until
    assert "covers until" in browser.get(page).content.decode()
    browser.post(reverse("client-unshare", args=[client_row.pk, share.pk]))
    browser.post(reverse("client-share-again", args=[client_row.pk, stranger.pk]) + f"?until={until}")
    assert ClientShare.objects.get().until == until


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_has_passed_or_is_too_far_is_refused_beside_the_field(days, manager, stranger, client_row, as_):
    until = house_day(timezone.now()) + dt.timedelta(days=days)
    data = {"colleague": stranger.pk, "until": until.isoformat()}
    answer = as_(manager).post(reverse("client-shares", args=[client_row.pk]), data)
    assert answer.status_code == 422
    assert until.isoformat() in answer.content.decode()
    assert not ClientShare.objects.exists()
