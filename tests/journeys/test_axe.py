"""Every address under axe-core, each in every state that it has, in two languages, light and dark, phone and desk.

Here each state is looked at in one of the eight combinations; in `make soak` (ONLY=axe) each in all, as everyone.
"""

import datetime
import os
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route

from tests.journeys.axe import COMBINATIONS, Judge
from tests.journeys.house import become, extras, make_house
from tests.journeys.states import Gatherer, State
from tests.test_url_people import ROWS
from visits.actions.sweep import sweep

ALLOWED = tuple(str(status) for status in (403, 404, 409, 422, 429, 500))  # these pages are looked at too
# Words for machines, and parts that are empty without a question: `extras` asks one.
NO_PAGE = {"livez", "readyz", "client-similar", "client-code", "handbook-suggest"}
WHOLE = bool(os.environ.get("EYES"))  # set by make soak
# A part is judged within a page; options are, as in the find box, within a list of them.
_INTO_PAGE = """(html) => {
    const into = document.querySelector(".page-content");
    into.innerHTML = html;
    if (!into.querySelector("[role=option]")) return;
    into.setAttribute("role", "listbox");
    into.setAttribute("aria-label", "Found");
}"""
_TOASTS = """
() => ["accent", "ok", "warn", "danger"].forEach((tone) =>
    document.dispatchEvent(new CustomEvent("toast", {detail: {text: `${tone}: 已保存 Saved`, tone}})))
"""


@pytest.fixture
def house(transactional_db, settings):
    settings.DEMO = True
    world = make_house()
    sweep(clock=timezone.now, until=timezone.now() + datetime.timedelta(minutes=1))  # something in the bell, and mails
    return world


def show(page: Page, state: State) -> None:
    """Show a state as its answer would be shown; a part of a page is put where parts stand."""
    whole = state if not state.is_part else None
    path = state.path if whole else "/"
    if whole is None:
        page.goto(path)
        page.evaluate(_INTO_PAGE, state.html)
        return

    def answer(route: Route) -> None:
        route.fulfill(status=state.status, body=state.html, content_type="text/html; charset=utf-8")

    def is_it(url: str) -> bool:
        parts = urlsplit(url)
        return f"{parts.path}?{parts.query}".rstrip("?") == path

    page.route(is_it, answer, times=1)
    page.goto(path, wait_until="load")


def look(open_page, base: str, world, states: Iterable[State], name: str, seen: set[str]) -> list[str]:
    """Return what is wrong with the states in one combination."""
    device, scheme, language = COMBINATIONS[name]
    page = open_page({**device, "color_scheme": scheme, "reduced_motion": "reduce"}, language, allow=ALLOWED)
    judge, found, signed_in = Judge(page, seen), [], "nobody"
    for state in sorted(states, key=lambda state: state.person):
        if state.person != signed_in:
            become(page.context, base, world.person(state.person))
            signed_in = state.person
        show(page, state)
        found += [f"{name} {state}: {fault}" for fault in judge.faults()]
    return found


def test_every_address_is_sound(house, open_page, live_server):
    host = urlsplit(live_server.url).netloc
    shares: dict[str, list[State]] = defaultdict(list)
    names, met, files = list(COMBINATIONS), set(), set()
    for at, language in enumerate(("en", "zh")):
        gatherer = Gatherer(house, language, host)
        share = slice(None) if WHOLE else slice(at, None, 2)  # an address in one language, the next in the other
        states = [*gatherer.states(everyone=WHOLE, extras=extras(house), share=share), *gatherer.mails()]
        met |= {state.name for state in states}
        files |= gatherer.files
        for number, state in enumerate(states):
            for name in names[at * 4 : at * 4 + 4] if WHOLE else names[at * 4 + number % 4 :][:1]:
                shares[name].append(state)
    answering = {name for name, row in ROWS.items() if 200 in row.answers.values()}
    assert answering - met - files <= NO_PAGE, "these addresses answer with 200 and were not looked at"
    looks = sum(map(len, shares.values()))
    print(f"{looks} states in {len(names)} combinations")  # noqa: T201  the rehearsal tells it
    found, seen = [], set()
    for name in names:
        seen = set() if WHOLE else seen  # menus and dialogs once in each combination, or once
        faults = look(open_page, live_server.url, house, shares[name], name, seen)
        print(f"{name}: {len(shares[name])} states, {len(faults)} faults", *faults, sep="\n", flush=True)  # noqa: T201
        found += faults
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["phone-dark-zh", "desk-light-en"])
def test_toasts_are_sound(house, open_page, live_server, name):
    device, scheme, language = COMBINATIONS[name]
    page = open_page({**device, "color_scheme": scheme, "reduced_motion": "reduce"}, language)
    become(page.context, live_server.url, house.manager)
    page.goto("/")
    page.evaluate(_TOASTS)
    assert Judge(page, set()).faults() == []
