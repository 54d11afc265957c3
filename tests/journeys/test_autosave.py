"""Notes typed where the signal is bad: nothing is lost, and "saved" is only said when it is."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.tests.test_identity import FOUND, LET_THROUGH
from crm.factories import ClientFactory
from tests.world import make_world
from visits.factories import VisitFactory
from visits.models import Request, VisitNotes, VisitRecord

PASSWORD = "rapport-demo"


@pytest.fixture
def visit(transactional_db):
    return VisitFactory(client=ClientFactory(owner=make_world().manager), begun=True)


def sign_in(page, name="manager"):
    page.goto(reverse("account_login"))
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit], form button[type=submit]")
    page.wait_for_url("**/")


def saved(page):
    return page.locator("#notes-saved")


def test_typed_offline_reloaded_and_saved_when_back(visit, open_page):
    page = open_page(PHONE, allow=("ERR_INTERNET_DISCONNECTED", "Failed to load"))
    sign_in(page)
    page.goto(reverse("visit-detail", args=[visit.pk]))
    notes = page.locator("textarea[name=body]")
    notes.press_sequentially("two depots")
    expect(saved(page)).to_have_attribute("data-state", "saved", timeout=9000)
    assert VisitNotes.objects.get().body == "two depots"

    page.context.set_offline(True)
    notes.press_sequentially(", three hours")
    expect(saved(page)).to_have_attribute("data-state", "offline", timeout=9000)
    warning = page.locator("form[data-autosave^=notes] .identity-warning")
    for text in (*FOUND, *LET_THROUGH):
        notes.fill(text)
        assert warning.is_visible() is (text in FOUND), text
    notes.fill("two depots, three hours")
    page.click("[data-dialog=capture-request]")
    page.fill("#request-text", f"Split the bill {FOUND[0]}")
    page.click("#capture-request button[type=submit]")
    expect(page.locator("#capture-request [data-capture-errors]")).to_contain_text("identity cards")
    expect(page.locator("#request-text")).to_have_value(f"Split the bill {FOUND[0]}")
    page.fill("#request-text", "Split the bill")
    page.click("#capture-request button[type=submit]")
    expect(page.locator("[data-pending]")).to_contain_text("Split the bill")
    assert VisitNotes.objects.get().body == "two depots"

    page.context.set_offline(False)
    page.reload()
    expect(page.locator("textarea[name=body]")).to_have_value("two depots, three hours")
    expect(saved(page)).not_to_have_class("is-failed")
    expect(page.locator("#findings")).to_contain_text("Split the bill")
    page.wait_for_timeout(3000)
    assert VisitNotes.objects.get().body == "two depots, three hours"
    assert Request.objects.get().text == "Split the bill"


def test_an_ended_session_keeps_the_draft_through_signing_in_and_from_others(visit, open_page):
    page = open_page(PHONE, allow=("401", "404"))
    sign_in(page)
    page.goto(reverse("visit-detail", args=[visit.pk]))
    page.context.clear_cookies(name="rapport_session")
    page.locator("textarea[name=body]").press_sequentially("the IT head decides")
    expect(saved(page)).to_have_attribute("data-state", "expired", timeout=9000)
    saved(page).locator("a").click()
    page.fill("[name=login]", "teammate")
    page.fill("[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_load_state()
    assert "the IT head decides" not in page.content()
    page.context.clear_cookies(name="rapport_session")

    page.goto(f"{reverse('account_login')}?next={reverse('visit-detail', args=[visit.pk])}")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    expect(page.locator("textarea[name=body]")).to_have_value("the IT head decides")
    expect(saved(page)).to_have_attribute("data-state", "saved", timeout=9000)
    assert VisitNotes.objects.get().body == "the IT head decides"


def test_a_clash_shows_both_texts_and_joins_them(visit, open_page):
    page = open_page(DESK, allow=("409",))
    sign_in(page)
    page.goto(reverse("visit-detail", args=[visit.pk]))
    VisitNotes.objects.create(visit=visit, body="typed on the desk", version=4)
    page.locator("textarea[name=body]").press_sequentially("typed on the phone")
    box = page.locator("form[data-autosave^=notes] .clash-box")
    expect(box).to_contain_text("typed on the desk", timeout=9000)
    expect(box).to_contain_text("typed on the phone")
    box.get_by_role("button", name="Join both").click()
    expect(saved(page)).to_have_attribute("data-state", "saved", timeout=9000)
    assert VisitNotes.objects.get().body == "typed on the desk\n\ntyped on the phone"


def test_an_answer_lost_on_the_way_is_no_clash(visit, open_page):
    page = open_page(DESK, allow=("ERR_FAILED", "Failed to load", "409"))
    sign_in(page)
    page.goto(reverse("visit-detail", args=[visit.pk]))
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(1)
        route.fetch()  # the server has it; the browser never hears so
        return route.abort()

    page.route("**/notes/", lose)
    notes = page.locator("textarea[name=body]")
    notes.press_sequentially("first")
    expect(saved(page)).to_have_attribute("data-state", "offline", timeout=9000)
    notes.press_sequentially(" and more")
    expect(saved(page)).to_have_attribute("data-state", "saved", timeout=15000)
    assert VisitNotes.objects.get().body == "first and more"
    assert page.locator(".clash-box").count() == 0


def test_a_record_saves_itself_and_is_handed_in(visit, open_page):
    page = open_page(PHONE)
    sign_in(page)
    page.goto(reverse("visit-detail", args=[visit.pk]))
    page.get_by_role("button", name="I have left").click()
    page.wait_for_url("**/record/")
    page.get_by_label("Partly").check()
    page.locator("[name=gains]").press_sequentially("They renew")
    page.get_by_role("button", name="Hand in the record").click()
    page.wait_for_url(f"**/visits/{visit.pk}/")
    expect(page.locator("main")).to_contain_text("They renew")
    assert VisitRecord.objects.get().first_submitted_at


PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
