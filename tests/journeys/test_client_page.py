"""The client's page on a phone: photos pasted several at once, each kept or told why not; what comes when in sight."""

import base64
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import expect

from crm.factories import ClientFactory, PersonFactory
from tests.journeys.conftest import PHONE
from tests.journeys.house import become
from tests.world import make_world
from visits.actions.comment import comment_on
from visits.factories import VisitFactory
from visits.models import Attachment
from visits.tests.pictures import picture

# What a browser hands to a page when somebody pastes: files, as if from the clipboard.
_PASTE = """(files) => {
    const data = new DataTransfer();
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
        data.items.add(new File([bytes], name, {type}));
    }
    const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    (document.querySelector("section[data-files]") ?? document).dispatchEvent(event);
}"""


def test_several_photos_are_pasted_at_once_and_one_fault_stops_no_other(transactional_db, open_page, live_server):
    world = make_world()
    client = ClientFactory(owner=world.manager)
    page = open_page(PHONE, allow=("422",))
    become(page.context, live_server.url, world.manager)
    page.goto(f"/clients/{client.pk}/")
    section = page.locator("section[data-files]")
    section.wait_for()
    files = [
        ("door.jpg", "image/jpeg", picture()),
        ("rack.jpg", "image/jpeg", picture(colour="red")),
        ("broken.jpg", "image/jpeg", b"no picture"),
    ]
    page.evaluate(_PASTE, [(name, kind, base64.b64encode(raw).decode()) for name, kind, raw in files])
    expect(section.locator(".file-tile")).to_have_count(2)
    expect(section.locator("[data-waiting]")).to_contain_text("broken.jpg")
    assert set(Attachment.objects.values_list("client_id", flat=True)) == {client.pk}
    section.get_by_role("button", name="Leave it out").click()
    expect(section.locator("[data-waiting] li")).to_have_count(0)
    with page.expect_navigation():
        section.locator(".file-tile button").first.click()
    expect(page.locator("section[data-files] .file-tile")).to_have_count(1)
    with page.expect_navigation():
        page.locator(".toast-undo button").click()
    expect(page.locator("section[data-files] .file-tile")).to_have_count(2)


def test_timeline_and_comments_come_in_sight_or_to_be_printed_or_reached_by_keys(
    transactional_db, open_page, live_server
):
    world = make_world()
    client = ClientFactory(owner=world.manager)
    PersonFactory.create_batch(12, client=client)
    comment_on(name="client", row=client, by=world.manager, body="Ask for the depot", id=uuid4(), now=timezone.now())
    VisitFactory(client=client, purpose="Faster line")
    page = open_page(PHONE)
    become(page.context, live_server.url, world.manager)
    page.goto(f"/clients/{client.pk}/", wait_until="networkidle")
    assert page.locator("#timeline-part").count() == 0
    page.pdf()  # the browser says that it is about to print
    assert "Faster line" in (page.locator("#timeline-lines").text_content() or "")
    assert "Ask for the depot" in (page.locator("#comments").text_content() or "")
    page.reload(wait_until="networkidle")
    assert page.locator("#timeline-part").count() == page.locator("#comments form").count() == 0
    page.keyboard.press("Tab")
    expect(page.locator("#timeline-lines")).to_contain_text("Faster line")
    expect(page.locator("#comments")).to_contain_text("Ask for the depot")
    page.goto("/clients/")
    page.goto(f"/clients/{client.pk}/#comments")
    expect(page.locator("#comments form.stack")).to_be_in_viewport()
    expect(page.locator("#timeline-lines")).to_contain_text("Faster line")
    expect(page.locator("#comments-title")).to_be_in_viewport()
    page.goto("/clients/")
    page.goto(f"/clients/{client.pk}/#timeline")
    expect(page.locator("#timeline-lines")).to_contain_text("Faster line")
    page.locator("#timeline .chip-link", has_text="Promises").click()
    expect(page.locator("#timeline-part")).to_contain_text("Nothing of this kind.")
