"""One browser: cookies kept, redirects not followed, over http or TLS."""

import http.client
import ssl
import urllib.parse
from dataclasses import dataclass
from email.message import Message

from bench.measure.browser import fields_of

HOST = "crm.example.com"


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer."""

    status: int
    text: str
    location: str
    headers: Message


class Visitor:
    """Asks 127.0.0.1:`port`. `https`: as people's address; `tls`: by a proxy, else as a proxy would ask."""

    def __init__(self, port: int, *, https: bool = False, tls: bool = False) -> None:
        self.port, self._https, self._tls = port, https, tls
        self.cookies: dict[str, str] = {}
        self.cookie_lines: list[str] = []

    def get(self, path: str, **headers: str) -> Seen:
        """Ask for a page."""
        return self._ask("GET", path, headers)

    def sign_in(self, name: str, word: str, **headers: str) -> Seen:
        """Sign in by the product's page; return the answer: 302 when let in."""
        path = "/accounts/login/"
        page = self.get(path)
        if page.status != http.client.OK:
            return page
        fields = fields_of(page.text.encode()) | {"login": name, "password": word}
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", path, form, urllib.parse.urlencode(fields).encode())

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Seen:
        connection: http.client.HTTPConnection
        if self._tls:
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # its certificate is our own
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trusting)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self._https:
            sent |= {"Host": HOST, "Referer": f"https://{HOST}{path}"}
            if not self._tls:
                sent |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
        try:
            connection.request(method, path, body=body, headers=sent | headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookie_lines.append(line)
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Seen(answer.status, text, answer.headers.get("Location", ""), answer.headers)
