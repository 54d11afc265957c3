"""Several clients chosen with the mouse, though the name's link covers its whole row."""

from playwright.sync_api import expect

from crm.factories import ClientFactory
from tests.journeys.conftest import DESK
from tests.journeys.house import become
from tests.world import make_world


def test_boxes_are_ticked_by_mouse_and_lead_to_what_to_do(transactional_db, open_page, live_server):
    world = make_world()
    for name in ("Anhe Dental", "Boya Education", "Huaxing Logistics"):
        ClientFactory(owner=world.manager, name=name)
    page = open_page(DESK)
    become(page.context, live_server.url, world.manager)
    page.goto("/clients/")
    page.get_by_label("Choose Anhe Dental").click()
    page.get_by_label("Choose Boya Education").click()
    expect(page.locator("[data-selected-number]")).to_have_text("2")
    page.locator("#bulk button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 clients")
