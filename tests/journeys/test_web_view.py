"""Inside WeCom's and DingTalk's own windows a file cannot be kept: the page says where it can."""

import pytest
from playwright.sync_api import expect

from accounts.factories import PASSWORD
from tests.journeys.conftest import PHONE
from tests.world import make_world

WINDOWS = {
    "WeCom": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 wxwork/4.1.20",
    "DingTalk": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 AliApp(DingTalk/7.1.0)",
}


@pytest.mark.parametrize("window", WINDOWS)
def test_a_file_asked_for_in_a_chat_window_says_where_it_can_be_had(transactional_db, open_page, window):
    make_world()
    page = open_page({**PHONE, "user_agent": WINDOWS[window]})
    page.goto("/accounts/login/?next=/imports/new/")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", PASSWORD)
    page.click("form .btn-primary[type=submit]")
    page.wait_for_url("**/imports/new/")
    page.locator("a[data-download]").first.click()
    expect(page.locator("#toasts")).to_contain_text("Open in browser")
    assert page.url.endswith("/imports/new/")
