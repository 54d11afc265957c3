"""The world of the URL tables, for tests that attack it, and every form that is met in it: both made once a module."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.attack.pages import Form
from tests.attack.shut import hide
from tests.attack.walk import all_forms
from tests.test_url_people import full_world, shared_world
from tests.world import World

__all__ = ["full_world", "shared_world"]


def _browser(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture(scope="module")
def met_forms(shared_world: World, django_db_blocker: Any) -> Iterator[list[Form]]:
    with django_db_blocker.unblock():
        yield all_forms(shared_world, _browser)


@pytest.fixture
def forms(met_forms: list[Form], full_world: World) -> list[Form]:
    return list(met_forms)


@pytest.fixture
def browsers(full_world: World, as_: Callable[[User | None], Client]) -> dict[str, Any]:
    return {name: as_(full_world.person(name)) for name in ("manager", "lead", "admin", "nobody")}


@pytest.fixture
def hidden(full_world: World) -> list[Any]:
    """What nobody of the team may see: a client of `stranger` with all that can hang on one, each text a canary."""
    return hide(full_world)
