"""Where the focus goes when what had it goes; who is told of what was done; colours and widths that people choose."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.factories import ClientFactory, CompetitorFactory, ContactWayFactory, ContractFactory, PersonFactory
from etiquette.actions.standard_pages import load_standard_pages
from tests.journeys.axe import TOO_WIDE
from tests.journeys.conftest import DESK
from tests.journeys.house import LONG_NAME, LONG_WORDS, become
from tests.journeys.keys import Keys
from tests.world import make_world
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Promise, VisitState, VisitTopic

# What a live region tells is what comes into it after it is there.
_LISTEN = """
document.addEventListener("DOMContentLoaded", () => {
    window.told = [];
    const note = (changes) => changes.forEach((one) => one.addedNodes.forEach((node) => told.push(node.textContent)));
    new MutationObserver(note).observe(document.getElementById("toasts"), {childList: true});
});
"""
_COLOUR = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
_LINE = """(selector) => {
    const style = getComputedStyle(document.querySelector(selector), "::before");
    return [style.backgroundColor, style.borderLeftColor, style.borderLeftWidth];
}"""
# Text that its own box cuts off, other than where dots say so.
_CUT = """
() => [...document.querySelectorAll("main *")].filter((one) => {
    const style = getComputedStyle(one);
    const dotted = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    if (!one.checkVisibility({visibilityProperty: true}) || dotted || style.overflowX !== "hidden") return false;
    if (one.closest(".visually-hidden, thead, svg, textarea, select, input")) return false;
    return one.scrollWidth > one.clientWidth + 1;
}).map((one) => `cut off: ${one.outerHTML.slice(0, 140)}`)
"""
_COVERED = """
() => {
    const bars = [...document.querySelectorAll(".topbar, .bottombar, .action-bar, .bulk-bar")];
    const stays = (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position);
    const over = bars.filter((one) => one.checkVisibility() && stays(one));
    return over.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
}
"""


@pytest.fixture
def house(transactional_db):
    world = make_world()
    client = ClientFactory(owner=world.manager, name=LONG_NAME, other_name="Huadong Ocean Supply Chain", tier="A")
    head = PersonFactory(client=client, name="欧阳建国", position="信息部主任兼采购委员会副主任")
    PersonFactory(client=client, name="李敏", reports_to=head)
    PersonFactory(client=client, name="Margaret Featherstonehaugh", reports_to=head)
    way = ContactWayFactory(person=head, noted_by=world.manager)
    ContractFactory(client=client, number=f"HDYY-2025-{'9' * 45}", ends_on=timezone.localdate() - timedelta(days=9))
    begun = VisitFactory(client=client, begun=True, purpose=LONG_WORDS)
    VisitTopic.objects.create(visit=begun, text="Network outage in October")
    recorded = VisitFactory(client=client, left=True, state=VisitState.RECORDED)
    VisitRecordFactory(visit=recorded)
    promises = [PromiseFactory(client=client, text=f"{LONG_WORDS} {n}") for n in range(3)]
    load_standard_pages(now=timezone.now())
    world.extra |= {
        "client": client, "head": head, "way": way, "begun": begun, "recorded": recorded, "promises": promises
    }  # fmt: skip
    return world


def until(said, page: Page) -> None:
    """Wait up to five seconds for what no locator can wait for; the page's policy lets no string be run in it."""
    for _time in range(50):
        if said():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def test_the_focus_is_never_lost(house, open_page, live_server):
    page = open_page(DESK)
    keys, head = Keys(page), house.extra["head"]
    become(page.context, live_server.url, house.manager)
    page.add_init_script(_LISTEN)

    page.goto(reverse("promise-list"))
    keys.reach("main .tick")
    kept = page.evaluate("document.activeElement.closest('li').id")
    keys.press("Enter")
    expect(page.locator(f"#{kept} .tick")).to_have_count(0)
    expect(page.locator(f"#{kept} a.row-link:focus")).to_have_count(1)  # swapped: on the same row
    assert any("Kept" in text for text in page.evaluate("told"))
    keys.reach("#toasts [data-toast-close]", key="Shift+Tab", most=12)
    keys.press("Enter")
    expect(page.locator("#toasts [data-toast]")).to_have_count(0)
    expect(page.locator("main :focus")).to_have_count(1)  # gone: back where one came from

    keys.reach("main .tick")
    again = page.evaluate("document.activeElement.closest('li').id.replace('promise-', '')")
    keys.press("Enter")
    page.locator("#toasts .toast-undo button").wait_for()
    with page.expect_navigation():
        keys.press("Control+z")
    keys.at_content()
    until(lambda: page.evaluate("told.length > 0"), page)  # what a page arrives with is told too
    assert Promise.objects.get(pk=again).is_open

    CompetitorFactory.create_batch(27)
    page.goto(reverse("competitor-list"))
    keys.enter("#pager-link")
    expect(page.locator("#rivals > li:nth-child(26) :focus")).to_have_count(1)  # the first of what came

    page.goto(reverse("client-timeline", args=[head.client_id]))
    keys.enter("#show-promise")
    expect(page.locator("#show-promise[aria-current]:focus")).to_have_count(1)

    page.goto(reverse("client-person", args=[head.client_id, head.pk]))
    keys.enter("#ways .section-head a")
    expect(page.locator("#slot-way :is(input, select, textarea):focus")).to_have_count(1)
    keys.reach("#slot-way [name=value]")
    page.keyboard.type("1")
    keys.press("Escape")
    expect(page.locator("#slot-way [name=value]")).to_have_value("1")  # what is typed is never thrown away by a key
    keys.press("Backspace", "Escape")
    assert keys.lands_on("#ways .section-head a")
    expect(page.locator("#slot-way form")).to_have_count(0)
    keys.enter("#ways .rows a.btn-icon")
    page.locator("#slot-way form[action$='/remove/']").wait_for()
    keys.act("#slot-way form[action$='/remove/'] button")  # a deletion


def test_dialogs_give_the_focus_back_and_single_keys_can_be_switched_off(house, open_page, live_server):
    page = open_page(DESK)
    keys = Keys(page)
    become(page.context, live_server.url, house.lead)
    page.goto(reverse("review-detail", args=[house.extra["recorded"].pk]))
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.press("Escape")

    keys.reach(".person-menu > summary")
    keys.press("Enter")
    keys.reach(".person-menu [data-dialog=shortcuts]", key="ArrowDown", most=4)
    keys.press("Enter")
    keys.reach("[data-shortcuts-switch]", most=3)
    keys.press("Space", "Escape")
    assert keys.lands_on(".person-menu > summary"), "its opener is in a closed menu: the menu has the focus"
    keys.press("?", "/", "j", "k")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert keys.lands_on(".person-menu > summary")
    keys.press("Control+k")
    expect(page.locator("#find")).to_be_visible()
    keys.press("Escape")
    assert keys.lands_on(".person-menu > summary")


def test_colours_of_the_system_keep_what_ours_said(house, open_page, live_server):
    page = open_page({**DESK, "forced_colors": "active", "reduced_motion": "reduce"})  # no colour halfway
    become(page.context, live_server.url, house.manager)
    colour = lambda selector, name="backgroundColor": page.evaluate(_COLOUR, [selector, name])  # noqa: E731

    page.goto(reverse("promise-list"))
    assert colour(".sidebar [aria-current]") != colour(".sidebar a:not([aria-current])")
    assert colour(".tabs [aria-current]") != colour(".tabs a:not([aria-current])")
    page.goto(reverse("visit-new") + f"?client={house.extra['client'].pk}")
    page.locator("[name=chip]").first.check()
    until(lambda: colour(".chip > :checked + span") != colour(".chip > :not(:checked) + span"), page)
    Keys(page).reach("main [name=purpose]")
    page.goto(reverse("visit-detail", args=[house.extra["begun"].pk]))
    assert colour(".step[aria-current] .step-dot") != colour(".step:not([aria-current]) .step-dot")
    assert colour(".badge-state", "borderTopStyle") == "solid"
    Keys(page).reach("main textarea")
    page.goto(reverse("client-chart", args=[house.extra["client"].pk]))
    paper = colour("body")
    line, border, width = page.evaluate(_LINE, ".chart-below > .chart-node")
    assert line not in (paper, "rgba(0, 0, 0, 0)") or (border != paper and width != "0px")
    page.keyboard.press("Control+k")
    page.locator(".find-option[aria-selected=true]").wait_for()
    assert colour(".find-option[aria-selected=true]") != colour(".find-option[aria-selected=false]")


@pytest.mark.parametrize("size", [(720, 450), (320, 256)], ids=["200 %", "400 %"])
def test_pages_enlarged_scroll_one_way_and_are_not_cut(house, open_page, live_server, size):
    width, height = size
    page = open_page({"viewport": {"width": width, "height": height}}, "zh" if width == 320 else "en")
    client, begun = house.extra["client"].pk, house.extra["begun"].pk
    become(page.context, live_server.url, house.lead)
    mine = [reverse(name) for name in ("today", "client-list", "visit-list", "promise-list", "import-new")]
    faults = look(page, [reverse("review-queue"), reverse("review-detail", args=[house.extra["recorded"].pk])])
    become(page.context, live_server.url, house.manager)
    faults += look(page, mine)
    faults += look(page, [reverse("client-detail", args=[client]), reverse("client-edit", args=[client])])
    faults += look(page, [reverse("visit-detail", args=[begun]), reverse("visit-new") + f"?client={client}"])
    faults += look(page, [reverse("client-person", args=[client, house.extra["head"].pk])])
    faults += look(page, [reverse("handbook-page", args=["handshake"])])
    assert not faults, "\n".join(faults)


def look(page: Page, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        expect(page.locator(".htmx-request")).to_have_count(0)
        height = page.viewport_size["height"]
        found += [f"{path}: {fault}" for fault in [*page.evaluate(TOO_WIDE), *page.evaluate(_CUT)]]
        if (covered := page.evaluate(_COVERED)) > height / 3:
            found.append(f"{path}: {covered} of {height} px lie on the text")
    return found
