"""Flash cards of key people, by the thumb and by the keyboard."""

from playwright.sync_api import expect

from crm.factories import ClientFactory, PersonFactory
from tests.journeys.conftest import PHONE
from tests.journeys.house import become
from tests.world import make_world
from visits.factories import VisitFactory


def test_who_was_not_known_comes_again_until_known_and_the_end_leads_back(transactional_db, open_page, live_server):
    world = make_world()
    client = ClientFactory(owner=world.manager)
    visit = VisitFactory(client=client)
    visit.people.add(*(PersonFactory(client=client, name=name, level="user") for name in ("Ada", "Ben", "Cleo")))
    page = open_page(PHONE)
    become(page.context, live_server.url, world.manager)
    page.goto(f"/visits/{visit.pk}/")
    page.get_by_role("link", name="Know the faces").click()
    card = page.locator("[data-drill-card]:visible")
    seen = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight"):
        expect(card.locator(".drill-ask")).to_have_text("User")
        expect(card.locator(".drill-name")).to_be_hidden()
        page.keyboard.press("Space")
        expect(card.locator(".drill-name")).to_be_visible()
        seen.append(card.locator(".drill-name").inner_text())
        page.keyboard.press(key)
        expect(card.locator(".drill-name")).to_be_hidden()
    assert sorted(seen[:3]) == ["Ada", "Ben", "Cleo"]
    assert seen[3] == seen[0], "not known the first time"
    card.locator("summary").tap()
    expect(card.locator(".drill-name")).to_have_text(seen[2])
    card.get_by_role("button", name="Knew it").tap()
    expect(page.locator("[data-drill-end]")).to_be_focused()
    page.locator("[data-drill-end] a").tap()
    page.wait_for_url(f"**/visits/{visit.pk}/")
