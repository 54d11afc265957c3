"""The style guide shows every part, in both languages, and only where it may."""

import re

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from config.styleguide import PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("lin", "lin@example.com", name="Lin Yue", role="manager", language="en")


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "html_lang"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_every_page_renders(signed_in: Client, person: User, page: str, language: str, html_lang: str) -> None:
    User.objects.filter(pk=person.pk).update(language=language)
    html = signed_in.get("/styleguide/", {"page": page}).content.decode()
    assert f'<html lang="{html_lang}">' in html
    assert html.count("<h1") == 1
    assert not re.search(r"\s(?:style|on\w+)=\"", html)
    assert not re.search(r"<script(?![^>]* nonce=\"[\w+/])", html)


@pytest.mark.parametrize(
    ("theme", "attribute"), [("dark", ' data-bs-theme="dark"'), ("light", ' data-bs-theme="light"'), ("system", "")]
)
def test_the_theme_is_the_persons(signed_in: Client, person: User, theme: str, attribute: str) -> None:
    User.objects.filter(pk=person.pk).update(theme=theme)
    assert f'<html lang="en"{attribute}>' in signed_in.get("/styleguide/").content.decode()


def test_a_narrowed_side_bar_arrives_narrow(signed_in: Client) -> None:
    assert "is-narrow" not in signed_in.get("/styleguide/").content.decode()
    signed_in.cookies["rapport_sidebar"] = "narrow"
    assert '<body class="framed is-narrow"' in signed_in.get("/styleguide/").content.decode()


def test_undo_takes_the_act_back(signed_in: Client) -> None:
    html = signed_in.post("/styleguide/", follow=True).content.decode()
    assert 'action="/styleguide/?undone=1"' in html
    html = signed_in.post("/styleguide/?undone=1", follow=True).content.decode()
    assert 'action="/styleguide/?undone=1"' not in html
    assert "Back in your list." in html


def test_places_follow_the_role(signed_in: Client, person: User) -> None:
    assert 'data-dialog="sheet-new"' in signed_in.get("/styleguide/").content.decode()
    html = signed_in.get("/styleguide/").content.decode()
    assert 'aria-label="Administration"' not in html
    User.objects.filter(pk=person.pk).update(role="admin")
    assert 'aria-label="Administration"' in signed_in.get("/styleguide/").content.decode()


def test_hidden_outside_of_demo_and_tests(signed_in: Client, settings) -> None:
    settings.DEMO = settings.TESTING = False
    assert signed_in.get("/styleguide/").status_code == 404


def test_nobody_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 302


@pytest.mark.parametrize(("accept", "words"), [("en", "Not found"), ("zh-CN,zh", None)])
def test_a_missing_page_is_humane(signed_in: Client, person: User, accept: str, words: str | None) -> None:
    User.objects.filter(pk=person.pk).update(language="")
    response = signed_in.get("/no-such-page/", headers={"accept-language": accept})
    assert response.status_code == 404
    with translation.override("zh-hans" if accept.startswith("zh") else "en"):
        assert (words or translation.gettext("Not found")) in response.content.decode()


def test_a_refused_form_keeps_a_way_back(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    response = strict.post("/styleguide/")
    assert response.status_code == 403
    assert b"data-go-back" in response.content


def test_a_visitor_chooses_a_language(client: Client) -> None:
    response = client.post("/language/", {"language": "zh-hans", "next": "/accounts/login/"})
    assert response.status_code == 302
    assert client.cookies["django_language"].value == "zh-hans"
