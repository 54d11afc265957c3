"""Several photos pasted at once: each arrives, and what cannot be kept says why beside its own name."""

from playwright.sync_api import expect

from accounts.factories import PASSWORD
from crm.factories import ClientFactory
from tests.world import make_world
from visits.models import Attachment

PASTE = """async () => {
    const data = new DataTransfer();
    for (const [name, colour] of [["door.png", "teal"], ["shelf.png", "tomato"]]) {
        const canvas = new OffscreenCanvas(80, 60);
        const pen = canvas.getContext("2d");
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 80, 60);
        data.items.add(new File([await canvas.convertToBlob()], name, { type: "image/png" }));
    }
    data.items.add(new File(["<html>"], "page.png", { type: "image/png" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_two_photos_pasted_are_kept_and_a_disguised_file_says_why(transactional_db, page_phone):
    world = make_world()
    client = ClientFactory(owner=world.manager)
    page = page_phone(allow=(422, "net::ERR_FAILED"))
    page.goto(f"/accounts/login/?next=/clients/{client.pk}/")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", PASSWORD)
    page.click("form .btn-primary[type=submit]")
    page.wait_for_url(f"**/clients/{client.pk}/")
    part = page.locator("#files")
    part.scroll_into_view_if_needed()
    expect(part.locator(".file-form")).to_be_visible()
    page.evaluate(PASTE)
    expect(part.locator(".file-tile")).to_have_count(2)
    expect(part.locator("[data-waiting] li")).to_contain_text("page.png")
    expect(part.locator("[data-waiting] .is-failed")).to_contain_text("This kind of file is not accepted.")
    assert Attachment.objects.count() == 2
