"""Every page of the product in a real browser, with hostile words in every text of every row: nothing of it runs."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from core.sessions import SessionStore
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_invitation, send_reset
from tests.attack.pages import CANARY, planted_in
from tests.attack.rows import write_everywhere
from tests.attack.walk import WALKERS, pages_of
from tests.corpora import STRINGS, strings_of
from tests.test_url_people import full_world  # noqa: F401  a fixture
from visits.actions.sweep import deliver
from visits.models import Reminder

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
def poisoned(full_world):  # noqa: F811  the fixture
    assert write_everywhere(strings_of("markup")) > 100
    return full_world


def test_no_page_runs_or_holds_what_people_typed(poisoned, page_desk, live_server):
    """The conftest's watch fails this on any report of the content policy, on a script error and on a 5xx."""
    page, found, seen = page_desk(), [], set()
    page.on("dialog", lambda dialog: found.append(f"dialog {dialog.message}"))
    for who in WALKERS:
        person = getattr(poisoned, who)
        _sign_in(page.context, person, live_server.url)
        for name, url in pages_of(who, poisoned):
            if name in seen or name in ("demo-mail", "livez", "readyz"):
                continue
            seen.add(name)
            if "text/html" not in page.context.request.head(url).headers.get("content-type", ""):
                continue  # a picture, an export: no page that a script could run in
            page.goto(url, wait_until="load")
            found += [f"{name} for {who}: {one}" for one in page.evaluate(_TAKEN_OVER, CANARY)]
    assert not found
    assert len(seen) > 40


def test_no_mail_holds_what_people_typed_but_as_words(poisoned):
    """Each kind of mail, text and HTML: one subject in one line, one receiver, no element of somebody's making."""
    write_everywhere(STRINGS)
    manager = type(poisoned.manager).objects.get(pk=poisoned.manager.pk)
    manager.email = "manager@example.com"
    manager.save(update_fields=["email"])
    send_invitation(manager, by=poisoned.admin)
    send_reset(manager, by=poisoned.admin)
    promise, visit = poisoned.extra["visits"]["promise"], poisoned.extra["visits"]["review_visit"]
    for kind, subject_kind, subject in (("promise_due", "promise", promise), ("comment", "visit", visit)):
        reminder = Reminder.objects.create(subject_kind=subject_kind, subject_id=subject.pk, kind=kind,
                                           due_at=timezone.now(), recipient=manager, channel="mail")  # fmt: skip
        deliver(reminder, now=timezone.now())
    assert len(mail.outbox) >= 3
    for letter in mail.outbox:
        sent = letter.message()
        assert letter.recipients() == [manager.email]
        assert sent.keys().count("Subject") == sent.keys().count("To") == 1
        assert not {"Bcc", "Set-Cookie"} & set(sent.keys())
        for body, kind in getattr(letter, "alternatives", []):
            assert kind == "text/html"
            assert not planted_in(body.replace(" style=", " data-style="))
            assert "50337" not in body
    assert reverse("today")
