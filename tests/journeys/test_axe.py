"""Every page under axe-core and, on a phone, within its width; and the first half of the job by keyboard alone."""

import datetime
import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.factories import PASSWORD
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    CompetitorPresenceFactory,
    DepartmentFactory,
    PersonFactory,
)
from etiquette.actions.standard_pages import load_standard_pages
from tests.journeys.conftest import DESK, PHONE
from tests.world import make_world
from visits.actions.sweep import sweep
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Objection, Request, Visit, VisitState, VisitTopic

AXE = django_settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
LONG_NAME = "华东远洋国际供应链管理集团股份有限公司上海浦东分公司"
LONG_WORDS = "Renew https://client.example/tenders/2026/fleet-sim-cards-second-round and agree who signs，续签合同"
# Colours are measured once styles have come to rest.
_STILL = "document.getAnimations().forEach((one) => { try { one.finish() } catch { one.cancel() } })"
# Structure is judged once for each width; what depends on colours, in all four.
_EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
COMBINATIONS = {
    "phone-light-en": (PHONE, "light", "en", _EVERY_RULE),
    "desk-dark-zh": (DESK, "dark", "zh", _EVERY_RULE),
    "phone-dark-zh": (PHONE, "dark", "zh", _COLOUR_RULES),
    "desk-light-en": (DESK, "light", "en", _COLOUR_RULES),
}
_AXE_RUN = """
async (rules) => {
    const found = await axe.run(document, {
        runOnly: rules,
        resultTypes: ["violations"],
        preload: false,
    });
    return found.violations.flatMap((fault) =>
        fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? fault.help}`),
    );
}
"""
_TOO_WIDE = """
() => {
    const room = screen.width;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room);
    const names = wide.slice(-3).map((one) => `${one.tagName}.${one.className}`).join(" ");
    return [`wider than the phone by ${over} px: ${names}`];
}
"""


@pytest.fixture
def house(transactional_db, settings):
    """A team's world with a row for every page, long names among them."""
    settings.DEMO = True
    world = make_world()
    for person in (world.manager, world.lead, world.admin):
        type(person).objects.filter(pk=person.pk).update(language="")  # as the browser
    client = ClientFactory(owner=world.manager, name=LONG_NAME, other_name="Huadong Ocean Supply Chain", tier="A")
    department = DepartmentFactory(client=client, name="信息化建设与数据治理部")
    head = PersonFactory(
        client=client,
        department=department,
        name="欧阳建国",
        position="信息部主任兼采购委员会副主任",
        ways={"mobile": "13812345678", "email": "a.very.long.address.indeed@subsidiary.client.example"},
    )
    report = PersonFactory(client=client, department=department, name="Margaret Featherstonehaugh", reports_to=head)
    rival = CompetitorFactory(name="联讯通信", business="Low prices")
    presence = CompetitorPresenceFactory(
        client=client, competitor=rival, contract_end=timezone.localdate() + datetime.timedelta(days=90)
    )
    visits = {
        "planned": VisitFactory(client=client, purpose=LONG_WORDS),
        "confirmed": VisitFactory(client=client, confirmed=True),
        "begun": VisitFactory(client=client, begun=True),
        "left": VisitFactory(client=client, left=True),
        "recorded": VisitFactory(client=client, left=True, state=VisitState.RECORDED),
        "cancelled": VisitFactory(client=client, state=VisitState.CANCELLED, cancel_reason="They moved"),
    }
    for name in ("planned", "begun"):
        visits[name].people.add(head, report)
        VisitTopic.objects.create(visit=visits[name], text="Network outage in October")
    VisitRecordFactory(visit=visits["recorded"])
    said = {"client": client, "visit": visits["begun"], "noted_by": world.manager, "noted_at": timezone.now()}
    Request.objects.create(text="账单按部门拆分", **said)
    Objection.objects.create(text="The price is too high", **said)
    promise = PromiseFactory(client=client, text=LONG_WORDS, due_on=timezone.localdate() - datetime.timedelta(days=1))
    PromiseFactory(client=client)
    load_standard_pages(now=timezone.now())
    world.extra |= {
        "client": client, "head": head, "rival": rival, "presence": presence, "visits": visits, "promise": promise,
    }  # fmt: skip
    return world


def addresses(world) -> dict[str, list[str]]:
    """Return the pages to look at, by who opens them."""
    row = world.extra
    client, visits = row["client"].pk, row["visits"]
    mine = [
        *map(reverse, ("today", "client-list", "client-new", "competitor-list", "competitor-new", "visit-list")),
        *map(reverse, ("visit-new", "visit-drop-in", "promise-list", "promise-new", "handbook")),
        *map(reverse, ("notification-list", "profile", "demo-mail", "account_change_password", "account_logout")),
        *(reverse(name, args=[client]) for name in ("client-detail", "client-chart", "client-edit", "client-shares")),
        *(reverse(name, args=[client]) for name in ("client-person-new", "presence-new", "department-new")),
        reverse("client-person", args=[client, row["head"].pk]),
        reverse("client-person-edit", args=[client, row["head"].pk]),
        reverse("presence-edit", args=[client, row["presence"].pk]),
        reverse("competitor-detail", args=[row["rival"].pk]),
        reverse("visit-new") + f"?client={client}",
        reverse("visit-drop-in") + f"?client={client}",
        *(reverse("visit-detail", args=[visit.pk]) for visit in visits.values()),
        *(reverse(name, args=[visits["planned"].pk]) for name in ("visit-edit", "visit-reschedule", "visit-cancel")),
        reverse("visit-record", args=[visits["left"].pk]),
        reverse("promise-detail", args=[row["promise"].pk]),
        reverse("promise-renegotiate", args=[row["promise"].pk]),
        reverse("search") + "?q=华东",
        reverse("search") + "?q=nothing-has-this",
        reverse("handbook-page", args=["handshake"]),
        "/no-such-page/",
    ]
    leads = [reverse("today"), reverse("review-queue"), reverse("review-detail", args=[visits["recorded"].pk])]
    admins = [
        *map(reverse, ("people-list", "person-new", "team-list", "team-new", "demo-data", "handbook-new")),
        reverse("person", args=[world.manager.pk]),
        reverse("team", args=[world.team.pk]),
        reverse("handbook-edit", args=["handshake"]),
        reverse("handbook-revisions", args=["handshake"]),
        *(reverse("styleguide") + query for query in ("", "?page=client", "?page=lists", "?page=form", "?page=parts")),
    ]
    out = [reverse("account_login"), reverse("account_reset_password"), reverse("account_reset_password_done")]
    return {"nobody": out, "manager": mine, "lead": leads, "admin": admins}


def become(context: BrowserContext, base: str, person) -> None:
    """Sign in without the form, which is looked at by itself."""
    context.clear_cookies()
    if person is not None:
        browser = Client()
        browser.force_login(person)
        key = browser.cookies[django_settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": key, "url": base}])


def faults(page: Page, axe: str, rules: list | dict, is_phone: bool) -> list[str]:
    expect(page.locator(".htmx-request")).to_have_count(0)  # parts that a page fetches after itself are in
    page.evaluate(_STILL)
    page.evaluate(axe)
    found = page.evaluate(_AXE_RUN, rules)
    return found + page.evaluate(_TOO_WIDE) if is_phone else found


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_every_page_is_sound(house, open_page, live_server, combination):
    device, scheme, language, rules = COMBINATIONS[combination]
    sweep(clock=timezone.now, until=timezone.now() + datetime.timedelta(minutes=1))  # something in the bell
    axe = AXE.read_text(encoding="utf-8")
    page = open_page({**device, "color_scheme": scheme, "reduced_motion": "reduce"}, language, allow=("404",))
    seen = []
    for name, paths in addresses(house).items():
        become(page.context, live_server.url, house.person(name))
        for path in paths:
            answer = page.goto(path, wait_until="load")
            if answer.status != (404 if path == "/no-such-page/" else 200):
                seen.append(f"{name} {path} answered {answer.status}")
                continue
            seen += [f"{name} {path} {fault}" for fault in faults(page, axe, rules, device is PHONE)]
    assert not seen, "\n".join(seen)


class Keys:
    """Someone without a mouse: Tab until it is there, then Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str, most: int = 60) -> None:
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                shown = self.page.evaluate("""() => {
                    const box = document.activeElement.getBoundingClientRect();
                    return box.width > 0 && document.activeElement.matches(":focus-visible");
                }""")
                assert shown, f"{selector} has the focus and does not show it"
                return
        raise AssertionError(f"{selector} is not reached by {most} Tabs on {self.page.url}")

    def type(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def enter(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")


def test_a_visit_is_planned_and_begun_by_keyboard(house, open_page):
    page = open_page(DESK)
    keys, client = Keys(page), house.extra["client"]
    page.goto(reverse("account_login"))
    page.evaluate("document.activeElement.blur()")  # from the top, wherever the page put the focus
    keys.type("[name=login]", "manager")
    keys.type("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_be_visible()

    keys.enter(".skip-link")
    keys.enter(f"main a[href='{reverse('visit-new')}']")
    page.wait_for_url(re.compile(reverse("visit-new")))
    keys.enter(f"main a[href='{reverse('visit-new')}?client={client.pk}']")
    page.wait_for_url(re.compile(r"\?client="))
    keys.type("main [name=purpose]", "By keyboard alone")
    keys.type("main [name=success]", "A date")
    keys.enter("main form .btn-primary[type=submit]")
    page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}/"))
    visit = Visit.objects.get(purpose="By keyboard alone")

    keys.enter(f"main form[action='{reverse('visit-arrive', args=[visit.pk])}'] button")
    expect(page.locator("main textarea[name=body]")).to_be_visible()
    visit.refresh_from_db()
    assert visit.state == VisitState.IN_PROGRESS
