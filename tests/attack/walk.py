"""Go through the whole product as its people do: every address of the URL tables, every form that is met there."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.attack.pages import Form, forms_in
from tests.test_url_people import ROWS
from tests.world import World

WALKERS = ("manager", "lead", "admin")  # each looks where those before could not
VISITORS = ("account_login", "account_reset_password")


def args_of(name: str, world: World) -> list[Any]:
    """Return what a row of the URL tables puts into its address: asked once, as some make a row for it."""
    kept: dict[str, list[Any]] = world.extra.setdefault("args", {})
    if name not in kept:
        kept[name] = ROWS[name].args(world)
    return kept[name]


def url_of(name: str, world: World) -> str:
    """Return the address of a row of the URL tables in this world."""
    return reverse(name, args=args_of(name, world)) + ROWS[name].query


def pages_of(who: str, world: World) -> Iterator[tuple[str, str]]:
    """Yield name and address of each page that answers `who` with 200."""
    for name in sorted(ROWS):
        if ROWS[name].answers[who] == 200 and name != "account_logout":
            yield name, url_of(name, world)


def all_forms(world: World, as_: Callable[..., Client]) -> list[Form]:
    """Return every form of the product once, as met by the first of WALKERS who may send it."""
    met: dict[tuple[str, ...], Form] = {}
    seen: set[str] = set()
    client = world.extra["crm"]["client"]
    for who in WALKERS:
        browser = as_(getattr(world, who))
        for name, url in pages_of(who, world):
            if name in seen:
                continue
            seen.add(name)
            for form in _forms(browser, url, who, then=f"?client={client.pk}"):
                met.setdefault(form.key, form)
    for name in VISITORS:
        for form in forms_in(as_(None).get(reverse(name)).content.decode(), reverse(name), "nobody"):
            met.setdefault(form.key, form)
    return list(met.values())


def _forms(browser: Client, url: str, who: str, then: str = "") -> list[Form]:
    """Return a page's forms; where one row is first chosen by a link that ends with `then`, those behind it."""
    answer = browser.get(url)
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    html = answer.content.decode()
    found = forms_in(html, url, who)
    return found + _forms(browser, url + then, who) if then and f'"{url}{then}' in html else found
