"""Every state of every address that answers with a page, made from the URL tables: a new address is a new state.

The server's answers are fetched in this process, posts in a transaction that is rolled back, so that a hundred refused
forms leave the rows as they are for the browser.
"""

import copy
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from tests.test_url_people import ROWS
from tests.url_people import Row
from tests.world import World

LANGUAGES = {"en": "en-US,en", "zh": "zh-CN,zh"}
ORDER = ("manager", "lead", "admin", "nobody", "stranger")
POLICY = "Content-Security-Policy"
NEVER_POSTED = {"demo-data"}  # removes the world that the other states show


@dataclass(frozen=True)
class Share:
    """One of `of` parts of all names. A name stays in its part whatever others come."""

    at: int = 0
    of: int = 1

    def has(self, name: str) -> bool:
        return zlib.crc32(name.encode()) % self.of == self.at


@dataclass
class State:
    """`html` is what `person` gets at `path`, in the language it is asked in; `kind` says how it came about.

    `heads` are headers it is shown with: the policy that a page has is its own, not what axe-core needs.
    """

    name: str
    kind: str  # as it is, empty, 422, 409, error, mail
    person: str
    path: str
    html: str
    status: int
    heads: dict[str, str] = field(default_factory=dict)

    @property
    def is_part(self) -> bool:
        return "<html" not in self.html[:400]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind}, {self.person}) {self.path}"


class Gatherer:
    """Asks the product in one language, as everyone."""

    def __init__(self, world: World, language: str, host: str, *, with_policy: bool = False) -> None:
        self.world, self.host, self.accepted = world, host, LANGUAGES[language]
        self.with_policy = with_policy
        self.files: set[str] = set()  # addresses that answer with no page
        self.browsers = {name: self._browser(world.person(name)) for name in ORDER}  # signed in before any rollback

    def _browser(self, person: User | None, **more: bool) -> Client:
        headers = {"accept-language": self.accepted, "host": self.host}
        browser = Client(headers=headers, raise_request_exception=False, **more)
        if person is not None:
            browser.force_login(person)
        return browser

    def again(self, person: User | None) -> Client:
        """Return the browser that this person is signed in with."""
        return next(browser for name, browser in self.browsers.items() if self.world.person(name) == person)

    def states(self, *, everyone: bool, extras: dict[str, list[str]], share: Share) -> Iterator[State]:
        """Yield the states of the addresses in a share: as whoever sees most, or as everyone who sees the page."""
        for name, row in sorted(ROWS.items()):
            if not share.has(name):
                continue
            with transaction.atomic():  # some rows of the tables are made as they are asked for
                states = list(self.of_address(name, row, everyone=everyone))
                transaction.set_rollback(True)
            yield from states
        for person, paths in extras.items():
            for number, path in enumerate(paths):
                if share.has(f"{person} {number}"):
                    yield from self.page_of(path, "as it is", person, path, self.browsers[person].get(path))

    def of_address(self, name: str, row: Row, *, everyone: bool) -> Iterator[State]:
        """Yield one address: as it is, empty (a stranger's), refused (422) and stale (409)."""
        path = reverse(name, args=row.args(self.world)) + row.query
        answered: dict[str, HttpResponse] = {}
        for person in ORDER:
            if row.answers[person] == 200 and (everyone or not answered or person == "stranger"):
                answered[person] = self.browsers[person].get(path)
        refused = list(self.refused(name, row, path, next(iter(answered.values()), None)))
        for person, response in answered.items():
            # The same page again, with something to say about it, is the better one to look at.
            if everyone or person == "stranger" or not refused or all(one.is_part for one in refused):
                kind = "empty" if person == "stranger" else "as it is"
                yield from self.page_of(name, kind, person, path, response)
        yield from refused

    def refused(self, name: str, row: Row, path: str, shown: Any) -> Iterator[State]:
        """Yield what a post of nothing and a post of a stale version answer, where that is a page."""
        person = next((one for one in ORDER if row.answers[one] in (200, 405)), None)
        if person is None or name in NEVER_POSTED:
            return
        form = (shown.context or {}).get("form") if shown is not None else None
        values = {field.html_name: _as_sent(field.value()) for field in form} if form is not None else {}
        for data in ({}, {**values, "version": "0"}):
            browser = self.browsers[person]
            cookies = copy.copy(browser.cookies)
            with transaction.atomic():
                response = browser.post(path, data)
                transaction.set_rollback(True)
            browser.cookies = cookies  # the sign-out, too, has not been
            if response.status_code in (409, 422):
                yield from self.page_of(name, str(response.status_code), person, path, response)

    def errors(self) -> Iterator[State]:
        """Yield pages that no address has: not found, not open, refused, too many, broken."""
        for person in ("nobody", "manager"):
            missing = self.browsers[person].get("/no-such-page/")
            yield from self.page_of("404", "error", person, "/no-such-page/", missing)
        strict = self._browser(self.world.manager, enforce_csrf_checks=True)
        for origin in (f"http://{self.host}", "https://elsewhere.example"):
            refusal = strict.post(reverse("profile"), {"name": "马"}, headers={"origin": origin})
            yield from self.page_of("403_csrf", "error", "manager", reverse("profile"), refusal)
        strict.logout()
        again = strict.post(reverse("account_login"), {"login": "manager"})
        yield from self.page_of("account_login", "error", "nobody", reverse("account_login"), again)
        request = RequestFactory(headers={"host": self.host}).get("/")
        request.user, request.csp_nonce = self.world.manager, ""
        for name in ("403", "429"):
            yield from self.page_of(name, "error", "manager", "/", render(request, f"{name}.html", status=int(name)))
        yield State("500", "error", "manager", "/", get_template("500.html").render(), 500)

    def mails(self) -> Iterator[State]:
        """Yield what was sent as HTML."""
        for letter in mail.outbox:
            for content, kind in getattr(letter, "alternatives", ()):
                if kind == "text/html":
                    yield State(letter.subject, "mail", "nobody", "/mail-of-a-test/", str(content), 200)

    def page_of(self, name: str, kind: str, person: str, path: str, response: Any) -> Iterator[State]:
        if response.status_code < 300 or response.status_code >= 400:
            if not response.headers.get("Content-Type", "").startswith("text/html"):
                self.files.add(name)
            elif (html := response.content.decode()).strip():
                heads = {name: text for name, text in response.headers.items() if name == POLICY and self.with_policy}
                yield State(name, kind, person, path, html, response.status_code, heads)


def _as_sent(value: Any) -> Any:
    if value is None or isinstance(value, (list, tuple)):
        return [str(one) for one in value or ()]
    return getattr(value, "pk", value)
