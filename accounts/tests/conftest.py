"""A clock that stands still, for codes that last half a minute."""

import pytest
import time_machine

from accounts.tests.codes import NOW


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling
