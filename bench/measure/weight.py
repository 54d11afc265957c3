"""What a page weighs on the way: compressed as a proxy would (brotli 5), its assets as they are served."""

import re
import urllib.parse
from dataclasses import dataclass
from html.parser import HTMLParser

import brotli

from bench.measure.browser import Browser, Refused

FIRST, LATER = 120_000, 20_000  # bytes: the first load with an empty cache, and the page alone
_IN_CSS = re.compile(rb"url\(\s*[\"']?([^\"')#]+)")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a first load: the page, and each asset by its address."""

    page: int
    assets: dict[str, int]

    @property
    def whole(self) -> int:
        return self.page + sum(self.assets.values())


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get({"script": "src", "img": "src", "link": "href", "use": "href"}.get(tag, ""))
        if address and address.startswith("/static/"):
            self.found[address.partition("#")[0]] = None


def compressed(body: bytes) -> int:
    """Return how many bytes a body takes on the way."""
    return len(brotli.compress(body, quality=5))


def first_load(browser: Browser, path: str) -> Weight:
    """Return what opening a page weighs for somebody who has nothing of ours yet.

    Raises `Refused` for an asset that the server does not have.
    """
    page = browser.get(path).body
    parser = _Assets()
    parser.feed(page.decode(errors="replace"))
    waiting, assets = list(parser.found), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        if address in assets or not address.startswith("/static/"):
            continue
        answer = browser.get(address, compressed=True)
        if answer.status != 200:
            raise Refused(f"{address}: {answer.status}")
        assets[address] = len(answer.body)
        if address.endswith(".css"):
            named = _IN_CSS.findall(browser.get(address).body)
            waiting += [
                urllib.parse.urljoin(address, name.decode()) for name in named if not name.startswith(b"data:")
            ]
    return Weight(compressed(page), assets)
