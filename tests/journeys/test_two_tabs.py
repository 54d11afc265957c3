"""Two tabs of one browser, one of them behind: no form meets a dead end."""

import re
import threading
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.factories import PASSWORD
from core.middleware import RequestId
from crm.factories import ClientFactory
from tests.journeys.conftest import DESK
from tests.world import make_world
from visits.factories import VisitFactory, VisitRecordFactory


@pytest.fixture
def house(transactional_db):
    world = make_world()
    client = ClientFactory(owner=world.manager)
    world.extra["visit"] = VisitFactory(client=client, left=True, state="recorded")
    VisitRecordFactory(visit=world.extra["visit"])
    return world


def sign_in(page: Page, name: str) -> None:
    page.goto(reverse("account_login"))
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("form .btn-primary[type=submit]")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.locator("main form .btn-primary[type=submit]").click()
    page.wait_for_url(re.compile(re.escape(reverse("account_login"))))


def test_a_late_answer_of_the_other_tab_spoils_no_form(house, open_page, monkeypatch):
    """A part of an old page is answered after the person has signed in anew elsewhere."""
    behind = open_page(DESK)
    held, go = threading.Event(), threading.Event()
    path = reverse("visit-comments", args=[house.extra["visit"].pk])
    answer = RequestId.__call__

    def slow(self, request):
        response = answer(self, request)
        if request.path == path:
            held.set()
            go.wait(20)
        return response

    monkeypatch.setattr(RequestId, "__call__", slow)
    sign_in(behind, "manager")
    ahead = behind.context.new_page()
    ahead.goto(reverse("today"))
    behind.goto(reverse("visit-detail", args=[house.extra["visit"].pk]))
    behind.evaluate("(path) => { fetch(path, {headers: {'HX-Request': 'true'}}) }", path)
    assert held.wait(10)
    sign_out(ahead)
    sign_in(ahead, "manager")
    ahead.goto(reverse("profile"))
    with behind.expect_response(lambda response: urlsplit(response.url).path == path):
        go.set()
    ahead.fill("main [name=name]", "Ma Anew")
    ahead.locator("main form .btn-primary[type=submit]").first.click()
    expect(ahead.locator("#toasts")).to_be_visible()
    house.manager.refresh_from_db()
    assert house.manager.name == "Ma Anew"


def test_forms_of_the_tab_behind_are_sent_with_one_press_more(house, open_page):
    behind = open_page(DESK, allow=("403",))
    sign_in(behind, "manager")
    visit = reverse("visit-detail", args=[house.extra["visit"].pk])
    ahead = behind.context.new_page()
    behind.goto(visit)
    third = behind.context.new_page()
    third.goto(reverse("profile"))
    expect(behind.locator("#comments textarea")).to_be_visible()
    sign_out(ahead)
    login = behind.context.new_page()
    login.goto(reverse("account_login") + f"?next={visit}")
    sign_in(ahead, "manager")

    # The sign-in page of another tab: whoever is signed in already just goes on.
    login.fill("[name=login]", "manager")
    login.fill("[name=password]", PASSWORD)
    login.click("form .btn-primary[type=submit]")
    login.wait_for_url("**" + visit)

    # A part of a page: the words stay, and the second press is taken.
    behind.fill("#comments textarea", "说过的话")
    behind.locator("#comments button[type=submit]").click()
    expect(behind.locator("#toasts")).to_contain_text("press once more")
    behind.locator("#comments button[type=submit]").click()
    expect(behind.locator("#comments .timeline")).to_contain_text("说过的话")

    # A form of its own: one page in between, and what was typed is saved.
    third.fill("main [name=name]", "Ma Anew")
    third.locator("main form .btn-primary[type=submit]").first.click()
    expect(third.locator("h1")).to_have_text("Send it once more")
    third.locator("main form .btn-primary[type=submit]").click()
    third.wait_for_url("**" + reverse("profile"))
    house.manager.refresh_from_db()
    assert house.manager.name == "Ma Anew"


def test_another_persons_token_is_not_taken(house, open_page):
    behind = open_page(DESK, allow=("403",))
    sign_in(behind, "lead")
    behind.goto(reverse("visit-detail", args=[house.extra["visit"].pk]))
    expect(behind.locator("#comments textarea")).to_be_visible()
    ahead = behind.context.new_page()
    sign_out(ahead)
    sign_in(ahead, "manager")
    behind.fill("#comments textarea", "as the lead")
    for _ in range(2):
        behind.locator("#comments button[type=submit]").click()
        expect(behind.locator("#toasts")).to_contain_text("Someone else has signed in")
    assert not house.extra["visit"].comments.exists()
