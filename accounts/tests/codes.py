"""An authenticator app for tests: codes computed as RFC 6238 says, not by the product's own way."""

import base64
import datetime
import hashlib
import hmac
import re
import struct
import time
from urllib.parse import unquote

from django.test import Client

from accounts.factories import PASSWORD
from accounts.models import User

NOW = datetime.datetime(2026, 11, 23, 9, 0, 10, tzinfo=datetime.UTC)
INDEX = "/profile/second-factor/"
LOGIN, CODE, AGAIN = "/accounts/login/", "/accounts/code/", "/accounts/password/again/"


def code_of(secret: str, *, later: float = 0) -> str:
    """Return the code that an app shows `later` seconds from now."""
    counter = struct.pack(">Q", int((time.time() + later) // 30))
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(login: str, password: str = PASSWORD, **more: str) -> Client:
    """Give name and password in a new browser."""
    browser = Client()
    browser.post(LOGIN, {"login": login, "password": password, "remember": "on", **more})
    return browser


def give_password(browser: Client, then: str) -> None:
    """Give the password once more on the way to `then`."""
    assert unquote(browser.get(then)["Location"]) == f"{AGAIN}?next={then}"
    assert browser.post(AGAIN, {"password": PASSWORD, "next": then})["Location"] == then


def set_up_app(browser: Client, *, later: float = 0, again: bool = True) -> str:
    """Set up an app as a person does, and return its secret; `again`: the password is asked for first."""
    if again:
        give_password(browser, f"{INDEX}app/")
    secret = re.search(r'class="set-up-secret">([A-Z2-7]+)<', browser.get(f"{INDEX}app/").content.decode())[1]
    done = browser.post(f"{INDEX}app/", {"code": code_of(secret, later=later)})
    assert (done.status_code, done["Location"]) == (302, f"{INDEX}codes/")
    return secret


def recovery_codes(browser: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", browser.get(f"{INDEX}codes/").content.decode())


def is_in(browser: Client) -> bool:
    return browser.get("/profile/").status_code == 200


def with_app(person: User) -> str:
    """Give `person` an app, past the pages; return its secret."""
    browser = Client()
    browser.force_login(person)
    secret = set_up_app(browser, later=-30)
    person.refresh_from_db()
    return secret
