"""Every page of the product in a real browser, with hostile words in every text of every row: nothing of it runs."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from core.sessions import SessionStore
from tests.attack.exits import FILES
from tests.attack.pages import CANARY
from tests.attack.rows import write_everywhere
from tests.attack.walk import WALKERS, pages_of
from tests.corpora import strings_of
from tests.test_url_people import make_full_world

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
def poisoned(transactional_db):
    world = make_full_world()
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
            if name in seen or name in FILES or name == "demo-mail":
                continue  # a picture, an export: no page that a script could run in
            seen.add(name)
            page.goto(url, wait_until="load")
            found += [f"{name} for {who}: {one}" for one in page.evaluate(_TAKEN_OVER, CANARY)]
    assert not found
    assert len(seen) > 40
