"""What is promised already comes late and is longer once a day is chosen: no button moves from under a finger."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crm.factories import ClientFactory
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.house import become
from tests.world import make_world
from visits.factories import PromiseFactory, VisitFactory


@pytest.mark.parametrize(("device", "locale"), [(PHONE, "zh"), (DESK, "en")])
def test_the_button_of_a_promise_stays_where_it_is(transactional_db, open_page, live_server, device, locale):
    world = make_world()
    type(world.manager).objects.filter(pk=world.manager.pk).update(language="")  # as the browser
    visit = VisitFactory(client=ClientFactory(owner=world.manager), left=True)
    PromiseFactory(client=visit.client, due_on=timezone.localdate() + datetime.timedelta(days=6))
    page = open_page(device, locale)
    become(page.context, live_server.url, world.manager)
    held = []
    page.route("**/promises/load/**", lambda route: held.append(route))
    page.goto(f"/visits/{visit.pk}/record/")
    page.locator("[data-dialog=capture-promise]:visible").first.click()
    dialog = page.locator("#capture-promise")
    button, load = dialog.locator("button[type=submit]"), dialog.locator(".load")
    expect(button).to_be_in_viewport(ratio=1)
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    before = button.bounding_box()
    dialog.locator("[data-fill]").first.click()
    page.wait_for_timeout(300)
    assert held, "the page has asked, and is answered only now"
    page.unroute("**/promises/load/**")  # lets go what it held
    expect(load.locator("dl > div")).to_have_count(3)
    expect(load).to_contain_text("08:30")
    assert button.bounding_box() == before
