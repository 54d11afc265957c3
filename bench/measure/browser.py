"""A signed-in person as the server sees one: a kept connection, cookies, pages with the parts they load."""

import contextlib
import http.client
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

TIMEOUT_SECONDS = 60
MOST_DEPTH = 3


class Refused(Exception):
    """The server answered otherwise than a page needs; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. `queries` is -1 and `calls` 0 where they were not counted."""

    status: int
    body: bytes
    location: str = ""
    queries: int = -1
    calls: int = 0


class _Loads(HTMLParser):
    """Collect the addresses of parts that load by themselves (htmx, `hx-trigger` with load) and the form's fields."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.fields: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        events = [part.split() for part in given.get("hx-trigger", "").split(",")]
        if given.get("hx-get") and any(event and event[0] == "load" for event in events):
            self.addresses.append(given["hx-get"])
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given.get("value", "")
        elif tag == "input" and name:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.fields[name] = given.get("value", "")
        elif tag == "textarea" and name:
            self.fields[name] = ""


def parts_of(body: bytes) -> list[str]:
    """Return the addresses of the parts that the page loads before the person acts."""
    parser = _Loads()
    parser.feed(body.decode(errors="replace"))
    return parser.addresses


def fields_of(body: bytes) -> dict[str, str]:
    """Return the names and values of the form fields of a page."""
    parser = _Loads()
    parser.feed(body.decode(errors="replace"))
    return parser.fields


@dataclass(slots=True)
class Browser:
    """One person's connection to one server on loopback."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def copy(self) -> "Browser":
        """Return another connection of the same signed-in person."""
        return Browser(self.port, dict(self.cookies))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, path: str, *, part: bool = False, count: bool = False, compressed: bool = False) -> Answer:
        """Ask for a page, or with `part` for one as htmx does; `count` asks for the number of queries."""
        headers = {"HX-Request": "true"} if part else {}
        if compressed:
            headers["Accept-Encoding"] = "br"
        if count:
            headers["X-Bench-Count"] = "1"
        return self._ask("GET", path, headers)

    def post(self, path: str, fields: dict[str, str], *, count: bool = False) -> Answer:
        """Send a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if count:
            headers["X-Bench-Count"] = "1"
        return self._ask("POST", path, headers, urllib.parse.urlencode(fields).encode())

    def sign_in(self, username: str, password: str) -> None:
        """Sign in by the product's own page.

        Raises `Refused` when it does not let the person in.
        """
        path = "/accounts/login/"
        fields = fields_of(self.get(path).body) | {"login": username, "password": password}
        answer = self.post(path, fields)
        if answer.status != http.client.FOUND:
            raise Refused(f"signing in as {username}: {answer.status}")

    def open(self, path: str) -> tuple[list[str], list[Answer]]:
        """Open a page and everything it loads; return the parts' addresses and all answers, queries counted."""
        answers = [self.get(path, count=True)]
        addresses: list[str] = []
        waiting = [(address, 1) for address in parts_of(answers[0].body)]
        while waiting:
            address, depth = waiting.pop(0)
            address = urllib.parse.urljoin(path, address)
            answer = self.get(address, part=True, count=True)
            addresses.append(address)
            answers.append(answer)
            if depth < MOST_DEPTH:
                waiting += [(deeper, depth + 1) for deeper in parts_of(answer.body)]
        return addresses, answers

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        headers = headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            return self._send(method, path, headers, body)
        except (http.client.RemoteDisconnected, http.client.CannotSendRequest, ConnectionError):
            self.close()  # a kept connection that the server had let go
            return self._send(method, path, headers, body)

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        self._connection.request(method, path, body=body, headers=headers)
        response = self._connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.will_close:
            with contextlib.suppress(OSError):
                self.close()
        return Answer(
            response.status,
            content,
            response.headers.get("Location", ""),
            int(response.headers.get("X-Bench-Queries", "-1")),
            int(response.headers.get("X-Bench-Calls", "0")),
        )
