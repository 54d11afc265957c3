"""Who covers for a client (代管) is told when it begins and ends, in the product and by mail, once (W5)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.house import house_day
from crm.actions.share import share_client, unshare_client
from crm.factories import ClientFactory
from crm.models import ClientShare
from visits.actions import handover as handovers
from visits.actions.cover import tell_covers
from visits.actions.sweep import sweep
from visits.factories import HandoverFactory
from visits.models import HandoverState, Notification, Reminder

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = house_day(NOW)
SOON = dt.timedelta(seconds=20)
WHO = ("manager", "stranger")


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager, name="Huaxing", short_name="")


@pytest.fixture
def cover(client_row, manager, stranger):
    return share_client(by=manager, client=client_row, colleague=stranger, now=NOW, until=TODAY)


def send():
    sweep(clock=timezone.now, until=timezone.now() + SOON)


def told(kind):
    rows = Reminder.objects.filter(kind=kind).select_related("recipient")
    return sorted((row.recipient.username, row.channel) for row in rows)


def test_the_colleague_is_told_once_that_it_begins(cover, stranger, as_, mailoutbox):
    assert [tell_covers(now=NOW) for _n in range(3)] == [1, 0, 0]
    assert told("cover_begun") == [("stranger", "in_app"), ("stranger", "mail")]
    send()
    page = as_(stranger).get(reverse("notification-list")).content.decode()
    assert "You cover for Huaxing until today" in page
    assert [mail.to for mail in mailoutbox] == [["stranger@example.com"]]


def test_both_are_told_of_the_end_though_the_colleague_sees_the_client_no_more(cover, world, as_, mailoutbox):
    ClientShare.objects.update(begin_told_at=NOW, ends_at=NOW)
    assert [tell_covers(now=NOW) for _n in range(2)] == [1, 0]
    assert told("cover_ended") == [(who, way) for who in ("manager", "stranger") for way in ("in_app", "mail")]
    send()
    pages = {who: as_(world.person(who)).get(reverse("notification-list")).content.decode() for who in WHO}
    assert "Your cover for Huaxing has ended" in pages["stranger"]
    assert "Shi Stranger no longer covers for Huaxing" in pages["manager"]
    assert sorted(mail.to[0] for mail in mailoutbox) == ["manager@example.com", "stranger@example.com"]
    row = Notification.objects.get(recipient=world.stranger)
    assert as_(world.stranger).get(reverse("client-detail", args=[row.facts["client_id"]])).status_code == 404


def test_one_that_is_ended_by_hand_is_told_and_one_taken_back_begins_anew(cover, client_row, manager, stranger):
    tell_covers(now=NOW)
    unshare_client(by=manager, client=client_row, share_id=cover.pk, now=NOW)
    assert not ClientShare.objects.running().exists()
    tell_covers(now=NOW)
    assert {who for who, _way in told("cover_ended")} == {"manager", "stranger"}
    share_client(by=manager, client=client_row, colleague=stranger, now=NOW, until=TODAY)
    assert tell_covers(now=NOW) == 1
    assert len(told("cover_begun")) == 4


def test_a_share_without_an_end_and_the_one_before_a_hand_over_are_no_covers(world, client_row):
    share_client(by=world.manager, client=client_row, colleague=world.stranger, now=NOW)
    handovers.plan_handover(
        by=world.lead, now=NOW, client=client_row, to_manager=world.teammate, effective_on=TODAY + dt.timedelta(days=3)
    )
    assert tell_covers(now=NOW) == 0


def test_nobody_is_told_of_a_beginning_once_it_is_over(cover):
    assert tell_covers(now=cover.ends_at) == 1
    assert told("cover_begun") == []


def test_the_client_page_says_who_covers_until_when_and_who_takes_it(cover, world, client_row, as_):
    row = HandoverFactory(client=client_row, to_manager=world.teammate, witness=world.lead)
    page = as_(world.manager).get(reverse("client-detail", args=[client_row.pk])).content.decode()
    assert "Shi Stranger covers until today" in page
    assert "Hand-over to Tang Teammate" in page
    assert reverse("handover-detail", args=[row.pk]) in page


def test_the_hand_overs_that_are_done_are_listed_newest_first_by_their_index(world, as_):
    for days in (3, 1, 2):
        HandoverFactory(
            client=ClientFactory(owner=world.manager), to_manager=world.teammate, witness=world.lead,
            state=HandoverState.DONE, ended_at=NOW, effective_on=TODAY - dt.timedelta(days=days),
        )  # fmt: skip
    browser, url = as_(world.lead), reverse("handover-list") + "?state=done"
    page = browser.get(url)
    assert [(TODAY - row.effective_on).days for row in page.context["page"].rows] == [1, 2, 3]
    assert reverse("handover-list") in browser.get("/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        as_(world.admin).get(url)
    (sql,) = [one["sql"] for one in asked if '"effective_on" DESC' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "handover_done_by_day" in plan
