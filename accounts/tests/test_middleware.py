from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actions.person import switch_off
from core.ids import uuid7
from core.middleware import PermissionsPolicy

pytestmark = pytest.mark.django_db


def test_a_page_leads_through_sign_in_and_back(client):
    response = client.get("/people/", {"q": "王", "team": ""})
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/people/%3Fq%3D%25E7%258E%258B%26team%3D"
    assert "X-Rapport-Login" not in response


def test_a_form_of_an_expired_session_leads_back_to_its_page(client):
    response = client.post("/profile/", {"name": "x"}, headers={"referer": "http://testserver/people/?role=lead"})
    assert response["Location"] == "/accounts/login/?next=/people/%3Frole%3Dlead"
    assert client.post("/profile/", headers={"referer": "https://evil.example/x"})["Location"] == "/accounts/login/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_htmx_gets_no_sign_in_page_into_a_fragment(client, method):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/visits/1/?tab=notes"}
    response = getattr(client, method)("/profile/", headers=headers)
    assert response.status_code == 401
    assert response["X-Rapport-Login"] == "/accounts/login/?next=/visits/1/%3Ftab%3Dnotes"
    assert not response.content
    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]
    assert "HX-Redirect" not in response


def test_a_boosted_link_goes_to_sign_in(client):
    headers = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": "http://testserver/"}
    assert client.get("/people/", headers=headers)["HX-Redirect"] == "/accounts/login/?next=/people/"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Mode": "same-origin"}, {"X-Requested-With": "XMLHttpRequest"}]
)
def test_fetch_too(client, headers):
    response = client.post("/profile/", headers={**headers, "Referer": "http://testserver/visits/1/"})
    assert (response.status_code, response["X-Rapport-Login"]) == (401, "/accounts/login/?next=/visits/1/")


@pytest.mark.parametrize("page", ["https://evil.example/x", "//evil.example/x", "javascript:alert(1)", "", "nonsense"])
def test_only_our_own_pages_are_come_back_to(client, page):
    response = client.get("/profile/", headers={"HX-Request": "true", "HX-Current-URL": page})
    address = response["X-Rapport-Login"]
    assert "evil" not in address
    assert "javascript" not in address


def test_a_person_who_is_signed_in_notices_nothing(manager, as_):
    assert as_(manager).get("/profile/", headers={"HX-Request": "true"}).status_code == 200


def test_switched_off_in_the_middle_of_htmx(manager, admin, as_, now):
    browser = as_(manager)
    switch_off(manager, by=admin, now=now)
    assert browser.get("/profile/", headers={"HX-Request": "true"}).status_code == 401


def test_permissions_policy_asks_for_the_microphone_alone(client):
    policy = client.get("/accounts/login/")["Permissions-Policy"]
    assert policy == PermissionsPolicy.POLICY
    assert [part for part in policy.split(", ") if not part.endswith("=()")] == ["microphone=(self)"]
    assert "geolocation=()" in policy  # no location tracking


def test_a_visitor_is_asked_to_sign_in_before_a_byte_of_their_file_is_read(monkeypatch):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/accounts/login/")
    read = mock.Mock(side_effect=AssertionError("read"))
    monkeypatch.setattr("django.http.request.MultiPartParser", read)
    for address in (f"/clients/{uuid7()}/files/", "/imports/new/"):
        file = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * (4 * 2**20))
        data = {"file": file, "csrfmiddlewaretoken": browser.cookies["rapport_csrf"].value}
        answer = browser.post(address, data)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
        file.seek(0)
        answer = browser.post(address, data, headers={"X-Requested-With": "XMLHttpRequest"})
        assert (answer.status_code, answer["X-Rapport-Login"]) == (401, "/accounts/login/")
    read.assert_not_called()
