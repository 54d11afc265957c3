"""Scores of files as they are counted, kept and listed (H2)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.house import house_day
from crm.actions.client import edit_client
from crm.actions.file import score_all, score_clients, score_soon
from crm.actions.gap import confirm_section
from crm.completeness import Gap, Section, Standing
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContactWayFactory,
    ContractFactory,
    DepartmentFactory,
    InstalledProductFactory,
    PersonFactory,
)
from crm.file_counts import counts_of
from crm.models import Client, ClientEvent, DepartmentFunction
from crm.tasks import score_files

pytestmark = pytest.mark.django_db
GAP = Gap("level", Section.PEOPLE, 0.0, 1, 7)


@pytest.fixture
def today():
    return house_day(timezone.now())


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager, tier="A", business="物流", phone="1", headcount="20")


def test_what_is_counted_is_what_is_there(manager, mine, today):
    now = timezone.now()
    DepartmentFactory(client=mine)
    DepartmentFactory(client=mine, function=DepartmentFunction.OTHER)
    DepartmentFactory(client=mine, archived_at=now)
    head = PersonFactory(client=mine, level="top", ways={"mobile": "13800138000", "email": "a@example.com"})
    PersonFactory(client=mine, level="")
    PersonFactory(client=mine, name="", position="总工")
    PersonFactory(client=mine, archived_at=now)
    ContactWayFactory(person=head, noted_by=manager, removed_at=now)
    contract = ContractFactory(client=mine, ends_on=today)
    ContractFactory(client=mine)
    InstalledProductFactory(client=mine, contract=contract, satisfaction=2)
    InstalledProductFactory(client=mine, competitor=CompetitorFactory(), contract_end=today)
    InstalledProductFactory(client=mine, competitor=CompetitorFactory(), archived_at=now)
    PersonFactory(client=ClientFactory(owner=manager))
    found = counts_of([mine.pk])[mine.pk]
    assert (found.departments, found.departments_told) == (2, 1)
    assert (found.people, found.people_levelled, found.people_reached, found.people_several) == (2, 1, 1, 1)
    assert (found.people_preferred, found.deciders, found.deciders_reached) == (0, 1, 1)
    assert (found.products, found.products_ending, found.products_judged, found.rivals) == (2, 2, 1, 1)
    assert (found.contracts, found.contracts_ending) == (2, 1)
    assert dict(found.looked) == dict.fromkeys(
        (Section.FIRM, Section.DEPARTMENTS, Section.PEOPLE, Section.INSTALLED, Section.RIVALS), today
    )
    confirm_section(by=manager, client=mine, section="people", today=today + dt.timedelta(days=3))
    assert dict(counts_of([mine.pk])[mine.pk].looked)[Section.PEOPLE] == today + dt.timedelta(days=3)


def test_many_clients_cost_as_many_queries_as_one(manager, today):
    clients = [ClientFactory(owner=manager).pk for _n in range(4)]
    asked = []
    for some in (clients[:1], clients):
        with CaptureQueriesContext(connection) as queries:
            score_clients(some, today=today)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_write_scores_its_client_when_it_is_committed(manager, mine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        edit_client(by=manager, client=mine, version=1, values={"business": "物流"})
        score_soon([mine.pk])
    assert len(waiting) == 1
    row = Client.objects.get()
    assert (row.file_score > 0, row.version) == (True, 2)
    assert ClientEvent.objects.filter(pgh_obj=mine).count() == 2  # made and edited: a score is no change


def test_time_lowers_a_score_each_night_and_the_sweep_runs_once_a_day(
    manager, mine, today, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        score_files()
    first = Client.objects.get().file_score
    assert first > 0
    Client.objects.update(file_score=77)
    score_files()
    assert Client.objects.get().file_score == 77  # done for today
    assert score_all(today=today) == 1
    score_all(today=today + dt.timedelta(days=800))
    assert Client.objects.get().file_score < first


def test_the_list_is_sorted_by_what_is_missing_page_by_page(as_, manager):
    Client.objects.bulk_create(
        ClientFactory.build(owner=manager, name=f"客户{n:03}", file_score=n % 50) for n in range(60)
    )
    seen, url = [], reverse("client-list") + "?order=file"
    while url:
        page = as_(manager).get(url).context["page"]
        seen += [row.file_score for row in page.rows]
        url = page.next_url
    assert len(seen) == 60
    assert seen == sorted(seen)


def test_the_order_costs_no_query_more_and_none_a_row(as_, manager):
    browser, counted = as_(manager), []
    for _n in range(2):
        ClientFactory(owner=manager)
        browser.get(reverse("client-list") + "?order=file")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("client-list") + "?order=file").status_code == 200
        counted.append(len(queries))
        ClientFactory(owner=manager)
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("client-list") + "?order=")
    assert counted == [len(queries)] * 2


def test_the_clients_page_says_what_is_missing_and_links_to_what_mends_it(as_, manager, mine):
    for _n in range(5):
        InstalledProductFactory(client=mine, satisfaction=3)
    page = as_(manager).get(reverse("client-detail", args=[mine.pk])).content.decode()
    assert "contract end unknown for 5 of 5 products" in page or "合同到期" in page
    assert reverse("client-gaps", args=[mine.pk]) in page


def test_a_full_score_beside_gaps_says_that_its_tier_asks_for_no_more(as_, manager, mine, monkeypatch):
    """Or a hundred above "level unknown for 1 of 7 people" reads as a mistake."""
    words, address = "All that this tier asks for is known.", reverse("client-detail", args=[mine.pk])
    assert words not in as_(manager).get(address).text
    monkeypatch.setattr("crm.gaps.standing_of", lambda counts, *, today: Standing(100, (), (GAP,)))
    shown = as_(manager).get(address).text
    assert words in shown
    assert "evel unknown for 1 of 7 people" in shown
