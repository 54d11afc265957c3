import pytest
from django.db import IntegrityError

from core.ids import uuid7
from core.writes import ForeignDraft, create_once
from crm.factories import ClientFactory
from crm.models import Client, Department

pytestmark = pytest.mark.django_db


def test_ids_sort_by_the_moment_they_were_made():
    ids = [uuid7() for _n in range(50)]
    assert {one.version for one in ids} == {7}
    assert [one.int >> 80 for one in ids] == sorted(one.int >> 80 for one in ids)


def test_the_second_arrival_returns_the_first_unchanged(manager):
    client, one = ClientFactory(owner=manager), uuid7()
    first = create_once(Department(id=one, client=client, name="甲"), same=("client_id",))
    again = create_once(Department(id=one, client=client, name="乙"), same=("client_id",))
    assert (first[1], again[1], again[0].name) == (True, False, "甲")


def test_an_id_of_somebody_elses_row_reveals_nothing(manager):
    client, other, one = ClientFactory(owner=manager), ClientFactory(owner=manager), uuid7()
    create_once(Department(id=one, client=client, name="甲"), same=("client_id",))
    with pytest.raises(ForeignDraft):
        create_once(Department(id=one, client=other, name="乙"), same=("client_id",))


def test_what_is_wrong_for_another_reason_is_not_taken_for_a_repeat(manager):
    with pytest.raises(IntegrityError):
        create_once(Client(name="", sort_key="", owner=manager), same=())
    assert not Client.objects.exists()
