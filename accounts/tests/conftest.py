"""A clock that stands still, for codes that last half a minute."""

import datetime

import pytest
import time_machine

NOW = datetime.datetime(2026, 11, 23, 9, 0, 10, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling
