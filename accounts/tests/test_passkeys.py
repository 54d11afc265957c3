"""Passkeys without a browser: what is kept of them, what they open, and what is refused."""

import datetime as dt
import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from accounts.factories import PASSWORD
from accounts.models import User
from accounts.tests.codes import CODE, INDEX, LOGIN, give_password, is_in, set_up_app
from accounts.tests.key import Key, asked_by, handle_of, local

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
ADD, ALONE = f"{INDEX}passkeys/new/", "/accounts/passkey/"


@pytest.fixture
def browser(manager):
    one = local()
    one.force_login(manager)
    give_password(one, ADD)
    return one


def add(browser, key, **more):
    """Add `key`; return the answer and the name under which it knows its owner."""
    asked = asked_by(browser.get(ADD))
    data = {"name": "Blue", "passwordless": "on", "credential": json.dumps(key.make(asked))} | more
    return browser.post(ADD, data), handle_of(asked)


def open_with(key, handle, browser=None, **more):
    browser = browser or local()
    asked = browser.get(ALONE, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]
    credential = key.use(asked, handle)
    return browser, browser.post(
        ALONE, {"credential": json.dumps(credential), "remember": "on", "next": "/visits/"} | more
    )


def test_a_passkey_signs_in_alone(manager, browser, django_capture_on_commit_callbacks):
    key, elsewhere = Key(), local()
    elsewhere.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        answer, handle = add(browser, key)
    assert answer["Location"] == f"{INDEX}codes/"
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert "passkey has been added" in mail.outbox[0].body
    visitor, answer = open_with(key, handle)
    assert answer["Location"] == "/visits/"
    assert is_in(visitor)
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_after_the_password_it_is_asked_for(manager, browser):
    key = Key(verified=False)
    _answer, handle = add(browser, key, passwordless="")
    visitor = local()
    answer = visitor.post(LOGIN, {"login": "manager", "password": PASSWORD})
    assert answer["Location"] == CODE
    credential = key.use(asked_by(visitor.get(CODE)), handle)
    for other, fine in ((Key().use(asked_by(visitor.get(CODE)), handle), 422), (credential, 422)):
        assert (
            visitor.post(CODE, {"credential": json.dumps(other)}).status_code == fine
        )  # another key, an old question
    assert not is_in(visitor)
    credential = json.dumps(key.use(asked_by(visitor.get(CODE)), handle))
    assert visitor.post(CODE, {"credential": credential}).status_code == 302
    assert is_in(visitor)


def test_an_answer_opens_once_and_only_here(manager, browser):
    key = Key()
    _answer, handle = add(browser, key)
    visitor = local()
    asked = visitor.get(ALONE).json()["request_options"]["publicKey"]
    elsewhere = json.dumps(key.use(asked, handle, origin="https://evil.example"))
    assert visitor.post(ALONE, {"credential": elsewhere})["Location"] == LOGIN
    credential = json.dumps(key.use(asked, handle))
    assert local().post(ALONE, {"credential": credential})["Location"] == LOGIN  # it was asked of another browser
    assert visitor.post(ALONE, {"credential": credential})["Location"] == "/"
    visitor.logout()
    assert visitor.post(ALONE, {"credential": credential})["Location"] == LOGIN
    assert not is_in(visitor)


def test_alone_it_must_have_asked_its_owner(manager, browser):
    key = Key(verified=False)
    answer, _handle = add(browser, key)
    assert answer.status_code == 422
    assert "cannot stand alone" in answer.content.decode()
    answer, handle = add(browser, key, passwordless="")
    assert answer.status_code == 302
    assert not is_in(open_with(key, handle)[0])


def test_a_colleagues_question_does_not_let_a_found_key_in_without_its_password(manager, lead, browser):
    """Who has a password of their own is asked for less after it; that question is no way in for a key they found,
    nor once their own sign-in has been forgotten.
    """
    found = Key(verified=False)
    _answer, handle = add(browser, found, passwordless="")
    own = local()
    own.force_login(lead)
    give_password(own, ADD)
    add(own, Key(verified=False), passwordless="")
    visitor = local()
    assert visitor.post(LOGIN, {"login": "lead", "password": PASSWORD})["Location"] == CODE
    asked = asked_by(visitor.get(CODE))
    credential = {"credential": json.dumps(found.use(asked, handle))}
    assert visitor.post(ALONE, credential)["Location"] == CODE
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        assert visitor.post(ALONE, credential)["Location"] == LOGIN
        assert not is_in(visitor)


def test_who_is_switched_off_stays_out(manager, browser):
    key = Key()
    _answer, handle = add(browser, key)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    visitor, answer = open_with(key, handle)
    assert answer["Location"] == LOGIN
    assert not is_in(visitor)
    assert "This passkey was not accepted." in visitor.get(LOGIN).content.decode()


def test_names_and_whose_they_are(manager, browser, stranger):
    add(browser, Key(), name="")
    one = Authenticator.objects.get(type="webauthn")
    assert one.data["name"] == "Passkey 1"
    page = f"{INDEX}passkeys/{one.pk}/"
    assert browser.post(page, {"name": "x" * 61}).status_code == 422
    assert browser.post(page, {"name": ""}).status_code == 422
    assert browser.post(page, {"name": "<b>蓝色"})["Location"] == INDEX
    assert "&lt;b&gt;蓝色" in browser.get(INDEX).content.decode()
    other = local()
    other.force_login(stranger)
    give_password(other, page)
    assert other.get(page).status_code == other.post(f"{page}remove/").status_code == 404
    assert Authenticator.objects.filter(pk=one.pk).exists()


def test_the_app_stays_when_a_passkey_goes(manager, browser):
    set_up_app(browser, again=False)
    add(browser, Key())
    one = Authenticator.objects.get(type="webauthn")
    assert browser.post(f"{INDEX}passkeys/{one.pk}/remove/")["Location"] == INDEX
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_nothing_is_kept_but_what_is_needed(manager, browser):
    asked, key = asked_by(browser.get(ADD)), Key()
    credential = key.make(asked)
    credential |= {"id": credential["id"] + "\x00", "more": "x" * 100, "authenticatorAttachment": "\x00"}
    credential["response"] |= {"transports": ["usb"], "publicKey": "x"}
    browser.post(ADD, {"name": "Blue", "credential": json.dumps(credential)})
    for one in Authenticator.objects.filter(type="webauthn"):
        assert set(one.data["credential"]) == {"id", "rawId", "type", "response", "clientExtensionResults"}
        assert set(one.data["credential"]["response"]) == {"clientDataJSON", "attestationObject"}


KEY = '{"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": '
NO_ANSWERS = [
    "", "null", "1", '"x"', "[]", "{}", "[" * 20_000, "{" * 5, "\x00", "x" * 30_000, '{"id": "\\ud800"}',
    KEY + '{}, "response": []}',
    KEY + '{}, "response": {"clientDataJSON": 1}}',
    KEY + '{}, "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    KEY + '{}, "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "", "userHandle": ""}}',
    KEY + '[], "response": {"clientDataJSON": "_w", "authenticatorData": "", "signature": {}, "userHandle": 7}}',
]  # fmt: skip


@pytest.mark.parametrize("sent", NO_ANSWERS)
def test_what_no_browser_sends_is_refused(manager, browser, sent):
    browser.get(ADD)
    assert browser.post(ADD, {"name": "Blue", "credential": sent}).status_code == 422
    visitor = local()
    visitor.get(ALONE)
    assert visitor.post(ALONE, {"credential": sent})["Location"] == LOGIN
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("part", ["clientDataJSON", "attestationObject", "id", "rawId", "response"])
@pytest.mark.parametrize("instead", [None, "", "!", 7, [], {}, "AAAA"])
def test_an_answer_with_a_part_spoilt_is_refused(manager, browser, part, instead):
    credential = Key().make(asked_by(browser.get(ADD)))
    (credential if part in credential else credential["response"])[part] = instead
    assert browser.post(ADD, {"name": "Blue", "credential": json.dumps(credential)}).status_code == 422


def test_asking_is_limited(settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip"}
    assert [local().get(ALONE).status_code for _ in range(4)] == [200, 200, 200, 429]
