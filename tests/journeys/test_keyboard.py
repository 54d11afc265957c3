"""The job by keyboard alone: Tab, Enter, Space, arrows, Escape."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.factories import PASSWORD
from tests.journeys.conftest import DESK
from tests.journeys.house import make_house
from visits.models import Visit, VisitState


@pytest.fixture
def house(transactional_db):
    return make_house()


class Keys:
    """Someone without a mouse: Tab until it is there, then Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str, most: int = 60) -> None:
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                shown = self.page.evaluate("""() => {
                    const box = document.activeElement.getBoundingClientRect();
                    return box.width > 0 && document.activeElement.matches(":focus-visible");
                }""")
                assert shown, f"{selector} has the focus and does not show it"
                return
        raise AssertionError(f"{selector} is not reached by {most} Tabs on {self.page.url}")

    def type(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def enter(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")


def test_a_visit_is_planned_and_begun_by_keyboard(house, open_page):
    page = open_page(DESK)
    keys, client = Keys(page), house.extra["client"]
    page.goto(reverse("account_login"))
    page.evaluate("document.activeElement.blur()")  # from the top, wherever the page put the focus
    keys.type("[name=login]", "manager")
    keys.type("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_be_visible()

    keys.enter(".skip-link")
    keys.enter(f"main a[href='{reverse('visit-new')}']")
    page.wait_for_url(re.compile(reverse("visit-new")))
    keys.enter(f"main a[href='{reverse('visit-new')}?client={client.pk}']")
    page.wait_for_url(re.compile(r"\?client="))
    keys.type("main [name=purpose]", "By keyboard alone")
    keys.type("main [name=success]", "A date")
    keys.enter("main form .btn-primary[type=submit]")
    page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}/"))
    visit = Visit.objects.get(purpose="By keyboard alone")

    keys.enter(f"main form[action='{reverse('visit-arrive', args=[visit.pk])}'] button")
    expect(page.locator("main textarea[name=body]")).to_be_visible()
    visit.refresh_from_db()
    assert visit.state == VisitState.IN_PROGRESS
