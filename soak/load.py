"""People at work on a site, and the proxy between them and its web servers."""

import contextlib
import http.client
import itertools
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench.measure.browser import fields_of
from bench.measure.pages import plan_fields
from soak import Failed
from soak.site import HOST

PASSWORD = "rapport-demo"  # noqa: S105  of people made by the factories
PURPOSE = "Posted by make soak"
DOWN_SECONDS = 1.0
ANSWER_SECONDS = 30
PAUSE_SECONDS = 0.02  # between two requests of a person


@dataclass(frozen=True, slots=True)
class Answer:
    """One response; 502 is the proxy's own."""

    status: int
    body: str = ""
    location: str = ""
    cookies: tuple[tuple[str, str], ...] = ()


class Proxy:
    """Hand requests to the servers in turn, as nginx does with its defaults.

    A server that cannot be reached, or breaks off, is left out for a second. Then the request goes to the next one:
    always if it was not sent, and if it was, only where asking twice does no harm (GET, HEAD).
    """

    def __init__(self, ports: dict[str, int]) -> None:
        self.ports = dict(ports)
        self.answers: Counter[tuple[str, int]] = Counter()  # by server and status
        self.broken: Counter[str] = Counter()  # posts that were sent and never answered, by server
        self.asked_again: Counter[str] = Counter()  # requests that were sent to it and then to the next one
        self._turn = itertools.count()
        self._down: dict[str, float] = {}
        self._lock = threading.Lock()

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        """Return a server's answer, or 502."""
        for name in self._candidates():
            sent = False
            connection = http.client.HTTPConnection("127.0.0.1", self.ports[name], timeout=ANSWER_SECONDS)
            try:
                with contextlib.closing(connection):
                    connection.connect()
                    sent = True
                    connection.request(
                        method, path, body=body, headers={"Host": HOST, "Connection": "close"} | headers
                    )
                    response = connection.getresponse()
                    content = response.read().decode(errors="replace")
            except (OSError, http.client.HTTPException):
                self._down[name] = time.monotonic() + DOWN_SECONDS
                if not sent:
                    continue
                harmless = method in ("GET", "HEAD")
                with self._lock:
                    (self.asked_again if harmless else self.broken)[name] += 1
                if harmless:
                    continue
                return Answer(502)
            with self._lock:
                self.answers[name, response.status] += 1
            lines = [line.partition(";")[0].partition("=") for line in response.headers.get_all("Set-Cookie") or []]
            cookies = tuple((name, value) for name, _, value in lines)
            return Answer(response.status, content, response.headers.get("Location", ""), cookies)
        return Answer(502)

    def _candidates(self) -> Iterator[str]:
        names = sorted(self.ports)
        start = next(self._turn)
        names = [names[(start + step) % len(names)] for step in range(len(names))]
        now = time.monotonic()
        yield from sorted(names, key=lambda name: self._down.get(name, 0) > now)  # those that are down come last

    def failures(self) -> int:
        """Return how many answers of the servers were 5xx."""
        return sum(count for (_, status), count in self.answers.items() if status >= 500)

    def by_server(self) -> dict[str, int]:
        """Return how many requests each server answered."""
        return {name: sum(n for (who, _), n in self.answers.items() if who == name) for name in sorted(self.ports)}


@dataclass(slots=True)
class Person:
    """One person with a browser."""

    name: str
    proxy: Proxy
    clients: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    posted: dict[str, int] = field(default_factory=dict)  # forms by id, with the status of the last try
    repeated: list[str] = field(default_factory=list)  # forms posted again because no answer came
    odd: list[str] = field(default_factory=list)  # what should not have come
    pages: int = 0

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urllib.parse.urlencode(fields).encode())

    def sign_in(self) -> None:
        """Sign in by the product's own page."""
        path = "/accounts/login/"
        fields = fields_of(self.get(path).body.encode()) | {"login": self.name, "password": PASSWORD}
        answer = self.post(path, fields)
        if answer.status != http.client.FOUND:
            raise Failed(f"{self.name} could not sign in: {answer.status}")

    def look(self, path: str) -> None:
        """Open a page that must be there."""
        answer = self.get(path)
        self.pages += 1
        if answer.status != http.client.OK:
            self.odd.append(f"GET {path}: {answer.status} {answer.location}")

    def plan(self, client: str) -> str:
        """Plan a visit; press again, with the same form, while no answer comes. Return the form's id."""
        path = f"/visits/new/?client={client}"
        page = self.get(path)
        if page.status != http.client.OK:
            self.odd.append(f"GET {path}: {page.status} {page.location}")
            return ""
        fields = plan_fields(fields_of(page.body.encode())) | {"purpose": PURPOSE}
        for _ in range(5):
            answer = self.post(path, fields)
            self.posted[fields["new_id"]] = answer.status
            if answer.status != http.client.BAD_GATEWAY:
                break
            self.repeated.append(fields["new_id"])
        if answer.status != http.client.FOUND:
            self.odd.append(f"POST {path}: {answer.status}")
        return fields["new_id"]

    def day(self, stop: Callable[[], bool]) -> None:
        """Look at pages and plan a visit after every fourth until told to stop."""
        for number in itertools.count():
            client = self.clients[number % len(self.clients)]
            for path in ("/", "/clients/", f"/clients/{client}/", "/visits/"):
                if stop():
                    return
                self.look(path)
                time.sleep(PAUSE_SECONDS)
            self.plan(client)

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.proxy.ask(method, path, headers, body)
        self.cookies.update(answer.cookies)
        return answer


@contextlib.contextmanager
def working(people: list[Person]) -> Iterator[None]:
    """Let people work, each in a thread, while the block runs; then let each finish what they are at."""
    ended = threading.Event()
    wrong: list[BaseException] = []

    def work(person: Person) -> None:
        try:
            person.day(ended.is_set)
        except BaseException as error:  # handed to whoever waits below
            wrong.append(error)

    threads = [threading.Thread(target=work, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    if wrong:
        raise wrong[0]
