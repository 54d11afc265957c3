"""Every page of the product in a real browser, with hostile words in every text of every row: nothing of it runs.

`make test` opens every page with the words that try to become markup; `make soak` (ONLY=attack) with those of each
corpus, on a phone in Chinese and at a desk in English, and with them what refused forms give back, and the mails.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from core.sessions import SessionStore
from tests.attack.exits import FILES
from tests.attack.letters import send_every_kind, subjects_of
from tests.attack.pages import CANARY, Form
from tests.attack.rows import write_everywhere
from tests.attack.walk import WALKERS, all_forms, pages_of
from tests.corpora import CORPORA, strings_of
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.shown import ALLOWED, answers, show
from tests.journeys.states import Gatherer, Share, State
from tests.test_url_people import make_full_world

__all__ = ["answers"]  # a fixture
NO_WORDS = {*FILES, "demo-mail"}  # a picture, an export: no page that a script could run in

# What a page that has been taken over would show: an element, a handler, a link, a global.
_TAKEN_OVER = """(canary) => {
    const all = [...document.querySelectorAll('*')];
    const bad = all.filter((one) => one.localName === canary || one.hasAttribute(canary)
        || [...one.attributes].some((a) => a.name.startsWith('on'))
        || /^(javascript|vbscript|data):/i.test(one.getAttribute('href') || one.getAttribute('src') || ''));
    const ran = window.rapportCanary ? [`ran ${window.rapportCanary}`] : [];
    return [...bad.map((one) => one.outerHTML.slice(0, 120)), ...ran];
}"""


def _sign_in(context, person, url: str) -> None:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}])


@pytest.fixture
def world(transactional_db):
    return make_full_world()


@pytest.fixture
def poisoned(world):
    assert write_everywhere(strings_of("markup")) > 100
    return world


def test_no_page_runs_or_holds_what_people_typed(poisoned, page_desk, live_server):
    """The conftest's watch fails this on any report of the content policy, on a script error and on a 5xx."""
    page, found, seen = page_desk(), [], set()
    page.on("dialog", lambda dialog: found.append(f"dialog {dialog.message}"))
    for who in WALKERS:
        person = getattr(poisoned, who)
        _sign_in(page.context, person, live_server.url)
        for name, url in pages_of(who, poisoned):
            if name in seen or name in NO_WORDS:
                continue
            seen.add(name)
            page.goto(url, wait_until="load")
            found += [f"{name} for {who}: {one}" for one in page.evaluate(_TAKEN_OVER, CANARY)]
    assert not found
    assert len(seen) > 40


class Watched:
    """A page that is looked at after each step: what has been taken over, what the content policy reported."""

    def __init__(self, page) -> None:
        self.page, self.looked, self.reports, self.found = page, 0, [], []
        page.on("console", lambda said: self.reports.append(said.text) if "CSP violation" in said.text else None)
        page.on("dialog", lambda dialog: self.found.append(f"dialog {dialog.message}"))

    def look(self, where: object) -> None:
        self.looked += 1
        self.found += [f"{where}: {one}" for one in self.page.evaluate(_TAKEN_OVER, CANARY)]
        self.found += [f"{where}: {one}" for one in self.reports]
        self.reports.clear()


@pytest.mark.soak
@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize(("device", "language"), [(PHONE, "zh"), (DESK, "en")], ids=["phone-zh", "desk-en"])
def test_nothing_runs_of_any_corpus(world, open_page, live_server, answers, corpus, device, language):
    """Pages, refused forms with the words in them, and mails: no element, handler or script of somebody's making."""
    User.objects.update(language="")  # as the browser
    for person in (world.manager, world.teammate, world.stranger, world.lead, world.admin):
        person.refresh_from_db()
    strings = strings_of(corpus)
    subjects = subjects_of(world)
    assert write_everywhere(strings) > 100
    gatherer = Gatherer(world, language, urlsplit(live_server.url).netloc, with_policy=True)
    forms = all_forms(world, gatherer.again)
    watched = Watched(open_page(device, language, allow=(*ALLOWED, "CSP violation")))
    for who in WALKERS:
        _sign_in(watched.page.context, getattr(world, who), live_server.url)
        for name, url in pages_of(who, world):
            if name not in NO_WORDS:
                watched.page.goto(url, wait_until="load")
                watched.look(f"{name} for {who}")
    pages = watched.looked
    send_every_kind(world, subjects, strings[:12])
    states = [*refused(gatherer, forms, strings), *gatherer.mails()]
    for who in (*WALKERS, "nobody"):
        watched.page.context.clear_cookies()
        if who != "nobody":
            _sign_in(watched.page.context, getattr(world, who), live_server.url)
        for state in (one for one in states if one.person == who):
            show(watched.page, answers, state)
            watched.look(state)
    reports = [one for one in watched.found if "CSP violation" in one]
    more = watched.looked - pages
    print(  # noqa: T201  the rehearsal tells it
        f"\n{corpus}, {language}: {pages} pages, {more} refused forms and mails looked at, "
        f"{len(reports)} reports of the content policy"
    )
    assert not watched.found
    assert pages > 100
    assert more > 100


def refused(gatherer: Gatherer, forms: list[Form], strings: list[str]) -> Iterator[State]:
    """Yield what the product answers a form with the words in it that it does not take, and one of an old version."""
    for state in gatherer.states(everyone=False, extras={}, share=Share()):
        if state.kind in ("422", "409"):
            yield state
    turn = 0
    for form in forms:
        if not form.words or form.name == "account_logout":
            continue
        turn += 1
        words = dict.fromkeys(form.words, strings[turn % len(strings)])
        wrong = {one.name: "no-such" for one in form.fields.values() if one.kind not in ("hidden", "submit")}
        for sent in (form.filled(**wrong | words), form.filled(**words) | {"version": "0"}):
            cache.clear()
            with transaction.atomic():
                answer = gatherer.browsers[form.who].post(form.action, sent)
                transaction.set_rollback(True)
            yield from gatherer.page_of(form.name, "words", form.who, form.action, answer)
