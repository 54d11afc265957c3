"""Fixtures every app's tests may take. Registered in the root conftest.py: `pytest_plugins = ["tests.plugin"]`."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.world import World, make_world

LONGEST_BYTES_IN_A_NAME = 60


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test of long bytes by their parameter.

    Bytes that hold a clock (a zip has one) differ between the processes that collect, and then no test is run.
    """
    return argname if isinstance(val, bytes) and len(val) > LONGEST_BYTES_IN_A_NAME else None


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def manager(world: World) -> User:
    return world.manager


@pytest.fixture
def teammate(world: World) -> User:
    return world.teammate


@pytest.fixture
def stranger(world: World) -> User:
    return world.stranger


@pytest.fixture
def lead(world: World) -> User:
    return world.lead


@pytest.fixture
def admin(world: World) -> User:
    return world.admin


@pytest.fixture
def as_() -> Callable[[User | None], Client]:
    """Return a maker of browsers: `as_(manager).get("/")`; `as_(None)` has not signed in."""

    def browser(person: User | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return browser


@pytest.fixture
def fresh_cache() -> None:
    """Forget every rate limit, before and after."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def now() -> datetime:
    return timezone.now()
