"""A client's history tells with whom it was shared and which tags it wore, between what was changed of itself."""

import datetime as dt
import importlib
import re
from html import unescape

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.house import house_day
from crm.actions.share import KEPT_AFTER_END, end_covers, share_client, unshare_client
from crm.actions.tag import tag_client, untag_client
from crm.factories import ClientFactory, TagFactory
from crm.models import Client, ClientShare, Tagging

pytestmark = pytest.mark.django_db
SHARE_EVENTS, TAG_EVENTS = ClientShare.pgh_event_model, Tagging.pgh_event_model


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager, name="华兴物流")


def address(client, field=""):
    return reverse("history", args=["clients", client.pk]) + (f"?field={field}" if field else "")


def told(browser, client, field=""):
    """What the history says of a client, newest first: who, what they did, the value before and after."""
    changes = browser.get(address(client, field)).context["changes"]
    return [(one.by, one.said, field.old, field.new) for one in changes for field in one.fields if field.is_part]


def test_who_was_let_in_and_who_no_longer_is_stands_in_its_history(world, mine, as_):
    browser, shares = as_(world.manager), reverse("client-shares", args=[mine.pk])
    browser.post(shares, {"colleague": world.stranger.pk})
    browser.post(reverse("client-unshare", args=[mine.pk, mine.shares.get().pk]))
    who, them = str(world.manager), str(world.stranger)
    lines = [(who, "ended a share", them, ""), (who, "shared it", "", them)]
    assert told(browser, mine) == lines
    assert told(browser, mine, "shares") == lines
    assert told(browser, mine, "tags") == told(browser, mine, "name") == []
    page = browser.get(address(mine)).text
    assert page.count(f'<ins class="history-new"><bdi>{them}</bdi></ins>') == 1
    assert page.count(f'<del class="history-old"><bdi>{them}</bdi></del>') == 1
    assert address(mine, "shares") in browser.get(shares).text


def test_a_cover_says_until_when_and_its_end_by_hand_is_told_but_not_its_tidying(world, mine, as_):
    browser, now = as_(world.manager), timezone.now()
    until = house_day(now) + dt.timedelta(days=3)
    given = {"by": world.manager, "client": mine, "now": now, "until": until}
    share = share_client(colleague=world.stranger, **given)
    ((_by, said, old, new),) = told(browser, mine)
    assert (said, old) == ("shared it", "")
    assert new.startswith(f"{world.stranger}, until ")
    assert str(until.day) in new
    unshare_client(by=world.manager, client=mine, share_id=share.pk, now=timezone.now())
    assert told(browser, mine)[0][1:] == ("ended a share", new, "")
    share_client(colleague=world.teammate, **given)  # and this one ends by itself
    assert end_covers(now=now + dt.timedelta(days=4) + KEPT_AFTER_END) == 2
    SHARE_EVENTS.objects.filter(pgh_label="delete").update(pgh_created_at=now + dt.timedelta(days=20))
    assert [line[1] for line in told(browser, mine)] == ["shared it", "ended a share", "shared it"]


def test_tags_put_on_and_taken_off_stand_in_its_history(world, mine, as_):
    browser = as_(world.manager)
    browser.post(reverse("client-tag", args=[mine.pk]), {"name": "重点项目"})
    tag = mine.taggings.get().tag
    browser.post(reverse("client-untag", args=[mine.pk, tag.pk]))
    who = str(world.manager)
    lines = [(who, "took a tag off", "重点项目", ""), (who, "put a tag on", "", "重点项目")]
    assert told(browser, mine) == told(browser, mine, "tags") == lines
    assert told(browser, mine, "shares") == []


def test_neither_is_brought_back_from_there(world, mine, as_):
    browser = as_(world.manager)
    for act in ({"name": "a"}, {"name": "b"}):
        browser.post(reverse("client-tag", args=[mine.pk]), act)
    browser.post(reverse("client-untag", args=[mine.pk, mine.taggings.first().tag_id]))
    browser.post(reverse("client-shares", args=[mine.pk]), {"colleague": world.stranger.pk})
    browser.post(reverse("client-unshare", args=[mine.pk, mine.shares.get().pk]))
    assert "history/restore" not in browser.get(address(mine)).text
    before = SHARE_EVENTS.objects.first().pgh_id
    for field in ("shares", "tags", "client", "user"):
        sent = {"version": mine.version, "field": field, "event": before}
        assert browser.post(reverse("history-restore", args=["clients", mine.pk]), sent).status_code == 404
    assert not mine.shares.exists()


def test_only_who_may_see_the_client_sees_them(world, mine, as_):
    other = ClientFactory(owner=world.stranger)
    share_client(by=world.manager, client=mine, colleague=world.stranger, now=timezone.now())
    tag_client(by=world.stranger, client=other, name="别家", now=timezone.now())
    for who, code in (("manager", 200), ("lead", 200), ("admin", 200), ("stranger", 200), ("teammate", 404)):
        assert as_(world.person(who)).get(address(mine, "shares")).status_code == code, who
    mine.shares.all().delete()
    assert as_(world.stranger).get(address(mine, "shares")).status_code == 404
    assert "别家" not in as_(world.manager).get(address(mine)).text


def test_it_asks_as_much_for_three_as_for_one(world, mine, as_):
    people, browser, counts = [world.stranger, world.teammate, world.lead], as_(world.manager), []
    now = timezone.now()
    for some in (people[:1], people[1:]):
        for person in some:
            with pghistory.context(user=str(world.manager.pk)):
                share = share_client(by=world.manager, client=mine, colleague=person, now=now)
                unshare_client(by=world.manager, client=mine, share_id=share.pk, now=now)
                tagging, _is_new = tag_client(by=world.manager, client=mine, name=str(person), now=now)
                untag_client(by=world.manager, client=mine, tag_id=tagging.tag_id)
        browser.get(address(mine))
        with CaptureQueriesContext(connection) as asked:
            lines = told(browser, mine)
        counts.append((len(lines), len(asked)))
    assert counts == [(4, counts[0][1]), (12, counts[0][1])]


def test_they_stand_among_its_own_changes_by_when_they_were_and_page_with_them(world, mine, as_):
    """Every event a minute of its own, dealt to the three tables in turn; and in pairs of the same moment."""
    for number in range(1, 21):
        mine.name = f"华兴{number}"
        mine.save_checked(version=number, fields=["name"])
        Tagging.objects.create(tag=TagFactory(name=f"t{number}"), client=mine, tagged_by=world.manager)
        person = type(world.manager).objects.create(username=f"p{number}", email=f"p{number}@example.com")
        ClientShare.objects.create(client=mine, user=person, shared_by=world.manager)
    start = timezone.now() - dt.timedelta(days=1)
    for shift, model in enumerate((Client, Tagging, ClientShare)):
        for number, event in enumerate(model.pgh_event_model.objects.order_by("pgh_id")):
            event.pgh_created_at = start + dt.timedelta(minutes=3 * number + max(shift, 1))
            event.save()
    browser, url, found = as_(world.manager), address(mine), []
    for _page in range(5):
        page = browser.get(url)
        found += [(one.at, one.fields[0].new) for one in page.context["changes"]]
        following = re.search(r'id="pager-link" href="([^"]+)"', page.text)
        if following is None:
            break
        url = unescape(following[1])
    assert len(found) == len(set(found)) == 61
    assert [at for at, _new in found] == sorted((at for at, _new in found), reverse=True)
    assert browser.get(address(mine) + "?after=x").context["page"].is_first


def test_shares_from_before_there_was_a_history_begin_it_with_who_gave_them(world, mine, as_):
    shares = [
        ClientShare.objects.create(client=mine, user=person, shared_by=world.manager)
        for person in (world.stranger, world.teammate)
    ]
    SHARE_EVENTS.objects.filter(pgh_obj=shares[0]).delete()
    filling = importlib.import_module("crm.migrations.0041_fill_share_history")
    for _n in range(2):
        filling.fill(None, connection.schema_editor())
    assert [one.events.count() for one in shares] == [1, 1]
    assert (str(world.manager), "shared it", "", str(world.stranger)) in told(as_(world.manager), mine)
