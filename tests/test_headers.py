"""What every answer carries to keep others out."""

import re
from functools import partial

import pytest
from django.urls import reverse

from accounts.factories import PASSWORD
from crm.factories import ClientFactory
from visits.factories import PromiseFactory, VisitFactory

pytestmark = pytest.mark.django_db
PAGES = ["/accounts/login/", "/accounts/password/reset/", "/livez", "/nowhere/", "/profile/", "/people/", "/teams/"]


@pytest.mark.parametrize("page", PAGES)
def test_headers(page, admin, as_):
    response = as_(admin if page in PAGES[4:] else None).get(page)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert not re.search(r"https?:|\*", policy), "a third party"


@pytest.mark.parametrize("page", PAGES[:2] + PAGES[4:])
def test_pages_fetch_from_nobody_else_and_hold_no_inline_code(page, admin, as_):
    response = as_(admin if page in PAGES[4:] else None).get(page)
    html = response.content.decode()
    for address in re.findall(r'(?:src|href|action|hx-get|hx-post)="([^"]*)"', html):
        assert not re.match(r"(?:[a-z]+:)?//", address), address
        assert not address.startswith("javascript:")
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])
    for script in re.findall(r"<(?:script|style)\b([^>]*)>", html):
        ours = re.search(r'\bsrc="/static/', script) or 'type="application/json"' in script
        assert ours or (nonce and f'nonce="{nonce[1]}"' in script), script
    assert not re.search(r"<[^>]+\s(?:on[a-z]+|style)=", html)


def test_cookies_are_kept_from_scripts_and_other_sites(client, manager):
    client.post("/accounts/login/", {"login": "manager", "password": PASSWORD})
    cookie = client.cookies["rapport_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "name", ["client-list", "competitor-list", "department-new", "visit-comments", "promise-keep"]
)
def test_where_a_part_of_a_page_is_given_caches_are_told(name, manager, as_):
    client = ClientFactory(owner=manager)
    rows = {
        "department-new": [client.pk],
        "visit-comments": [VisitFactory(client=client).pk],
        "promise-keep": [PromiseFactory(client=client).pk],
    }
    url, browser = reverse(name, args=rows.get(name)), as_(manager)
    ask = partial(browser.post, url, {"version": 1}) if name == "promise-keep" else partial(browser.get, url)
    for headers in ({}, {"HX-Request": "true"}):
        assert {"HX-Request", "HX-History-Restore-Request"} <= set(ask(headers=headers)["Vary"].split(", "))
