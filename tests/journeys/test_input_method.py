"""An input method as Chromium drives one: nothing is asked or saved in the middle of a word; Enter only ends it."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from crm.factories import ClientFactory
from tests.journeys.conftest import PHONE
from tests.journeys.house import become
from tests.world import make_world
from visits.factories import VisitFactory

ASKS = {
    "the list's search": ("client-list", "main input[name=q]", "/clients/?"),
    "the people's search": ("client-people", "main input[name=q]", "/clients/people/?"),
    "the find box": ("today", "#find [role=combobox]", "/find/"),
    "a day in words": ("promise-new", "[data-day-said] input", "/day/"),
    "the client of a visit": ("visit-new", "main input[type=search]", "/visits/new/"),
    "a new client's name": ("client-new", "#id_legal_name, input[name=name]", "/clients/similar/"),
}


class InputMethod:
    """Types with a composition, through the browser's own devices."""

    def __init__(self, page):
        self.page, self.browser = page, page.context.new_cdp_session(page)

    def spell(self, letters):
        for at in range(1, len(letters) + 1):
            said = {"text": letters[:at], "selectionStart": at, "selectionEnd": at}
            self.browser.send("Input.imeSetComposition", said)

    def press_enter(self):
        key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Enter", "code": "Enter"}
        self.browser.send("Input.dispatchKeyEvent", key)

    def commit(self, text):
        self.browser.send("Input.insertText", {"text": text})


def opened(open_page, live_server, user, address):
    page = open_page(PHONE, "zh")
    become(page.context, live_server.url, user)
    page.goto(address)
    return page


@pytest.mark.parametrize("field", ASKS)
def test_nothing_is_asked_in_the_middle_of_a_word(transactional_db, open_page, live_server, field):
    world = make_world()
    ClientFactory(owner=world.manager, name="华兴物流有限公司")
    name, selector, path = ASKS[field]
    page = opened(open_page, live_server, world.manager, reverse(name))
    if name == "today":
        page.locator(".search-link").first.click()
    asked = []
    page.on("request", lambda request: asked.append(unquote(request.url)) if path in request.url else None)
    box, keys = page.locator(selector).first, InputMethod(page)
    box.focus()
    page.wait_for_timeout(300)
    keys.commit("华")  # a pause begins to count …
    keys.spell("xing")  # … and the next word is under way before it has gone by
    page.wait_for_timeout(700)
    keys.press_enter()
    page.wait_for_timeout(300)
    assert [url for url in asked if "华x" in url] == []
    here = page.url
    with page.expect_response(lambda response: path in response.url and "华兴" in unquote(response.url)):
        keys.commit("兴")
        box.dispatch_event("change")
    page.wait_for_load_state("networkidle")
    assert page.url.split("?")[0] == here.split("?")[0]
    assert box.input_value() == "华兴"


def test_notes_are_not_saved_in_the_middle_of_a_word(transactional_db, open_page, live_server):
    world = make_world()
    visit = VisitFactory(client=ClientFactory(owner=world.manager), begun=True)
    page = opened(open_page, live_server, world.manager, reverse("visit-detail", args=[visit.pk]))
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    keys = InputMethod(page)
    page.locator("textarea[name=body]").focus()
    keys.commit("两个仓库，")
    keys.spell("sange")
    page.wait_for_timeout(3200)
    assert sent == []
    with page.expect_response(lambda response: response.request.method == "POST"):
        keys.commit("三个小时")
    assert "sange" not in sent[0]
