"""The list of visits, Today and search: what they show, to whom, and at what cost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from crm.models import Client
from visits.actions.review import send_back
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Objection
from visits.views.visit import due_chips


@pytest.fixture(autouse=True)
def _one_day(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC), tick=True)  # Tuesday 10:00


@pytest.fixture
def client_(manager):
    return ClientFactory(owner=manager)


def _fill(manager, lead, client, number):
    now = timezone.now()
    for _row in range(number):
        VisitFactory(client=client, starts_at=now + datetime.timedelta(hours=1)).people.add(
            PersonFactory(client=client)
        )
        VisitFactory(client=client, starts_at=now - datetime.timedelta(days=3))
        VisitFactory(client=client, starts_at=now + datetime.timedelta(days=1))
        VisitFactory(client=client, left=True)
        back = VisitFactory(client=client, left=True, state="recorded")
        VisitRecordFactory(visit=back, next_contact_on=timezone.localdate())
        send_back(visit=back, by=lead, now=now, version=1, reason="Who decides there?")
        done = VisitFactory(client=client, left=True, state="recorded")
        VisitRecordFactory(visit=done)
        PromiseFactory(client=client, due_on=timezone.localdate())


@pytest.mark.parametrize("person", ["manager", "lead"])
@pytest.mark.parametrize("page", ["today", "visit-list", "client-glance", "client-timeline", "search"])
def test_a_page_asks_as_much_for_three_rows_as_for_one(page, person, world, client_, as_):
    url = reverse(page, args=[client_.pk] if page.startswith("client-") else [])
    url += "?q=华" if page == "search" else ""
    browser = as_(world.person(person))
    counts = []
    for number in (1, 2):
        _fill(world.manager, world.lead, client_, number)
        browser.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert counts[0] <= 18, counts


@pytest.mark.parametrize("stage", ["plan", "notes", ""])
def test_a_visit_asks_as_much_for_three_rows_as_for_one(stage, world, client_, as_):
    visit = VisitFactory(client=client_, begun=True)
    url = f"{reverse('visit-detail', args=[visit.pk])}?stage={stage}"
    counts = []
    for number in (1, 2):
        for _row in range(number):
            person = PersonFactory(client=client_)
            visit.people.add(person)
            visit.topics.create(text="t")
            PromiseFactory(client=client_, visit=visit, person=person)
            Objection.objects.create(
                client=client_, visit=visit, text="o", person=person, noted_by=world.manager, noted_at=timezone.now()
            )
        as_(world.manager).get(url)
        with CaptureQueriesContext(connection) as queries:
            as_(world.manager).get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_today_shows_the_day_and_what_is_owed(world, client_, as_):
    _fill(world.manager, world.lead, client_, 1)
    page = as_(world.manager).get(reverse("today")).text
    for words in ("in 1 h", "Who decides there?", "Send the quote", "What became of these?", "After today"):
        assert words in page
    lead = as_(world.lead).get(reverse("today")).text
    assert "record to review" in lead
    assert "Nothing is waiting" not in lead
    assert "Nothing is waiting" in as_(world.teammate).get(reverse("today")).text


def test_the_list_is_filtered_by_its_address(world, client_, as_):
    mine = VisitFactory(client=client_)
    other = VisitFactory(client=ClientFactory(owner=world.teammate))
    url = reverse("visit-list")
    assert str(other.pk) not in as_(world.manager).get(url, {"owner": "all"}).text
    lead = as_(world.lead)
    assert str(mine.pk) in lead.get(url).text
    assert str(other.pk) in lead.get(url).text
    assert str(other.pk) not in lead.get(url, {"owner": str(world.manager.pk)}).text
    assert str(mine.pk) not in lead.get(url, {"state": "accepted"}).text
    assert str(mine.pk) not in lead.get(url, {"when": "past"}).text
    assert str(mine.pk) in lead.get(url, {"client": str(client_.pk), "when": "upcoming"}).text
    for nonsense in ({"client": "x"}, {"owner": "'"}, {"state": "x"}, {"when": "x"}, {"after": "x"}):
        assert lead.get(url, nonsense).status_code == 200


def test_search_finds_only_what_the_person_may_see(world, client_, as_):
    Client.objects.filter(pk=client_.pk).update(name="华兴物流")
    visit = VisitFactory(client=client_)
    url = reverse("search")
    assert str(visit.pk) in as_(world.manager).get(url, {"q": "兴物"}).text
    assert str(client_.pk) not in as_(world.stranger).get(url, {"q": "华兴"}).text
    for typed in ("", " ", "%", "'", "\x00", "&|!", "x" * 500):
        assert as_(world.manager).get(url, {"q": typed}).status_code == 200


def test_today_says_how_many_there_are_and_never_loses_the_day_itself(world, client_, as_):
    PromiseFactory.create_batch(21, client=client_, due_on=timezone.localdate())
    VisitFactory.create_batch(61, client=client_, starts_at=timezone.now() - datetime.timedelta(days=9))
    VisitFactory(client=client_, starts_at=timezone.now() + datetime.timedelta(hours=1), purpose="The day's own visit")
    page = as_(world.manager).get(reverse("today"))
    assert (page.context["promises_count"], len(page.context["promises"])) == ("20+", 20)
    assert (page.context["open_count"], len(page.context["open"])) == ("20+", 20)
    assert page.context["next"].purpose == "The day's own visit"


@pytest.mark.parametrize(
    ("today", "days"),
    [("2026-11-24", "25 27 4"), ("2026-11-26", "27 4"), ("2026-11-27", "28 4"), ("2026-11-29", "30 4")],
)
def test_weeks_begin_on_monday_for_the_days_of_a_promise(today, days):
    """From Thursday on, "this Friday" is tomorrow, today or past; on a Sunday "next week" begins tomorrow."""
    chips = due_chips(datetime.date.fromisoformat(today))
    assert [day.day for day in chips.values()] == [int(day) for day in days.split()]
    assert chips["next_week"] == datetime.date(2026, 12, 4)


def _met(client, days_ago, agreed_days_ago, **more):
    """A visit that ended with a day of contact, both so many days ago."""
    now = timezone.now()
    starts_at = now - datetime.timedelta(days=days_ago)
    visit = VisitFactory(client=client, left=True, state="recorded", starts_at=starts_at, **more)
    contact = timezone.localdate() - datetime.timedelta(days=agreed_days_ago)
    VisitRecordFactory(visit=visit, next_contact_on=contact)
    Client.objects.filter(pk=client.pk).update(last_visit_at=visit.starts_at)
    return visit


def test_a_contact_that_left_today_is_counted_there_and_listed_who_waits_longest_first(world, as_):
    later, first, answered, recent = (ClientFactory(owner=world.manager, name=name) for name in "安白曹邓")
    _met(later, 80, 61)
    _met(first, 90, 62)
    _met(answered, 100, 70)
    VisitFactory(client=answered, starts_at=timezone.now() + datetime.timedelta(days=2))
    _met(recent, 80, 60)
    away = _met(ClientFactory(owner=world.teammate, name="冯"), 200, 190)
    VisitFactory(
        client=away.client, starts_at=timezone.now(), state="cancelled", cancelled_at=timezone.now(), cancel_reason="x"
    )
    browser = as_(world.manager)
    today = browser.get(reverse("today"))
    assert [one.visit.client for one in today.context["contacts"]] == [recent]
    assert "2 clients have waited for longer than 60 days" in today.text
    page = browser.get(today.context["long_overdue_url"])
    assert [one.name for one in page.context["page"].rows] == ["白", "安"]
    assert "Longest without a visit first" in page.text
    # A lead is told of clients of their own; the list shows the team's.
    assert as_(world.lead).get(reverse("today")).context["long_overdue"] == 0
    every = as_(world.lead).get(reverse("client-list"), {"waiting": "1"})
    assert [one.name for one in every.context["page"].rows] == ["冯", "白", "安"]
    assert "waited for longer" not in as_(world.stranger).get(reverse("today")).text


def test_an_agreed_contact_is_with_who_manages_the_client_now_whoever_agreed_it(world, as_):
    recent, long_ago, archived, own = (ClientFactory(owner=world.manager, name=name) for name in "安白曹邓")
    _met(recent, 30, 5), _met(long_ago, 100, 70), _met(archived, 30, 5)
    _met(own, 30, 4, owner=world.teammate)  # who works on it too
    Client.objects.filter(pk=archived.pk).update(archived_at=timezone.now())

    def on_today(person):
        context = as_(person).get(reverse("today")).context
        return [one.visit.client for one in context["contacts"]], context["long_overdue"]

    assert [on_today(one) for one in (world.manager, world.teammate)] == [([recent, own], 1), ([], 0)]
    Client.objects.filter(owner=world.manager).update(owner=world.teammate)
    assert [on_today(one) for one in (world.manager, world.teammate)] == [([], 0), ([recent, own], 1)]
    listed = as_(world.teammate).get(reverse("client-list"), {"waiting": "1", "mine": "1"}).context["page"].rows
    assert list(listed) == [long_ago]


def test_the_list_of_who_waits_goes_on_where_its_page_ended(world, as_):
    for number in range(27):
        _met(ClientFactory(owner=world.manager), 100 + number, 61)
    browser = as_(world.manager)
    first = browser.get(reverse("client-list"), {"waiting": "1"}).context["page"]
    second = browser.get(first.next_url).context["page"]
    days = [one.last_visit_at for one in (*first.rows, *second.rows)]
    assert days == sorted(days)
    assert len(set(days)) == 27


def test_who_decides_and_the_next_step_say_the_same_of_people_whose_level_is_unknown(world, client_, as_):
    url, person = reverse("client-glance", args=[client_.pk]), PersonFactory(client=client_, name="王伟", level="")
    page = as_(world.manager).get(url).content.decode()
    assert "Not known yet. Known are:" in page
    assert f"{reverse('client-gaps', args=[client_.pk])}?first=level" in page
    person.level = "top"
    person.save()
    page = as_(world.manager).get(url).content.decode()
    assert "Not known yet" not in page
    assert "?first=level" not in page
