"""Where a client's facts come from, on a phone: asked in one tap, told in two, read at the value (K7)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from crm.factories import ClientFactory
from crm.models import FactSource, SourceTried
from tests.journeys.test_two_tabs import sign_in
from tests.world import make_world


@pytest.fixture
def client(transactional_db):
    manager = make_world().manager
    manager.language = ""  # as the browser
    manager.save(update_fields=["language"])
    return ClientFactory(owner=manager, business="公路货运")


def test_asked_told_and_read(client, page_phone):
    page = page_phone("zh")
    sign_in(page, "manager")
    page.goto(reverse("client-sources", args=[client.pk]))
    government = page.locator("#government")
    government.get_by_role("button", name="问过了").tap()
    expect(page.locator("#toasts")).to_contain_text("政府部门：问过了")
    government.get_by_role("button", name="有收获").tap()
    expect(government).to_contain_text("有收获")
    assert SourceTried.objects.get().outcome == "gave"
    page.locator("#toasts").get_by_role("button", name="撤销").first.tap()
    expect(government.get_by_role("button", name="有收获")).to_be_visible()

    page.reload()  # the toast lies above it
    page.locator("#facts").get_by_role("link", name="主营业务").tap()
    page.get_by_role("button", name="券商与银行").tap()
    page.wait_for_url(lambda url: "/of/" not in url)
    assert FactSource.objects.get().kind == "banks"

    page.goto(reverse("client-detail", args=[client.pk]))
    mark = page.locator("#firm .source-mark").first
    tip = mark.locator(".source-tip")
    expect(tip).to_be_hidden()
    mark.locator("summary").tap()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("券商与银行")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Enter")  # the mark has the focus again
    expect(tip.get_by_role("link")).to_be_visible()
