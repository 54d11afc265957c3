"""A form whose token is old: shown again with what was typed, and only where the browser says it was ours."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
LOGIN = "/accounts/login/"
OURS = {"origin": "http://testserver"}


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def signed_in(browser: Client, person) -> Client:
    browser.force_login(person)
    browser.get("/profile/")  # a page with a form: the cookie is set
    return browser


def test_the_cookie_is_sent_once_and_not_with_every_page(browser, manager):
    """An answer that comes late must not put an old cookie back over the one of a later sign-in."""
    assert settings.CSRF_COOKIE_NAME in browser.get(LOGIN).cookies
    assert settings.CSRF_COOKIE_NAME not in browser.get(LOGIN).cookies
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    data = {"login": "manager", "password": PASSWORD, "csrfmiddlewaretoken": token}
    anew = browser.post(LOGIN, data)
    assert anew.status_code == 302
    assert anew.cookies[settings.CSRF_COOKIE_NAME].value not in ("", token)
    assert settings.CSRF_COOKIE_NAME not in browser.get("/profile/").cookies


@pytest.mark.parametrize("headers", [{}, OURS])
def test_sign_in_is_shown_again_and_works(browser, manager, headers):
    browser.get(LOGIN)
    data = {"login": "manager", "password": PASSWORD, "csrfmiddlewaretoken": "x" * 32, "next": "/profile/"}
    again = browser.post(LOGIN, data, headers=headers)
    html = again.content.decode()
    assert again.status_code == 403
    assert 'value="manager"' in html
    assert f'value="{PASSWORD}"' not in html
    assert 'name="next" value="/profile/"' in html
    assert "Type your password once more" in html
    token = again.context["csrf_token"]
    done = browser.post(LOGIN, {**data, "csrfmiddlewaretoken": str(token)})
    assert (done.status_code, done["Location"]) == (302, "/profile/")


def test_without_cookies_sign_in_says_so(browser):
    answer = browser.post(LOGIN, {"login": "manager", "next": "https://evil.example/"})
    assert answer.status_code == 403
    assert "keeps no cookies" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


def test_who_has_signed_in_in_another_tab_goes_on(browser, manager):
    answer = signed_in(browser, manager).post(LOGIN, {"login": "manager", "password": "x", "next": "/profile/"})
    assert (answer.status_code, answer["Location"]) == (302, "/profile/")


def test_a_form_of_ours_is_kept_and_sent_with_one_press(browser, manager):
    name = "Ma <b>& Söhne</b>\r\n马"
    answer = signed_in(browser, manager).post("/profile/?x=1", {"name": name, "tag": ["a", "b"]}, headers=OURS)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Ma Manager" in html  # whose form it will be
    assert answer.context["typed"] == [("name", name), ("tag", "a"), ("tag", "b")]
    assert "<b>&amp;" not in html
    assert '<form method="post" action="/profile/?x=1">' in html
    manager.refresh_from_db()
    assert manager.name == "Ma Manager"


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_what_another_site_may_have_sent_is_never_repeated(browser, manager, headers):
    answer = signed_in(browser, manager).post("/profile/", {"name": "Evil"}, headers=headers)
    assert answer.status_code == 403
    assert "Evil" not in answer.content.decode()
    assert "X-Rapport-Stale" not in answer


def test_passwords_are_asked_for_anew(browser, manager):
    browser = signed_in(browser, manager)
    address = "/accounts/password/change/"
    answer = browser.post(address, {"oldpassword": PASSWORD, "password1": "x"}, headers=OURS)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "type the passwords once more" in browser.get(address).content.decode()


@pytest.mark.parametrize(("headers", "told"), [(OURS, True), ({"origin": "https://evil.example"}, False)])
def test_a_script_is_told_who_is_signed_in(browser, manager, headers, told):
    answer = signed_in(browser, manager).post("/profile/", {"name": "x"}, headers={"HX-Request": "true", **headers})
    assert answer.status_code == 403
    assert answer.get("X-Rapport-Stale") == (str(manager.pk) if told else None)
