"""Sources of facts follow when two clients or people become one, and go back (K7, V11)."""

import pytest
from django.utils import timezone

from crm.actions.source import give_source, try_source
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContactWayFactory,
    ContractFactory,
    DepartmentFactory,
    InstalledProductFactory,
    PersonDateFactory,
    PersonFactory,
)
from crm.facts import noun_of, sources_of
from crm.models import ContactWay, FactSource, Person, SourceTried, TryWay
from exchange.actions.merge import merge, take_back
from exchange.tests.files import xlsx
from exchange.tests.running import imported, taken_back

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def give(by, row, field, kind):
    client = noun_of(row).client_of(row)
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


def parts_of(person):
    way = ContactWayFactory(person=person, noted_by=person.client.owner)
    return way, PersonDateFactory(person=person, noted_by=person.client.owner)


def test_what_hangs_on_a_clients_people_and_departments_keeps_its_source(world):
    kept, gone = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    way, date = parts_of(PersonFactory(client=gone))
    lab = DepartmentFactory(client=gone)
    product = InstalledProductFactory(client=gone, competitor=CompetitorFactory())
    facts = [(way, "value"), (date, "day"), (lab, "function"), (product, "competitor")]
    for row, field in facts:
        give(world.manager, row, field, "customers")
    done = merge(by=world.lead, noun="client", winner=kept.pk, loser=gone.pk, take=[], now=timezone.now())
    for at in (kept, gone):
        for row, field in facts:
            row.refresh_from_db()
            assert sources_of(at.pk).of(row, field).kind == "customers"
        assert {row.client_id for row in FactSource.objects.all()} == {at.pk}
        if at is kept:
            take_back(by=world.lead, merge=done, now=timezone.now())


def test_ways_and_dates_keep_theirs_when_people_become_one(manager):
    mine = ClientFactory(owner=manager)
    kept, gone = PersonFactory(client=mine), PersonFactory(client=mine)
    rows = [*parts_of(kept), *parts_of(gone)]
    for row, field in zip(rows, ("value", "day") * 2, strict=True):
        give(manager, row, field, "staff")
    done = merge(by=manager, noun="person", winner=kept.pk, loser=gone.pk, take=[], now=timezone.now())
    assert FactSource.objects.filter(way__person=kept).count() == 2
    assert FactSource.objects.filter(date__person=kept).count() == 2
    take_back(by=manager, merge=done, now=timezone.now())
    assert FactSource.objects.filter(way__person=gone).count() == 1
    assert FactSource.objects.count() == 4


def test_who_was_noted_at_two_clients_brings_the_sources_into_the_file_they_are_in(manager):
    here, there = ClientFactory(owner=manager), ClientFactory(owner=manager)
    kept, gone = PersonFactory(client=here), PersonFactory(client=there, position="CTO")
    way, date = parts_of(gone)
    other = parts_of(PersonFactory(client=there))[0]
    for row, field in ((gone, "position"), (way, "value"), (date, "day"), (other, "value")):
        give(manager, row, field, "network")
    done = merge(by=manager, noun="person", winner=kept.pk, loser=gone.pk, take=["position"], now=timezone.now())
    for row in (kept, way, date):
        row.refresh_from_db()
    sources = sources_of(here.pk)
    assert all(sources.of(row, field) for row, field in ((kept, "position"), (way, "value"), (date, "day")))
    assert [row.way_id for row in sources_of(there.pk).rows] == [other.pk]
    take_back(by=manager, merge=done, now=timezone.now())
    for row in (gone, way, date):
        row.refresh_from_db()
    sources = sources_of(there.pk)
    assert all(sources.of(row, field) for row, field in ((gone, "position"), (way, "value"), (date, "day")))
    assert not sources_of(here.pk).rows


def test_a_number_that_somebody_gave_a_source_for_stays_when_its_import_is_taken_back(manager):
    mine = ClientFactory(owner=manager, name="华兴物流")
    lines = [["客户名称", "姓名", "手机"], ["华兴物流", "欧阳锋", "13800138000"], ["华兴物流", "黄蓉", "13900139000"]]
    job = imported(manager, "person", xlsx(lines))
    way = ContactWay.objects.get(person__name="欧阳锋")
    give(manager, way, "value", "staff")
    taken_back(manager, job)
    assert list(ContactWay.objects.all()) == [way]
    assert sources_of(mine.pk).of(way, "value").kind == "staff"
    assert list(Person.objects.values_list("name", flat=True)) == ["欧阳锋"]
