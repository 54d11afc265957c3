"""The job, told once: from signing in to a promise that comes back and a record that is accepted.

On a phone and at a desk, in English and in Chinese: words are looked up in the catalogue, so a missing one fails here.
"""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from accounts.factories import PASSWORD
from crm.factories import ClientFactory, DepartmentFactory, PersonFactory
from etiquette.actions.standard_pages import load_standard_pages
from tests.journeys.conftest import DESK, PHONE
from tests.world import make_world
from visits.actions.sweep import sweep
from visits.models import Notification, Promise, ReminderKind, Visit, VisitRecord, VisitState

LANGUAGES = {"en": "en", "zh": "zh-hans"}


class Person:
    """Someone at a browser, who reads the page in their language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language

    def word(self, text: str, context: str = "") -> str:
        with translation.override(LANGUAGES[self.language]):
            said = translation.pgettext(context, text) if context else translation.gettext(text)
        assert self.language == "en" or said != text, f"no Chinese for {text!r}"
        return said

    def sign_in(self, name: str) -> None:
        self.page.goto(reverse("account_login"))
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("form .btn-primary[type=submit]")
        self.page.wait_for_url(lambda url: "/accounts/" not in url)
        expect(self.page.locator("body.framed main h1").first).to_be_visible()

    def sign_out(self) -> None:
        if not self.page.locator("#sign-out").count():
            self.open("today")
        self.page.locator("details[data-menu]:has([form=sign-out]) > summary:visible").first.click()
        self.page.locator("[form=sign-out]:visible").first.click()
        self.page.wait_for_url("**" + reverse("account_login"))

    def open(self, name: str, *args: object, query: str = "") -> None:
        self.page.goto(reverse(name, args=args) + query)

    def press(self, text: str, context: str = "") -> None:
        self.page.locator("main").get_by_role("button", name=self.word(text, context), exact=True).first.click()

    def submit(self, text: str) -> None:
        """Press a button and wait for the page that answers: what comes next must not overtake it."""
        with self.page.expect_navigation():
            self.press(text)

    def fill(self, name: str, text: str) -> None:
        self.page.locator(f"main [name={name}]:visible").first.fill(text)


@pytest.fixture
def house(transactional_db):
    world = make_world()
    everyone = (world.manager, world.teammate, world.stranger, world.lead, world.admin)
    for person in everyone:
        type(person).objects.filter(pk=person.pk).update(language="")  # as the browser
    client = ClientFactory(owner=world.manager, name="华兴物流有限公司", other_name="Huaxing Logistics")
    department = DepartmentFactory(client=client, name="信息部")
    head = PersonFactory(
        client=client, department=department, name="王建国", position="主任", ways={"mobile": "13812345678"}
    )
    PersonFactory(client=client, department=department, name="李敏", reports_to=head)
    load_standard_pages(now=timezone.now())
    world.extra["client"] = client
    return world


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_the_job_told_once(house, open_page, device, language):
    person = Person(open_page(device, language, allow=("422",)), language)  # refusals are part of the story
    client = house.extra["client"]
    person.sign_in("manager")

    find_the_client(person, client)
    visit = plan(person, client)
    make_the_visit(person, visit)
    promise = record(person, visit)
    the_promise_comes_back(person, promise)
    person.sign_out()

    the_lead_sends_it_back(person, visit)
    person.sign_out()
    the_manager_answers(person, visit)
    person.sign_out()
    the_lead_accepts(person, visit)


def find_the_client(person, client):
    person.open("search", query="?q=华兴")
    person.page.locator("main").get_by_role("link", name=re.compile("华兴物流")).first.click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("华兴物流")
    expect(person.page.locator("main a[href^='tel:']").first).to_be_visible()
    person.open("client-chart", client.pk)
    expect(person.page.locator("main")).to_contain_text("李敏")


def plan(person, client):
    person.open("visit-new", query=f"?client={client.pk}")
    person.press("Plan the visit")  # without a purpose it is refused (V2), and nothing is made
    expect(person.page.locator("main .invalid-feedback").first).to_be_visible()
    assert not Visit.objects.exists()
    person.fill("purpose", "续签车队物联卡合同 <b>2027</b>")
    person.fill("success", "约定面谈日期")
    if person.page.locator("details.more-fields:not([open])").count():
        person.page.locator("details.more-fields > summary").click()
    person.fill("materials", "报价单\n名片")
    person.press("Plan the visit")
    person.page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}/"))
    visit = Visit.objects.get()
    assert (visit.purpose, visit.client) == ("续签车队物联卡合同 <b>2027</b>", client)
    person.page.get_by_label("名片").check()
    person.page.reload()  # what is packed stays packed
    expect(person.page.get_by_label("名片")).to_be_checked()
    expect(person.page.get_by_label("报价单")).not_to_be_checked()
    return visit


def make_the_visit(person, visit):
    person.press("Confirm", "visit")
    person.press("Arrived")
    notes = person.page.locator("textarea[name=body]")
    notes.fill("两个仓库断网三小时")
    expect(person.page.locator("#notes-saved")).to_have_attribute("data-state", "saved", timeout=12_000)
    person.page.locator(".captures [data-dialog=capture-request]").first.click()
    person.page.locator("#capture-request [name=text]").fill("账单按部门拆分")
    person.page.locator("#capture-request button[type=submit]").click()
    expect(person.page.locator("#findings")).to_contain_text("账单按部门拆分")
    person.page.locator(".captures [data-dialog=capture-promise]").first.click()
    dialog = person.page.locator("#capture-promise")
    dialog.locator("[name=text]").fill("发送报价单")
    dialog.locator("[name=due_on]").fill((timezone.localdate() + datetime.timedelta(days=7)).isoformat())
    dialog.locator("button[type=submit]").click()
    expect(person.page.locator("#findings")).to_contain_text("发送报价单")
    person.press("I have left")
    person.page.wait_for_load_state()
    visit.refresh_from_db()
    assert visit.state == VisitState.TO_RECORD


def record(person, visit):
    person.open("visit-record", visit.pk)
    expect(person.page.locator("main .record-purpose")).to_contain_text("续签车队物联卡合同 <b>2027</b>")
    person.page.get_by_role("radio", name=person.word("Partly")).check()
    person.fill("gains", "对方愿意看新资费")
    person.press("Hand in the record")
    person.page.wait_for_url(re.compile(rf"/visits/{visit.pk}/(?!record)"))
    handed_in = VisitRecord.objects.get()
    assert handed_in.delay is not None
    assert handed_in.first_submitted_at == handed_in.submitted_at
    return Promise.objects.get()


def the_promise_comes_back(person, promise):
    person.open("promise-list")
    expect(person.page.locator("main")).to_contain_text("发送报价单")
    due = datetime.datetime.combine(promise.due_on, datetime.time(12), datetime.UTC)
    sweep(clock=lambda: due, until=due + datetime.timedelta(minutes=1))
    assert Notification.objects.filter(recipient=promise.owner, kind=ReminderKind.PROMISE_DUE).count() == 1
    assert [letter for letter in mail.outbox if promise.owner.email in letter.to]
    person.open("notification-list")
    expect(person.page.locator("main")).to_contain_text("发送报价单")


def the_lead_sends_it_back(person, visit):
    person.sign_in("lead")
    person.open("review-queue")
    person.page.locator("main").get_by_role("link", name=re.compile("华兴物流")).first.click()
    expect(person.page.locator("main")).to_contain_text("对方愿意看新资费")
    person.press("Send back")  # needs a reason
    expect(person.page.locator("main .invalid-feedback").first).to_be_visible()
    person.fill("comment", "请写清两个仓库的情况")
    person.submit("Send back")
    visit.refresh_from_db()
    assert visit.state == VisitState.SENT_BACK


def the_manager_answers(person, visit):
    sweep(clock=timezone.now, until=timezone.now() + datetime.timedelta(minutes=1))
    person.sign_in("manager")
    expect(person.page.locator("main")).to_contain_text("请写清两个仓库的情况")
    person.open("visit-record", visit.pk)
    person.fill("losses", "一号库夜间仍掉线")
    person.press("Hand in the record")
    person.page.wait_for_url(re.compile(rf"/visits/{visit.pk}/(?!record)"))
    visit.refresh_from_db()
    assert visit.state == VisitState.RECORDED
    assert visit.record.submitted_at > visit.record.first_submitted_at


def the_lead_accepts(person, visit):
    person.sign_in("lead")
    person.open("review-detail", visit.pk)
    expect(person.page.locator("main")).to_contain_text("一号库夜间仍掉线")
    person.submit("Accept")
    visit.refresh_from_db()
    assert visit.state == VisitState.ACCEPTED


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_admin_edits_a_handbook_page_and_everyone_finds_it(house, open_page, language):
    person = Person(open_page(DESK, language), language)
    person.sign_in("admin")
    person.open("handbook-edit", "handshake")
    person.fill("title_en", "The handshake, anew")
    person.fill("title_zh", "握手新篇")
    person.submit("Publish")
    person.sign_out()
    person.sign_in("stranger")
    person.open("search", query="?q=新篇" if language == "zh" else "?q=hands")
    person.page.locator("main").get_by_role("link", name=re.compile("握手新篇|The handshake, anew")).first.click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("握手新篇" if language == "zh" else "anew")
