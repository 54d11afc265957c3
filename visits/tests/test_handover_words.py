"""A hand-over that is done, or called off, is not told of as one to come (W5)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core.house import house_day
from core.ids import uuid7
from core.templatetags.rapport import day_words
from crm.factories import ClientFactory, ContractFactory
from visits.actions import handover as actions
from visits.actions.message import message_of
from visits.models import Handover

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = house_day(NOW)


def plan(world, **more):
    values = {"to_manager": world.teammate, "effective_on": TODAY, "takes_promises": True, "note": ""}
    client = ClientFactory(owner=world.manager, name="华兴物流")
    return actions.plan_handover(by=world.lead, now=NOW, client=client, **(values | more))


def titles(handover):
    handover = Handover.objects.get(pk=handover.pk)
    found = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            found.append(message_of("handover_planned", {}, handover).title)
    return found


def test_what_was_told_when_it_was_planned_follows_what_became_of_it(world):
    later = plan(world, effective_on=TODAY + dt.timedelta(days=5))
    english, chinese = titles(later)
    assert " goes from " in english
    assert "将由" in chinese
    actions.call_off(by=world.lead, handover=later, version=1, now=NOW)
    english, chinese = titles(later)
    assert "called off" in english
    assert "取消" in chinese
    english, chinese = titles(plan(world))
    assert " went from " in english
    assert "将" not in chinese


def test_today_and_its_page_say_that_it_came(world, as_):
    done = plan(world)
    taker = as_(world.teammate)
    today = taker.get(reverse("today")).text
    assert "came to you from" in today
    assert "comes to you from" not in today
    page = taker.get(reverse("handover-detail", args=[done.pk])).text
    assert "went along, with their reminders" in page
    assert ">go along" not in page


def test_for_today_it_is_said_to_be_done_and_the_timeline_tells_it_in_its_order(world, as_):
    client, browser = ClientFactory(owner=world.manager), as_(world.lead)
    sent = {
        "to_manager": world.teammate.pk,
        "effective_on": TODAY.isoformat(),
        "takes_promises": "yes",
        "new_id": uuid7(),
    }
    page = browser.post(reverse("client-handover", args=[client.pk]), sent, follow=True).text
    assert "Handed over. Both are told." in page
    told = browser.get(reverse("client-timeline", args=[client.pk]) + "?kind=keeper").text
    assert told.index("Handed over: ") < told.index("Hand-over decided: ")
    assert "gets ready" not in told


def test_a_contract_that_is_over_is_not_said_to_end_soon(world, as_):
    client = ClientFactory(owner=world.manager)
    for days in (-9, 30):
        ContractFactory(client=client, ends_on=TODAY + dt.timedelta(days=days))
    later = {"to_manager": world.teammate, "effective_on": TODAY + dt.timedelta(days=5)}
    handover = actions.plan_handover(by=world.lead, now=NOW, client=client, **later)
    said = [item.kind_words for item in handover.items.filter(kind="contract")]
    assert said == ["Contract that is over", "Contract that ends soon"]
    page = as_(world.lead).get(reverse("handover-detail", args=[handover.pk])).text
    assert [page.count(words) for words in said] == [1, 1]


def test_the_list_says_what_its_day_is_of(world, as_):
    ahead, browser = TODAY + dt.timedelta(days=5), as_(world.lead)
    plan(world, effective_on=ahead)
    plan(world)
    assert f">from {day_words(ahead)} on<" in browser.get(reverse("handover-list")).text
    assert f">handed over {day_words(TODAY)}<" in browser.get(reverse("handover-list") + "?state=done").text
