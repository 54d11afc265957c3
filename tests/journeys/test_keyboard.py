"""The job by keyboard alone: Tab, Enter, Space, arrows, Escape. No step is taken with a mouse or by an address."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from crm.factories import ClientFactory, PersonFactory
from etiquette.actions.standard_pages import load_standard_pages
from etiquette.models import Page as HandbookPage
from tests.journeys.conftest import DESK
from tests.journeys.keys import Keys
from tests.world import make_world
from visits.actions.sweep import sweep
from visits.factories import VisitFactory, VisitRecordFactory
from visits.models import Comment, Notification, Promise, ReminderKind, Visit, VisitRecord, VisitState

REFUSED = ("422",)


@pytest.fixture
def house(transactional_db):
    world = make_world()
    client = ClientFactory(owner=world.manager, name="华兴物流有限公司", other_name="Huaxing Logistics")
    PersonFactory(client=client, name="王建国", position="主任")
    early = timezone.now() - datetime.timedelta(days=30)
    other = VisitFactory(
        client=ClientFactory(owner=world.teammate), starts_at=early, left=True, state=VisitState.RECORDED
    )
    VisitRecordFactory(visit=other, submitted_at=early)
    load_standard_pages(now=timezone.now())
    world.extra |= {"client": client, "other": other}
    return world


def test_the_job_by_keyboard_alone(house, open_page):
    manager, lead = Keys(open_page(DESK)), Keys(open_page(DESK, allow=REFUSED))
    visit = the_manager_makes_a_visit(manager, house)
    the_promise_comes_back(manager)
    sign_out(manager)
    the_lead_reviews(lead, visit, house.extra["other"])
    the_manager_answers(manager, visit)
    the_lead_accepts(lead, visit)
    the_admin_publishes(Keys(open_page(DESK)))


def the_manager_makes_a_visit(keys: Keys, house) -> Visit:
    page, client = keys.page, house.extra["client"]
    keys.sign_in(reverse("account_login"), "manager")
    keys.enter(".skip-link")
    assert keys.lands_on("main#main")
    find_the_client(keys, client)
    keys.enter(f"main a[href='{reverse('visit-new')}?client={client.pk}']")
    page.wait_for_url(re.compile(r"\?client="))

    keys.reach("main [name=chip]")
    keys.press("ArrowRight", "Space")
    assert page.input_value("main [name=purpose]"), "the chip fills the purpose"
    keys.reach("main [name=purpose]")
    keys.press("Control+a")
    page.keyboard.type("By keyboard alone")
    keys.act("main form .btn-primary[type=submit]")
    visit = Visit.objects.get(purpose="By keyboard alone")

    keys.act(of(visit, "visit-confirm"))
    expect(page.locator("#toasts")).to_contain_text("Confirmed")
    keys.reach("#toasts .toast-undo button", key="Shift+Tab", most=3)
    keys.act(of(visit, "visit-arrive"))
    make_notes(keys, visit)
    keys.act(of(visit, "visit-leave"))
    visit.refresh_from_db()
    assert visit.state == VisitState.TO_RECORD

    assert page.url.endswith(reverse("visit-record", args=[visit.pk]))
    keys.reach("main [name=result]")
    keys.press("Space", "ArrowRight")
    keys.type("main [name=gains]", "They will look at the tariff")
    keys.act("main .action-bar button[type=submit]")
    assert VisitRecord.objects.get(visit=visit).result == "partly"
    return visit


def of(visit: Visit, name: str) -> str:
    return f"main form[action='{reverse(name, args=[visit.pk])}'] button"


def find_the_client(keys: Keys, client) -> None:
    page = keys.page
    keys.press("Control+k")
    keys.see()
    page.keyboard.type("华兴")
    page.locator("#find-list [role=option]", has_text="华兴").first.wait_for()
    keys.press("Escape")
    assert keys.lands_on("main#main"), "closed, the find box gives the focus back"
    keys.press("Control+k")
    page.keyboard.type("华兴")
    page.locator("#find-list [role=option][aria-selected=true]", has_text="华兴").wait_for()
    keys.press("Enter")
    page.wait_for_url("**" + reverse("client-detail", args=[client.pk]))


def make_notes(keys: Keys, visit: Visit) -> None:
    page = keys.page
    keys.type("main textarea[name=body]", "Two depots, three hours")
    expect(page.locator("#notes-saved")).to_have_attribute("data-state", "saved", timeout=12_000)
    opener = ".captures [data-dialog=capture-promise]"
    keys.enter(opener)
    assert keys.lands_on("#capture-promise [name=text]"), "a dialog begins at its first field"
    keys.see()
    keys.press("Escape")
    assert keys.lands_on(opener), "closed, it gives the focus back"
    keys.press("Enter")
    page.keyboard.type("Send the quote")
    keys.enter("#capture-promise [data-fill]")
    keys.enter("#capture-promise button[type=submit]")
    expect(page.locator("#findings")).to_contain_text("Send the quote")
    expect(page.locator(f"{opener}:focus")).to_have_count(1)
    assert Promise.objects.get(visit=visit).text == "Send the quote"


def sign_out(keys: Keys) -> None:
    keys.reach(".person-menu > summary", key="Shift+Tab")
    keys.press("Enter")
    keys.reach(".person-menu [form=sign-out]", key="ArrowDown", most=8)
    with keys.page.expect_navigation():
        keys.press("Enter")


def the_lead_reviews(keys: Keys, visit: Visit, other: Visit) -> None:
    page = keys.page
    keys.sign_in(reverse("account_login"), "lead")
    keys.enter(f"main a[href='{reverse('review-queue')}']")
    page.wait_for_url("**" + reverse("review-queue"))
    keys.enter(f"main a[href^='{reverse('review-detail', args=[visit.pk])}']")
    page.wait_for_url("**" + reverse("review-detail", args=[visit.pk]) + "*")
    keys.enter("#comments summary")
    keys.type("#comments [name=body]", "Which depots?")
    keys.enter("#comments button[type=submit]")
    expect(page.locator("#comments")).to_contain_text("Which depots?")
    expect(page.locator("#comments :focus")).to_have_count(1)
    assert Comment.objects.filter(visit=visit, body="Which depots?").exists()

    back = f"main [formaction^='{reverse('review-send-back', args=[visit.pk])}']"
    keys.reach(back, key="Shift+Tab")
    with page.expect_navigation():
        keys.press("Enter")  # needs a reason
    expect(page.locator("main .invalid-feedback")).to_be_visible()
    keys.type("main [name=comment]", "Name both depots")
    keys.act(back)
    visit.refresh_from_db()
    assert visit.state == VisitState.SENT_BACK
    if reverse("review-detail", args=[other.pk]) not in page.url:
        keys.enter(f"main a[href^='{reverse('review-detail', args=[other.pk])}']")
        page.wait_for_url("**" + reverse("review-detail", args=[other.pk]) + "*")
    keys.act(f"main form[action^='{reverse('review-accept', args=[other.pk])}'] .btn-primary")
    other.refresh_from_db()
    assert other.state == VisitState.ACCEPTED


def the_promise_comes_back(keys: Keys) -> None:
    promise = Promise.objects.get()
    due = datetime.datetime.combine(promise.due_on, datetime.time(12), datetime.UTC)
    sweep(clock=lambda: due, until=due + datetime.timedelta(minutes=1))
    keys.reach(".bell", key="Shift+Tab")
    with keys.page.expect_navigation():
        keys.press("Enter")
    said = Notification.objects.get(kind=ReminderKind.PROMISE_DUE)
    keys.enter(f"main a[href^='{reverse('notification-open', args=[said.pk])}']")
    keys.page.wait_for_url("**" + reverse("promise-detail", args=[promise.pk]) + "*")
    keys.enter(".skip-link")


def the_manager_answers(keys: Keys, visit: Visit) -> None:
    keys.sign_in(reverse("account_login"), "manager")
    expect(keys.page.locator("main")).to_contain_text("Name both depots")
    keys.enter(f"main a[href^='{reverse('visit-record', args=[visit.pk])}']")
    keys.page.wait_for_url("**" + reverse("visit-record", args=[visit.pk]) + "*")
    keys.type("main [name=losses]", "Pudong and Minhang, down at night")
    keys.act("main .action-bar button[type=submit]")
    visit.refresh_from_db()
    assert visit.state == VisitState.RECORDED


def the_lead_accepts(keys: Keys, visit: Visit) -> None:
    keys.reach(f".sidebar a[href='{reverse('review-queue')}']", key="Shift+Tab")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.enter(f"main a[href^='{reverse('review-detail', args=[visit.pk])}']")
    keys.page.wait_for_url("**" + reverse("review-detail", args=[visit.pk]) + "*")
    expect(keys.page.locator("main")).to_contain_text("Pudong and Minhang")
    keys.act(f"main form[action^='{reverse('review-accept', args=[visit.pk])}'] .btn-primary")
    visit.refresh_from_db()
    assert visit.state == VisitState.ACCEPTED


def the_admin_publishes(keys: Keys) -> None:
    page = keys.page
    keys.sign_in(reverse("account_login"), "admin")
    keys.enter(f".sidebar a[href='{reverse('handbook')}']")
    page.wait_for_url("**" + reverse("handbook"))
    keys.enter(f"main a[href='{reverse('handbook-page', args=['handshake'])}']")
    page.wait_for_url("**" + reverse("handbook-page", args=["handshake"]))
    keys.enter(f"main a[href='{reverse('handbook-edit', args=['handshake'])}']")
    page.wait_for_url("**" + reverse("handbook-edit", args=["handshake"]))
    keys.reach("main [name=title_en]")
    keys.press("Control+a")
    page.keyboard.type("The handshake, by keys")
    keys.act("main button[value=publish]")
    assert HandbookPage.objects.get(slug="handshake").published.title_en == "The handshake, by keys"
