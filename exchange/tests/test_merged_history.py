"""Shares and tags move when two clients become one: the history of each tells it."""

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone

from crm.actions.share import share_client
from crm.actions.tag import tag_client
from crm.factories import ClientFactory
from exchange.actions.merge import merge, take_back

pytestmark = pytest.mark.django_db


def told(browser, client):
    changes = browser.get(reverse("history", args=["clients", client.pk])).context["changes"]
    return [
        (one.by, one.said, field.old, field.new, one.way) for one in changes for field in one.fields if field.is_part
    ]


def test_what_moves_is_told_at_the_one_it_came_to_and_at_the_one_it_left(world, as_):
    kept, gone = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    now, browser, who, them = timezone.now(), as_(world.manager), str(world.manager), str(world.stranger)
    with pghistory.context(user=str(world.manager.pk)):
        share_client(by=world.manager, client=gone, colleague=world.stranger, now=now)
        tag_client(by=world.manager, client=gone, name="重点", now=now)
    done = merge(by=world.manager, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=now)
    way = "duplicates merged or made two again"
    given = {(who, "shared it", "", them, ""), (who, "put a tag on", "", "重点", "")}
    came = {(*one[:4], way) for one in given}
    left = {(who, "ended a share", them, "", way), (who, "took a tag off", "重点", "", way)}
    assert set(told(browser, kept)) == came
    assert set(told(browser, gone)) == given | left
    take_back(by=world.manager, merge=done, now=now)
    assert set(told(browser, kept)) == came | left
    assert set(told(browser, gone)) == given | left | came


def test_a_tag_that_both_wore_is_taken_off_one_and_put_back_when_they_are_two_again(world, as_):
    kept, gone = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    for client in (kept, gone):
        tag_client(by=world.manager, client=client, name="重点", now=timezone.now())
    done = merge(by=world.manager, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())
    take_back(by=world.manager, merge=done, now=timezone.now())
    browser = as_(world.manager)
    assert [line[1] for line in told(browser, kept)] == ["put a tag on"]
    assert [line[1] for line in told(browser, gone)] == ["put a tag on", "took a tag off", "put a tag on"]
