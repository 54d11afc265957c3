"""URL × person: what each of nobody, manager, teammate, stranger, lead and admin gets from every address."""

import copy
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.test_url_guard import UNMARKED
from tests.url_people import LOGIN, Row
from tests.urlconf import addresses
from tests.world import EVERYONE, World, make_world

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    (path.parent.parent.name, importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    for path in sorted(ROOT.glob("*/tests/url_table*.py"))
]
ROWS: dict[str, Row] = {name: row for _app, module in MODULES for name, row in module.TABLE.items()}


def make_full_world() -> World:
    """Store the world with the rows of every URL table."""
    world = make_world()
    for app, module in MODULES:
        if hasattr(module, "build"):
            world.extra.setdefault(app, {}).update(module.build(world))
    return world


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A full world for all tests of a module, in a transaction that ends with it; each test's own is undone in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_full_world()
        transaction.set_rollback(True)


@pytest.fixture
def full_world(shared_world: World, db: None) -> World:
    """The shared world as it was at first: a test may change these objects, and their rows."""
    return copy.deepcopy(shared_world)


def test_every_address_has_an_expectation():
    names = {address.name for address in addresses() if not address.route.startswith(tuple(UNMARKED))}
    assert not names - set(ROWS), "add rows to <app>/tests/url_table.py"
    assert not set(ROWS) - names, "rows without an address"
    assert sum(len(module.TABLE) for _app, module in MODULES) == len(ROWS), "two rows for one address"
    for name, row in ROWS.items():
        assert set(row.answers) == set(EVERYONE), name


@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_person_gets_what_the_table_says(name: str, full_world: World, as_):
    row = ROWS[name]
    url = reverse(name, args=row.args(full_world)) + row.query
    got = {}
    for person in EVERYONE:
        response = as_(full_world.person(person)).get(url)
        assert response.streaming or b'href=""' not in response.content, "a link that leads nowhere"
        to_login = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
        got[person] = LOGIN if to_login else response.status_code
    assert got == dict(row.answers), url


@pytest.mark.parametrize("name", sorted(ROWS))
def test_whoever_may_not_look_may_not_write(name: str, full_world: World, as_):
    """Who gets 404 or sign-in from GET gets it from every other method too."""
    row = ROWS[name]
    url = reverse(name, args=row.args(full_world)) + row.query
    for person in EVERYONE:
        if row.answers[person] not in (LOGIN, 404) or name == "account_logout":
            continue
        browser = as_(full_world.person(person))
        for method in ("post", "put", "patch", "delete"):
            response = getattr(browser, method)(url)
            if row.answers[person] == LOGIN:
                assert response.status_code == 302, (person, method, url)
                assert response["Location"].startswith(reverse("account_login"))
            else:
                assert response.status_code == 404, (person, method, url)
