"""The client's page on a phone: photos pasted several at once, each kept or told why not; what comes when in sight."""

import base64
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import expect

from crm.factories import ClientFactory, PersonFactory
from tests.journeys.conftest import PHONE
from tests.journeys.house import become
from tests.world import make_world
from visits.actions.comment import comment_on
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory, VisitRecordFactory
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


def test_under_a_complaint_all_five_answers_are_on_a_phones_first_screen(transactional_db, open_page, live_server):
    world = make_world()
    client = ClientFactory(owner=world.manager, name="华兴物流", other_name="Huaxing Logistics", tier="A")
    PersonFactory.create_batch(5, client=client, level="management", position="运营部经理")
    VisitFactory(client=client, left=True, purpose="认识新任采购部经理")
    ComplaintFactory(client=client, text="专线周一早高峰又断了半小时，仓库扫码枪全部掉线，电话里很生气。")
    page = open_page(PHONE)
    become(page.context, live_server.url, world.manager)
    page.goto(f"/clients/{client.pk}/")
    expect(page.locator("#complaints .complaint-row")).to_be_in_viewport(ratio=1)
    top_of_next = page.locator(".glance-next").bounding_box()["y"]
    for part in ("who", "open", "last"):
        box = page.locator(f".glance-{part}").bounding_box()
        assert box["y"] + box["height"] <= top_of_next, part
    risk = page.locator(".glance-risks li").first.bounding_box()
    assert risk["y"] + risk["height"] <= top_of_next


def test_without_a_complaint_too_what_is_at_risk_is_on_a_phones_first_screen(transactional_db, open_page, live_server):
    world = make_world()
    client = ClientFactory(owner=world.manager, name="光合书店", other_name="Photosynthesis Books", tier="C")
    PersonFactory.create_batch(5, client=client, level="management", position="运营部经理")
    PromiseFactory(client=client, owner=world.manager, due_on=timezone.localdate() - timedelta(days=3))
    visit = VisitFactory(client=client, left=True, state="recorded", purpose="认识新任采购部经理")
    VisitRecordFactory(visit=visit, gains="新经理很看重服务响应", next_step="月底前再打电话")
    page = open_page(PHONE)
    become(page.context, live_server.url, world.manager)
    page.goto(f"/clients/{client.pk}/")
    top_of_next = page.locator(".glance-next").bounding_box()["y"]
    for part in ("who", "open", "last"):
        box = page.locator(f".glance-{part}").bounding_box()
        assert box["y"] + box["height"] <= top_of_next, part
    risk = page.locator(".glance-risks li").first.bounding_box()
    assert risk["y"] + risk["height"] <= top_of_next
    expect(page.get_by_role("link", name="All 5 people", exact=True)).to_be_visible()


def test_a_note_that_sounds_sensitive_is_hinted_at_while_one_types(transactional_db, open_page, live_server):
    world = make_world()
    person = PersonFactory(client=ClientFactory(owner=world.manager))
    page = open_page(PHONE)
    become(page.context, live_server.url, world.manager)
    page.goto(f"/clients/{person.client_id}/people/{person.pk}/")
    page.locator("#traits a.btn").click()
    field, hint = page.locator("#slot-trait [name=text]"), page.locator("#slot-trait [data-sensitive]")
    field.fill("回族，请订清真餐厅")
    expect(hint).to_contain_text("Note what to do, not why")
    field.fill("十点前打电话")
    expect(hint).to_have_text("")
