"""The rows that several parts of a client's page show."""

import pytest

from core.ids import uuid7
from crm.seen import ClientRows

pytestmark = pytest.mark.django_db


def test_a_client_that_is_gone_since_the_page_began_has_nothing():
    rows = ClientRows(uuid7())
    assert not rows.there.has_subsidiaries
    assert (rows.people, rows.favours, rows.shares) == ([], [], [])
