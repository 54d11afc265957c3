"""Several rows chosen though the name's link covers the whole row: clients by mouse, people by keyboard."""

from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions.saved_filter import save_filter
from crm.factories import ClientFactory, PersonFactory
from crm.models import Person
from tests.journeys.conftest import DESK
from tests.journeys.house import become
from tests.world import make_world


def test_boxes_are_ticked_by_mouse_and_lead_to_what_to_do(transactional_db, open_page, live_server):
    world = make_world()
    for name in ("Anhe Dental", "Boya Education", "Huaxing Logistics"):
        PersonFactory(client=ClientFactory(owner=world.manager, name=name), name=f"Head of {name}")
    page = open_page(DESK)
    become(page.context, live_server.url, world.manager)
    page.goto("/clients/")
    page.get_by_label("Choose Anhe Dental").click()
    page.get_by_label("Choose Boya Education").click()
    expect(page.locator("[data-selected-number]")).to_have_text("2")
    page.locator("#bulk button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 clients")

    page.goto("/clients/people/")
    page.get_by_label("Choose Head of Anhe Dental").press("Space")
    page.get_by_label("Choose Head of Huaxing Logistics").press("Shift+Space")
    expect(page.locator("[data-selected-number]")).to_have_text("3")
    page.locator("#bulk button").press("Enter")
    page.get_by_label("Set the level").press("Space")
    page.get_by_label("Top").press("Space")
    page.get_by_label("Top").press("Enter")
    expect(page.locator(".toasts")).to_contain_text("3 people have the level “Top”.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".toasts")).to_contain_text("3 people are as they were.")
    assert not Person.objects.filter(level="top").exists()


def test_a_filter_can_be_saved_as_soon_as_it_is_chosen(transactional_db, open_page, live_server):
    world = make_world()
    for tier in ("A", "B"):
        ClientFactory(owner=world.manager, tier=tier)
    page = open_page(DESK)
    become(page.context, live_server.url, world.manager)
    page.goto("/clients/")
    saved, save = page.locator("#saved-filters"), page.get_by_role("link", name="Save this filter")
    expect(saved).to_be_hidden()
    expect(save).to_have_count(0)
    places = [page.locator(one).bounding_box()["y"] for one in ("form.filters", ".table-frame")]
    page.locator("select[name=tier]").select_option("A")
    expect(save).to_be_visible()
    assert [page.locator(one).bounding_box()["y"] for one in ("form.filters", ".table-frame")] == places
    save.click()
    page.get_by_label("Name").fill("A clients")
    page.get_by_role("button", name="Save").click()
    expect(saved.get_by_role("link", name="A clients").first).to_have_attribute("aria-current", "page")
    page.locator("select[name=tier]").select_option("B")
    expect(save).to_be_visible()
    expect(saved.locator("[aria-current]")).to_have_count(0)
    page.locator("#filter-q").fill("nobody")
    expect(page.get_by_text("No client matches")).to_be_visible()
    expect(save).to_be_visible()


def test_a_list_that_begins_with_a_filter_stays_whole_when_it_is_read_again(transactional_db, open_page, live_server):
    world = make_world()
    for tier in ("A", "B"):
        ClientFactory(owner=world.manager, tier=tier)
    save_filter(
        by=world.manager, now=timezone.now(), place="client-list", query="tier=A", name="Key", is_pinned=True,
        is_default=True,
    )  # fmt: skip
    page = open_page(DESK)
    become(page.context, live_server.url, world.manager)
    page.goto("/clients/")
    rows = page.locator("#clients tr")
    expect(rows).to_have_count(1)
    page.locator("select[name=tier]").select_option("")
    expect(rows).to_have_count(2)
    page.reload()
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Clients", exact=True).first.click()
    expect(rows).to_have_count(2)
