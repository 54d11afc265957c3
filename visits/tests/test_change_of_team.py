"""A person who changes teams takes clients and open promises along: the new lead sees them, the old one no more."""

import pytest
from django.utils import timezone

from accounts.models import User
from crm.factories import ClientFactory
from crm.models import Client
from visits.factories import PromiseFactory
from visits.models import Promise, PromiseState

pytestmark = pytest.mark.django_db


def test_clients_and_open_promises_follow_their_owner(world):
    client = ClientFactory(owner=world.manager)
    open_one = PromiseFactory(client=client)
    closed = PromiseFactory(client=client, state=PromiseState.KEPT, closed_at=timezone.now())
    assert client in Client.objects.visible_to(world.lead)

    mover = User.objects.get(pk=world.manager.pk)
    mover.team = world.other_team
    mover.save()

    lead = User.objects.get(pk=world.lead.pk)
    assert client not in Client.objects.visible_to(lead)
    assert open_one not in Promise.objects.visible_to(lead)
    assert closed in Promise.objects.visible_to(lead)
    world.other_team.leads.add(lead)
    world.team.leads.remove(lead)
    new_lead = User.objects.get(pk=lead.pk)
    assert client in Client.objects.visible_to(new_lead)
    assert open_one in Promise.objects.visible_to(new_lead)
