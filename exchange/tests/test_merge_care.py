"""A merge carries what people have written about a client, and gives it back (V11)."""

import pytest
from django.utils import timezone

from crm.factories import ClientFactory
from exchange.actions.merge import merge, take_back
from visits.factories import ComplaintFactory
from visits.models import Complaint

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_complaints_go_along_and_come_back(world):
    first, other = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    ComplaintFactory(client=first)
    done = merge(by=world.manager, noun="client", winner=other.pk, loser=first.pk, take=(), now=NOW)
    assert Complaint.objects.get().client == other
    take_back(by=world.manager, merge=done, now=NOW)
    assert Complaint.objects.get().client == first
