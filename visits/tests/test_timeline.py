"""The timeline of a client: everything, newest first, by kind, paged, for who sees the client, by indexes alone."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.measure.plans import explain
from core.house import house_day
from core.ids import uuid7
from crm.actions.client import edit_client
from crm.actions.contract import settle_contract
from crm.actions.person_move import leave_person, move_person
from crm.actions.share import share_client, unshare_client
from crm.factories import ClientFactory, ContractFactory, PersonFactory
from crm.models import ClientShare, Person
from visits.actions import handover as handovers
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Comment, Objection, Promise, Request, Visit
from visits.timeline.page import SOURCES, chosen_sources, timeline_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager)


def live(world, client):
    """Let one thing of every source happen at a client."""
    VisitFactory(client=client, purpose="To come")
    made = VisitFactory(client=client, left=True, state="recorded", purpose="Made")
    VisitRecordFactory(visit=made, gains="They will renew")
    promise = PromiseFactory(client=client, text="Kept one", state="kept", closed_at=NOW)
    said = {"client": client, "noted_by": world.manager, "noted_at": NOW}
    Request.objects.create(text="Faster line", **said)
    Objection.objects.create(text="Too dear", kind="real", **said)
    ComplaintFactory(client=client, text="Down again")
    Comment.objects.create(client=client, author=world.manager, body="Ask for the new number")
    contract = ContractFactory(client=client, number="C7", ends_on=house_day(NOW) + 40 * DAY)
    settle_contract(by=world.manager, contract=contract, version=1, state="renewed")
    gone, moved = (
        PersonFactory(client=client, name="Gone"),
        PersonFactory(client=client, name="Moved", position="Clerk"),
    )
    leave_person(by=world.manager, person=gone, version=1, now=NOW, on=NOW.date(), keep_seat=False)
    move_person(
        by=world.manager, person=moved, version=1, now=NOW, on=NOW.date(), keep_seat=False, position="Head",
        department=None, reports_to=None,
    )  # fmt: skip
    share = share_client(by=world.manager, client=client, colleague=world.stranger, now=NOW)
    unshare_client(by=world.manager, client=client, share_id=share.pk, now=NOW)
    share_client(by=world.manager, client=client, colleague=world.stranger, now=NOW, until=house_day(NOW) + DAY)
    client.refresh_from_db()
    edit_client(by=world.manager, client=client, version=client.version, values={"tier": "A", "phone": "1"})
    client.refresh_from_db()
    edit_client(by=world.manager, client=client, version=client.version, values={"phone": "2"})
    plan = {"by": world.lead, "now": NOW, "client": client, "to_manager": world.teammate}
    handovers.plan_handover(**plan, effective_on=house_day(NOW) + DAY)
    handovers.carry_out_due(now=NOW + 2 * DAY)
    return promise


def titles(user, client, **how):
    return [line.title for line in timeline_of(user, client.pk, size=100, **how).lines]


def test_everything_is_told_once(world, client_row):
    live(world, client_row)
    found = titles(world.lead, client_row)
    for words in (
        "To come", "Made", "Promised: Kept one", "Kept one", "Request: Enquiry", "Objection: Real",
        "Complaint", "Comment",
        "Contract noted: C7 · Leased line", "Contract: C7 · Leased line", "Gone was noted", "Gone has left",
        "Moved has another post", "Shared with Shi Stranger", "Not shared with Shi Stranger any more",
        "Hand-over decided: Ma Manager → Tang Teammate", "Handed over: Ma Manager → Tang Teammate",
        "Tier: none → A · key", "Account manager: Ma Manager → Tang Teammate",
    ):  # fmt: skip
        assert found.count(words) == 1, (words, found)
    assert sum(one.startswith("Shi Stranger covers until") for one in found) == 1
    assert sum(one.startswith("Tang Teammate gets ready to take over: ") for one in found) == 1
    assert not any(one.startswith("Tang Teammate covers until") for one in found)
    assert len(chosen_sources(frozenset())) == len(SOURCES) - 1  # records stand among the visits


def test_an_edit_without_weight_is_not_told(world, client_row):
    edit_client(by=world.manager, client=client_row, version=1, values={"phone": "1"})
    assert titles(world.manager, client_row) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("visit", {"To come", "Made"}), ("record", {"Made"}), ("promise", {"Promised: Kept one", "Kept one"}),
        ("finding", {"Request: Enquiry", "Objection: Real"}), ("edit", {"Tier: none → A · key"}),
        ("complaint", {"Complaint"}), ("comment", {"Comment"}),
    ],
)  # fmt: skip
def test_a_kind_shows_its_own_alone(kind, words, world, client_row):
    live(world, client_row)
    found = titles(world.lead, client_row, kinds=frozenset({kind}))
    assert words <= set(found) <= words | {"Account manager: Ma Manager → Tang Teammate"}


def test_pages_follow_without_a_gap_or_a_repeat_even_in_one_moment(world, client_row):
    same = NOW - DAY
    for number in range(7):
        VisitFactory(client=client_row, starts_at=same, purpose=f"Visit {number}")
        PromiseFactory(client=client_row, text=f"P {number}", created_at=same, state="kept", closed_at=same)
    whole, after, seen = titles(world.manager, client_row), "", []
    while True:
        page = timeline_of(world.manager, client_row.pk, size=4, after=after)
        seen += [line.title for line in page.lines]
        after = page.after
        if not after:
            break
    assert seen == whole
    assert len(whole) == len(set(whole)) == 21


def test_who_does_not_see_the_client_is_told_nothing(world, client_row, as_):
    live(world, client_row)
    elsewhere = ClientFactory(owner=world.manager)
    ClientShare.objects.filter(client=client_row).delete()
    assert titles(world.stranger, client_row) == []
    assert titles(world.manager, elsewhere) == []
    url = reverse("client-timeline", args=[client_row.pk])
    assert as_(world.stranger).get(url).status_code == 404
    assert titles(world.lead, client_row) == titles(world.teammate, client_row) != []


def test_the_page_is_one_query_however_much_happened(world, client_row, as_):
    browser, url = as_(world.manager), reverse("client-timeline", args=[client_row.pk])
    counts = []
    VisitFactory(client=client_row)
    for _n in range(2):
        for _warm_up in range(2):
            with CaptureQueriesContext(connection) as asked:
                browser.get(url, headers={"HX-Request": "true"})
        counts.append(len([sql for sql in asked if "e_source" in sql["sql"]]))
        VisitFactory.create_batch(3, client=client_row)
        PromiseFactory.create_batch(3, client=client_row)
        PersonFactory.create_batch(3, client=client_row)
    assert counts == [1, 1]


def test_the_choice_stands_in_the_address_and_is_remembered_for_this_person_alone(world, client_row, as_):
    live(world, client_row)
    browser, url = as_(world.lead), reverse("client-timeline", args=[client_row.pk])
    page = browser.get(url + "?kind=promise&kind=nonsense")
    assert {line.title for line in page.context["lines"]} == {"Kept one", "Promised: Kept one"}
    on = {kind.key: is_on for kind, is_on, _url in page.context["chips"]}
    assert [key for key, is_on in on.items() if is_on] == ["promise"]
    more = next(url for kind, _on, url in page.context["chips"] if kind.key == "visit")
    assert parse_qsl(urlsplit(more).query) == [("kind", "promise"), ("kind", "visit")]
    assert len(browser.get(url).context["lines"]) == 2
    part = browser.get(url, headers={"HX-Request": "true"}).content.decode()  # as the client's page asks for it
    assert "Promised: Kept one" in part
    assert f'hx-get="{url}"' in browser.get(reverse("client-detail", args=[client_row.pk])).content.decode()
    assert "Faster line" not in browser.get(reverse("client-timeline", args=[client_row.pk])).content.decode()
    browser.force_login(world.admin)
    assert len(browser.get(url).context["lines"]) > 2
    browser.force_login(world.lead)
    assert len(browser.get(url + "?kind=all").context["lines"]) > 2
    assert len(browser.get(url).context["lines"]) > 2


@pytest.mark.parametrize("after", ["x", "W10", "WyIyMDI2IiwieCIsInZpc2l0Il0", "%00"])
def test_a_cursor_typed_by_hand_asks_for_the_first_page(after, world, client_row, as_):
    VisitFactory(client=client_row, purpose="To come")
    page = as_(world.manager).get(reverse("client-timeline", args=[client_row.pk]) + f"?after={after}")
    assert [line.title for line in page.context["lines"]] == ["To come"]


def crowd(client, count):
    """Store `count` visits, promises and people at one client, as busy as none will be."""
    moments = [NOW - dt.timedelta(hours=number) for number in range(count)]
    common = {"client": client, "owner": client.owner, "team": client.team}
    Visit.objects.bulk_create(Visit(id=uuid7(), starts_at=at, purpose="p", success="s", **common) for at in moments)
    Promise.objects.bulk_create(
        Promise(id=uuid7(), text="t", due_on=at.date(), created_at=at, state="kept", closed_at=at, **common)
        for at in moments
    )
    Person.objects.bulk_create(
        Person(id=uuid7(), client=client, name="n", sort_key="n", created_at=at) for at in moments
    )
    said = {"client": client, "noted_by": client.owner, "text": "t"}
    Request.objects.bulk_create(Request(id=uuid7(), noted_at=at, **said) for at in moments)
    Comment.objects.bulk_create(
        Comment(id=uuid7(), client=client, author=client.owner, body="b", created_at=at) for at in moments
    )
    with connection.cursor() as cursor:
        for table in (
            "visits_visit",
            "visits_comment",
            "visits_promise",
            "crm_person",
            "visits_request",
            "crm_client",
        ):
            cursor.execute(f"ANALYZE {table}")


def test_no_source_reads_or_sorts_more_than_a_page_of_a_busy_client(world, client_row):
    crowd(client_row, 1_500)
    crowd(ClientFactory(owner=world.stranger), 300)
    for user in (world.manager, world.lead):
        first = timeline_of(user, client_row.pk, size=20)
        for after in ("", first.after):
            with CaptureQueriesContext(connection) as asked:
                timeline_of(user, client_row.pk, size=20, after=after)
            (sql,) = [one["sql"] for one in asked if "e_source" in one["sql"]]
            read = []
            for node in _nodes(explain(sql, None)):
                if "Relation Name" in node and node["Relation Name"] not in ("accounts_user", "crm_client"):
                    rows = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
                    read.append((node["Relation Name"], node.get("Index Name"), rows))
                if node["Node Type"] == "Sort" and node["Actual Loops"]:
                    below = max(one["Actual Rows"] for one in node["Plans"])
                    assert below <= 21 * len(SOURCES), node
            assert max(rows for _table, _index, rows in read) <= 60, read


def _nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
