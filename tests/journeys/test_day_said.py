"""A day in words fills the date field; what earlier words filled in does not outlive them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from crm.factories import ClientFactory
from tests.journeys.house import become
from tests.world import make_world


@pytest.fixture
def on_page(transactional_db, page_phone, live_server):
    """Return `on_page(name)`: the page of a form with a day in words."""
    world = make_world()
    client = ClientFactory(owner=world.manager, name="华兴物流")

    def open_it(name):
        page = page_phone(allow=("ERR_FAILED",))
        become(page.context, live_server.url, world.manager)
        page.goto(f"{reverse(name)}?client={client.pk}")
        return page

    return open_it


def say(page, words):
    with page.expect_response(lambda response: "/day/?" in response.url):
        page.locator("#day-said").fill(words)
    page.wait_for_load_state("networkidle")


def test_words_that_are_not_understood_take_back_what_earlier_ones_filled_in(on_page):
    page = on_page("promise-new")
    day, answer = page.locator("#id_due_on"), page.locator("#day-said-answer")
    before = day.input_value()
    say(page, "3天后")
    filled = day.input_value()
    assert filled == (timezone.localdate() + dt.timedelta(days=3)).isoformat() != before
    say(page, "3天后吧大概")
    assert "Not understood" in answer.text_content()
    assert day.input_value() == before
    say(page, "明天")
    own = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    day.fill(own)  # typed by the person: theirs, whatever the words say
    say(page, "随便")
    assert day.input_value() == own
    say(page, "后天")
    say(page, "随便吧")
    assert day.input_value() == own
    say(page, "后天")
    page.route("**/day/?*", lambda route: route.abort())
    page.locator("#day-said").fill("大后天")
    expect(answer).to_have_text("")
    expect(day).to_have_value(own)  # not that of 后天: this phone has no connection, and the words are others


def test_a_time_of_earlier_words_goes_with_them(on_page):
    page = on_page("visit-new")
    day, clock = page.locator("[name=day]"), page.locator("[name=clock]")
    usual = clock.input_value()
    say(page, "明天下午3点")
    assert clock.input_value() == "15:00" != usual
    say(page, "后天下午")
    assert day.input_value() == (timezone.localdate() + dt.timedelta(days=2)).isoformat()
    assert clock.input_value() == usual
    assert "at what time?" in page.locator("#day-said-answer").text_content()
