"""Go through the whole product as its people do: every address of the URL tables, every form that is met there."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.attack.pages import Form, forms_in, links_in
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
    seen: set[Hashable] = set()
    for who in WALKERS:
        browser = as_(getattr(world, who))
        waiting = [url for _name, url in pages_of(who, world)]
        while waiting:
            url = waiting.pop(0)
            if (kind := _kind_of(url)) in seen:
                continue
            seen.add(kind)
            answer = browser.get(url)
            if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            html = answer.content.decode()
            waiting += [link for link in links_in(html) if _is_variant(link)]
            for form in forms_in(html, url, who):
                met.setdefault(form.key, form)
    for name in VISITORS:
        for form in forms_in(as_(None).get(reverse(name)).content.decode(), reverse(name), "nobody"):
            met.setdefault(form.key, form)
    return list(met.values())


def _kind_of(url: str) -> Hashable:
    """Return what tells two pages apart to the walk: the name, what in the address is no id, which row is chosen."""
    match, query = resolve(urlsplit(url).path), parse_qs(urlsplit(url).query)
    words = [str(one) for one in (*match.args, *match.kwargs.values()) if not isinstance(one, UUID)]
    return match.view_name, tuple(words), tuple(sorted(name for name, given in query.items() if _is_id(given[0])))


def _is_variant(link: str) -> bool:
    """Whether a link leads to another form than the URL tables do: of another kind, or for a row chosen by it."""
    try:
        name, words, chosen = _kind_of(link)  # type: ignore[misc]
    except Resolver404:
        return False
    return name in ROWS and bool(words or (chosen and len(parse_qs(urlsplit(link).query)) == 1))


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
