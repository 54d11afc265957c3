"""A second factor from setting it up to losing it, with the codes of a real app."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.actions.second_factor import take_code
from accounts.factories import PASSWORD, UserFactory
from accounts.mail import password_link
from accounts.models import User
from accounts.second_factor import factors_of, is_on
from accounts.tests.codes import (
    AGAIN,
    CODE,
    INDEX,
    LOGIN,
    NOW,
    code_of,
    give_password,
    is_in,
    recovery_codes,
    set_up_app,
    sign_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]


def test_from_setting_up_to_signing_in(manager, as_, clock, django_capture_on_commit_callbacks):
    here, elsewhere = as_(manager), as_(manager)
    assert "Set up a second factor" in here.get("/profile/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(here)
    assert is_in(here)
    assert not is_in(elsewhere)  # it had asked for the password alone
    assert len(set(recovery_codes(here))) == 10
    assert [letter.to for letter in mail.outbox] == [[manager.email]]
    assert "authenticator app has been set up" in mail.outbox[0].body
    browser = sign_in("manager", next="/visits/")
    assert not is_in(browser)
    assert browser.get(LOGIN)["Location"] == CODE  # the password has been given
    used = browser.post(CODE, {"code": code_of(secret)})
    assert used.status_code == 422  # the code that showed that the app works is no code to sign in with
    clock.shift(30)
    assert browser.post(CODE, {"code": code_of(secret)})["Location"] == "/visits/"
    assert is_in(browser)
    assert browser.cookies["rapport_session"]["max-age"] == 14 * 24 * 3600


def test_the_form_sent_once_more_leads_to_what_is_set_up(manager, as_, clock):
    browser = as_(manager)
    secret = set_up_app(browser)
    assert browser.post(f"{INDEX}app/", {"code": code_of(secret)})["Location"] == INDEX
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_spaces_in_a_code_and_a_clock_half_a_minute_off(manager, clock):
    secret = with_app(manager)
    code = code_of(secret, later=30)
    assert sign_in("manager").post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302


@pytest.mark.parametrize("later", [-90, -60, 60, 90])
def test_a_code_of_another_time_is_wrong(manager, clock, later):
    secret = with_app(manager)
    clock.shift(300)
    refused = sign_in("manager").post(CODE, {"code": code_of(secret, later=later)})
    assert refused.status_code == 422
    assert "This code is wrong or used up" in refused.content.decode()


def test_a_code_lets_in_once_whatever_redis_forgets(manager, clock):
    secret = with_app(manager)
    code = code_of(secret)
    first, second = sign_in("manager"), sign_in("manager")
    assert first.post(CODE, {"code": code}).status_code == 302
    for _ in range(2):
        cache.clear()
        assert second.post(CODE, {"code": code}).status_code == 422
        clock.shift(29)  # still within what a slow clock may show
    assert not is_in(second)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_the_same_moment(transactional_db):
    """The same code twenty times at once lets one in."""
    person = UserFactory(username="manager")
    secret = with_app(person)
    code = code_of(secret)

    def once(_n):
        try:
            return take_code(person, code=code, now=NOW) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(once, range(20))) == 1


def test_a_recovery_code_lets_in_once(manager, as_, clock):
    browser = as_(manager)
    set_up_app(browser)
    code = recovery_codes(browser)[3]
    assert sign_in("manager").post(CODE, {"code": code}).status_code == 302
    assert sign_in("manager").post(CODE, {"code": code}).status_code == 422
    assert factors_of(manager).codes_left == 9
    file = browser.get(f"{INDEX}codes/file/")
    assert file["Content-Type"] == "text/plain"
    assert len(re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE)) == 9
    assert "no-store" in file["Cache-Control"]


def test_new_recovery_codes_void_the_old(manager, as_, clock, django_capture_on_commit_callbacks):
    browser = as_(manager)
    set_up_app(browser)
    old = recovery_codes(browser)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"{INDEX}codes/new/")["Location"] == f"{INDEX}codes/"
    assert not set(old) & set(recovery_codes(browser))
    assert sign_in("manager").post(CODE, {"code": old[0]}).status_code == 422
    assert "New recovery codes" in mail.outbox[-1].body


def test_five_wrong_codes_then_wait(manager, clock):
    secret = with_app(manager)
    browser = sign_in("manager")
    for n in range(5):
        assert "wrong or used up" in browser.post(CODE, {"code": f"00000{n}"}).content.decode()
    clock.shift(60)
    late = sign_in("manager", REMOTE_ADDR="198.51.100.7").post(CODE, {"code": code_of(secret)})
    assert "Wait 4 minutes" in late.content.decode()  # by account: another browser or address is no way around
    clock.shift(241)
    assert sign_in("manager").post(CODE, {"code": code_of(secret)}).status_code == 302


def test_right_codes_forgive_nothing_to_the_address(manager, clock, settings):
    """Who signs in well between tries at others gets no more tries than an address has."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"second_factor": "5/5m/key,6/5m/ip"}
    secret, tried = with_app(manager), 0
    for name in ("other1", "other2"):
        clock.shift(1)  # what is taken back is known by its moment
        with_app(UserFactory(username=name))
        clock.shift(30)
        assert sign_in("manager").post(CODE, {"code": code_of(secret)}).status_code == 302
        clock.shift(1)
        browser = sign_in(name)
        tried += sum(b"wrong or used up" in browser.post(CODE, {"code": f"99999{n}"}).content for n in range(5))
    assert tried == 6


def test_the_password_holds_a_quarter_of_an_hour_while_a_code_is_waited_for(manager, clock):
    secret = with_app(manager)
    browser = sign_in("manager")
    clock.shift(901)
    assert browser.post(CODE, {"code": code_of(secret)})["Location"] == LOGIN
    assert not is_in(browser)


def test_nothing_is_changed_without_the_password(manager, as_, clock):
    browser = as_(manager)
    set_up_app(browser)
    clock.shift(301)
    for page in (
        "app/remove/",
        "codes/",
        "codes/new/",
        "codes/file/",
        "passkeys/new/",
        "passkeys/1/",
        "passkeys/1/remove/",
    ):
        answer = browser.post(INDEX + page) if page == "app/remove/" else browser.get(INDEX + page)
        assert unquote(answer["Location"]) == f"{AGAIN}?next={INDEX}{page}", page
    assert is_on(manager)
    wrong = browser.post(AGAIN, {"password": "not-the-password", "next": f"{INDEX}codes/"})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.content.decode()
    assert browser.get(f"{INDEX}codes/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_the_password_page_leads_nowhere_else(manager, as_, elsewhere):
    assert as_(manager).post(AGAIN, {"password": PASSWORD, "next": elsewhere})["Location"] == "/"


def test_taking_it_away(manager, as_, clock, django_capture_on_commit_callbacks):
    browser = as_(manager)
    set_up_app(browser)
    assert "recovery codes stop working" in browser.get(f"{INDEX}app/remove/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"{INDEX}app/remove/")["Location"] == INDEX
    assert not Authenticator.objects.exists()
    assert "has been removed" in mail.outbox[-1].body
    assert is_in(sign_in("manager"))


def test_a_mailed_link_to_choose_a_password_is_no_way_around(manager, clock):
    secret = with_app(manager)
    link = "/" + password_link(manager).split("://", 1)[1].partition("/")[2]
    browser = Client()
    page = browser.get(link)["Location"]
    assert (
        browser.post(page, {"password1": "a-quite-new-secret", "password2": "a-quite-new-secret"})["Location"] == CODE
    )
    assert not is_in(browser)
    assert browser.post(CODE, {"code": code_of(secret)}).status_code == 302


def test_who_is_switched_off_meanwhile_stays_out(manager, clock):
    secret = with_app(manager)
    browser = sign_in("manager")
    User.objects.filter(pk=manager.pk).update(is_active=False)
    browser.post(CODE, {"code": code_of(secret)})
    assert not is_in(browser)


# --- secrets at rest ----------------------------------------------------------------------------------------------
def test_no_secret_is_stored_in_the_clear(manager, as_, clock):
    browser = as_(manager)
    secret = set_up_app(browser)
    codes = recovery_codes(browser)
    stored = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert not [one for one in (secret, *codes) if one in stored]
    assert secret not in repr(dict(browser.session))


def test_the_signing_key_may_change_if_the_old_one_is_named(manager, settings, clock):
    secret, old = with_app(manager), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key, as long as it has to be, " * 2, [old]
    assert sign_in("manager").post(CODE, {"code": code_of(secret)}).status_code == 302


def test_a_lost_signing_key_is_said_and_lets_nobody_in(manager, admin, as_, settings, clock):
    secret = with_app(manager)
    settings.SECRET_KEY = "another key, as long as it has to be, " * 2
    refused = sign_in("manager").post(CODE, {"code": code_of(secret)})
    assert refused.status_code == 422
    assert "cannot be read any more" in refused.content.decode()
    browser = as_(manager)  # as by passkey, which needs no secret
    give_password(browser, f"{INDEX}codes/")
    assert browser.get(f"{INDEX}codes/")["Location"] == INDEX
    assert browser.post(f"{INDEX}codes/new/").status_code == 302
    assert len(recovery_codes(browser)) == 10
