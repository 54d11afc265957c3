"""The first rows of several reasons are the first rows of all, whatever is done to the queryset in between."""

import pytest
from django.db.models import Count, Q

from accounts.factories import UserFactory
from core.queries import first_of
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client, Person

pytestmark = pytest.mark.django_db
ORDER = ("name", "id")


@pytest.fixture
def clients():
    """Store clients a to f of two owners in turn; a, d belong to tier A."""
    owners = [UserFactory(), UserFactory()]
    rows = [
        ClientFactory(name=name, owner=owners[n % 2], tier="A" if n % 3 == 0 else "")
        for n, name in enumerate("abcdef")
    ]
    PersonFactory(client=rows[4])
    return Client.objects.for_any(Q(owner=owners[0]), Q(tier="A"))  # a, c, d, e


def first(rows, limit=2):
    return "".join(row.name for row in first_of(rows, order=ORDER, limit=limit))


def test_each_row_comes_once_and_in_order(clients):
    assert [first(clients, n) for n in range(1, 7)] == ["a", "ac", "acd", "acde", "acde", "acde"]
    assert "".join(row.name for row in first_of(clients, order=("-name", "-id"), limit=2)) == "ed"


def test_filters_hold_for_each_reason(clients):
    assert first(clients.filter(name__gt="a")) == "cd"
    assert first(clients.exclude(name="a").exclude(tier="A")) == "ce"
    assert first(clients.annotate(number=Count("people")).filter(number=1)) == "e"
    assert first(clients.alias(number=Count("people")).filter(number=1)) == "e"
    assert first(clients.select_related("owner").defer("business")) == "ac"
    assert first(clients.none()) == ""


def test_what_is_combined_is_read_whole(clients):
    assert first(clients & Client.objects.filter(name__gte="d")) == "de"
    assert first(clients | Client.objects.filter(name="b")) == "ab"
    assert (clients | Client.objects.filter(name="b")).reasons == ()


def test_a_wrong_reason_shows_nothing(clients):
    """The reasons' OR stands around all: were one of them too wide, it would still hold."""
    clients.reasons = (Q(), Q(tier="A"))
    assert set(first(clients, 6)) <= set("acde")


def test_other_querysets_are_taken_as_they_are(clients):
    assert list(first_of(Person.objects.all(), order=("name", "id"), limit=5)) == list(Person.objects.all())
