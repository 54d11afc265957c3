import re
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from accounts.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
LOGIN = "/accounts/login/"


@pytest.fixture
def wei():
    return UserFactory(username="WangWei", email="wei@example.com", name="王伟")


def sign_in(client: Client, login: str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, "remember": "on", **more})


@pytest.mark.parametrize("typed", ["WangWei", "wangwei", "WANGWEI", " wangwei ", "wei@example.com", "WEI@Example.com"])
def test_by_name_or_mail_in_any_case(client, wei, typed):
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(wei.pk)
    assert not EmailAddress.objects.exists()  # no second table of addresses that could outlive ours


@pytest.mark.parametrize("typed", ["wangwei", "wei@example.com", "nobody", "nobody@example.com", "x" * 254, "a\x01b"])
def test_wrong_password_and_unknown_account_answer_alike(client, wei, typed):
    """The same words and exactly one password hash, whoever is asked for and however."""
    encode, hashed = MD5PasswordHasher.encode, []

    def counting(self, password, salt):
        hashed.append(password)
        return encode(self, password, salt)

    with mock.patch.object(MD5PasswordHasher, "encode", counting):
        response = sign_in(client, typed, "wrong-password")
    form = response.context["form"]
    assert response.status_code == 200
    assert form.errors == {
        "__all__": ["These do not match: check the name and the password. Capitals matter in the password."]
    }
    assert len(hashed) == 1
    assert "_auth_user_id" not in client.session


def test_switched_off_answers_as_a_wrong_password(client, wei):
    wei.is_active = False
    wei.save(update_fields=["is_active"])
    right, wrong = sign_in(client, "wangwei"), sign_in(client, "wangwei", "wrong-password")
    assert right.status_code == wrong.status_code == 200
    assert right.context["form"].errors == wrong.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_name_that_is_someone_elses_mail(client, wei):
    """Two people may answer to the same words; each still comes in with their own password."""
    other = UserFactory(username="wei@example.com", email="other@example.com", password="another-secret")
    sign_in(client, "wei@example.com", "another-secret")
    assert client.session["_auth_user_id"] == str(other.pk)
    client.logout()
    sign_in(client, "wei@example.com")
    assert client.session["_auth_user_id"] == str(wei.pk)


def test_stays_signed_in_unless_told_otherwise(client, wei):
    page = client.get(LOGIN).content.decode()
    assert re.search(r'<input [^>]*type="checkbox" name="remember"[^>]* checked>', page)
    sign_in(client, "wangwei")
    assert client.cookies["rapport_session"]["max-age"] == 14 * 24 * 3600
    client.logout()
    client.post(LOGIN, {"login": "wangwei", "password": PASSWORD})
    assert client.cookies["rapport_session"]["max-age"] == ""


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        ("/profile/?a=1", "/profile/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_leads_nowhere_else(client, wei, asked, lands):
    assert sign_in(client, "wangwei", next=asked)["Location"] == lands


def test_signed_in_skips_the_page(client, wei):
    client.force_login(wei)
    assert client.get(LOGIN, {"next": "/profile/"})["Location"] == "/profile/"


def test_sign_out_by_post_and_a_page_to_confirm(client, wei):
    client.force_login(wei)
    page = client.get("/accounts/logout/")
    assert page.status_code == 200
    assert "_auth_user_id" in client.session  # a link or an image cannot sign anybody out
    response = client.post("/accounts/logout/")
    assert response["Location"] == LOGIN
    assert response["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in client.session
    assert client.get("/profile/")["Location"] == LOGIN + "?next=/profile/"


def test_nothing_of_the_person_before_is_left_on_the_phone(client, wei):
    """A message not shown yet, and who signed in last, are gone with the session."""
    client.force_login(wei)
    client.post("/profile/", {"version": wei.version, "name": "Secret Name", "language": "en", "theme": "dark"})
    client.post("/accounts/logout/")
    page = client.get(LOGIN).content.decode()
    assert "Saved" not in page
    assert "Secret" not in page
    assert "data-bs-theme" not in page.split("<head>")[0]
    sign_in(client, "nobody")
    assert "wei" not in client.get(LOGIN).content.decode().lower()


def test_pages_stay_with_the_person(client, wei):
    assert "no-store" in client.get(LOGIN)["Cache-Control"]
    client.force_login(wei)
    page = client.get("/profile/")
    assert "private" in page["Cache-Control"]
    assert "no-cache" in page["Cache-Control"]
    assert "Cookie" in page["Vary"]


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "inactive/", "confirm-email/", "reauthenticate/", "password/set/", "login/code/", ""]
)
def test_the_rest_of_allauth_is_not_there(client, wei, path):
    assert client.get("/accounts/" + path).status_code == 404
    client.force_login(wei)
    assert client.get("/accounts/" + path).status_code == 404


def test_sign_in_takes_a_forged_post_for_nothing(wei):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, {"login": "wangwei", "password": PASSWORD}).status_code == 403


def test_language_of_the_page(client):
    assert "Sign in" in client.get(reverse("account_login"), headers={"accept-language": "en"}).content.decode()


def test_the_demos_sign_ins_are_named_only_while_they_are_there(client, settings):
    settings.DEMO = True
    assert "rapport-demo" not in client.get(LOGIN).text
    UserFactory(username="manager", is_demo=True)
    UserFactory(username="lead", is_demo=False)
    assert "one of manager; the password is rapport-demo" in client.get(LOGIN).text
    settings.DEMO = False
    assert "rapport-demo" not in client.get(LOGIN).text
