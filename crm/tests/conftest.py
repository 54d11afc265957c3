"""Whose client and which person most tests here are about."""

import pytest

from crm.factories import ClientFactory, PersonFactory


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager)


@pytest.fixture
def person(mine):
    return PersonFactory(client=mine, name="单雄信", position="采购部经理")


@pytest.fixture
def browser(manager, as_):
    return as_(manager)
