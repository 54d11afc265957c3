"""Every address under axe-core, each in every state that it has, in two languages, light and dark, phone and desk.

Here each address is looked at in one of the eight combinations, and each further state of it that shows some kind of
element which no state before it had; in `make soak` (ONLY=axe) each state in all, as everyone.
"""

import datetime
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from tests.journeys.axe import AXE, COMBINATIONS, Judge
from tests.journeys.house import become, extras, make_house
from tests.journeys.shown import ALLOWED, answers, show
from tests.journeys.states import Gatherer, Share, State
from tests.test_url_people import ROWS
from visits.actions.sweep import sweep

__all__ = ["answers"]  # a fixture
# Words for machines, and parts that are empty without a question: `extras` asks one.
# Django's own pages under admin/, for superusers alone, are not in the URL tables: docs/reliability.md says so.
NO_PAGE = {"livez", "readyz", "client-similar", "client-code", "handbook-suggest"}
WHOLE = bool(os.environ.get("EYES"))  # set by make soak
# Kinds of elements: a name with its classes, and what it is to a screen reader.
_ELEMENT = re.compile(r'<(\w+)[^>]*?\sclass="([^"]*)"')
_SAID = re.compile(r'\s(role|aria-(?:invalid|current|disabled|expanded))="([^"]*)"')
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


def look(open_page, base: str, world, answers, states: Iterable[State], name: str, seen: set[str]) -> list[str]:
    """Return what is wrong with the states in one combination."""
    device, scheme, language = COMBINATIONS[name]
    page = open_page({**device, "color_scheme": scheme, "reduced_motion": "reduce"}, language, allow=ALLOWED)
    page.context.add_init_script(path=AXE)
    judge, found, signed_in = Judge(page, seen), [], "nobody"
    for state in sorted(states, key=lambda state: state.person):
        if state.person != signed_in:
            become(page.context, base, world.person(state.person))
            signed_in = state.person
        show(page, answers, state)
        found += [f"{name} {state}: {fault}" for fault in judge.faults()]
    print(f"{name}: {judge.undecided.total()} undecided by axe: {dict(judge.undecided)}")  # noqa: T201
    return found


def with_something_new(states: Iterable[State]) -> list[State]:
    """Return the first state of each name, and those with a kind of element that none before them had."""
    names: set[str] = set()
    kinds: set[tuple[str, str]] = set()
    found = []
    for state in states:
        of_state = {*_ELEMENT.findall(state.html), *_SAID.findall(state.html)}
        if state.name not in names or of_state - kinds:
            found.append(state)
        names.add(state.name)
        kinds |= of_state
    return found


# Two combinations each, light and dark, so that several workers share the looking.
PARTS = {name.replace("-light", ""): (name, name.replace("light", "dark")) for name in COMBINATIONS if "light" in name}


@pytest.mark.parametrize("part", PARTS)
def test_every_address_is_sound(house, open_page, live_server, answers, part):
    at, device, language = list(PARTS).index(part), *part.split("-")
    host, combinations = urlsplit(live_server.url).netloc, PARTS[part]
    share = Share() if WHOLE else Share(at, len(PARTS))  # an address is looked at in one part, all states of it
    gatherer = Gatherer(house, language, host)
    states = list(gatherer.states(everyone=WHOLE, extras=extras(house), share=share))
    met = {state.name for state in states}
    answering = {name for name, row in ROWS.items() if share.has(name) and 200 in row.answers.values()}
    assert answering - met - gatherer.files <= NO_PAGE, "these addresses answer with 200 and were not looked at"
    common = Share() if WHOLE else Share(device == "desk", 2)  # what has no address: in each language on one device
    states += [one for one in [*gatherer.errors(), *gatherer.mails()] if common.has(f"{one.name} {one.person}")]
    states = states if WHOLE else with_something_new(states)
    shares: dict[str, list[State]] = defaultdict(list)
    for number, state in enumerate(states):
        for name in combinations if WHOLE else combinations[number % 2 :][:1]:
            shares[name].append(state)
    print(f"{sum(map(len, shares.values()))} states in {part}, light and dark")  # noqa: T201  the rehearsal tells it
    found, seen = [], set()
    for name in combinations:
        seen = set() if WHOLE else seen  # menus and dialogs once in each combination, or once
        faults = look(open_page, live_server.url, house, answers, shares[name], name, seen)
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
