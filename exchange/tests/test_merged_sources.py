"""Sources of facts follow when two clients or people become one, and go back (K7, V11)."""

import pytest
from django.utils import timezone

from crm.actions.source import give_source, try_source
from crm.factories import ClientFactory, ContractFactory, PersonFactory
from crm.facts import sources_of
from crm.models import Client, SourceTried, TryWay
from exchange.actions.merge import merge, take_back

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def give(by, row, field, kind):
    client = row if isinstance(row, Client) else row.client
    give_source(by=by, client=client, row=row, field=field, kind=kind, learnt_on=TODAY, now=timezone.now())


def test_clients_become_one_and_two_again(world):
    kept = ClientFactory(owner=world.manager, business="")
    gone = ClientFactory(owner=world.manager, business="Road freight")
    contract = ContractFactory(client=gone, value=7)
    give(world.manager, gone, "business", "press")
    give(world.manager, contract, "value", "staff")
    try_source(by=world.manager, client=gone, kind="staff", way=TryWay.ASKED, today=TODAY, now=timezone.now())
    done = merge(by=world.lead, noun="client", winner=kept.pk, loser=gone.pk, take=["business"], now=timezone.now())
    kept.refresh_from_db()
    contract.refresh_from_db()
    sources = sources_of(kept.pk)
    assert (sources.of(kept, "business").kind, sources.of(contract, "value").kind) == ("press", "staff")
    assert SourceTried.objects.get().client_id == kept.pk
    take_back(by=world.lead, merge=done, now=timezone.now())
    gone.refresh_from_db()
    assert sources_of(gone.pk).of(gone, "business").kind == "press"
    assert not sources_of(kept.pk).rows


def test_people_become_one_and_who_reports_to_them_keeps_the_source(manager):
    mine = ClientFactory(owner=manager)
    kept, gone = PersonFactory(client=mine, position="CTO"), PersonFactory(client=mine, position="CTO")
    report = PersonFactory(client=mine, reports_to=gone)
    give(manager, report, "reports_to", "staff")
    give(manager, gone, "position", "website")
    done = merge(by=manager, noun="person", winner=kept.pk, loser=gone.pk, take=[], now=timezone.now())
    report.refresh_from_db()
    assert report.reports_to_id == kept.pk
    assert sources_of(mine.pk).of(report, "reports_to").kind == "staff"
    assert sources_of(mine.pk).of(kept, "position").kind == "website"
    take_back(by=manager, merge=done, now=timezone.now())
    report.refresh_from_db()
    assert sources_of(mine.pk).of(report, "reports_to").superior_id == gone.pk
    assert sources_of(mine.pk).of(kept, "position") is None
