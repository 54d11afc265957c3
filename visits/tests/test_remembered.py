"""What is known of people comes back where it counts (V12, H8): Today, before a visit, on the client's page."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory, TraitFactory
from crm.models import Favour, NotesRules, PersonDate, TraitReading
from visits.factories import VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(manager):
    return PersonFactory(
        client=ClientFactory(owner=manager, name="华兴物流"), name="单雄信", ways={"mobile": "13800138000"}
    )


def birthday(person, days, **more):
    day = timezone.localdate() + dt.timedelta(days=days)
    values = {"kind": "birthday", "month": day.month, "day": day.day, "next_on": day, "noted_by": person.client.owner}
    return PersonDate.objects.create(person=person, **values | more)


def test_a_birthday_of_the_week_stands_on_today_for_whose_client_it_is(world, person, as_):
    assert "Nothing is waiting" in as_(world.manager).get(reverse("today")).text
    birthday(person, 7)
    birthday(PersonFactory(client=person.client, name="Later"), 8)
    birthday(PersonFactory(client=person.client, name="Gone", archived_at=timezone.now()), 1)
    birthday(PersonFactory(client=person.client, name="Removed"), 1, removed_at=timezone.now())
    page = as_(world.manager).get(reverse("today"))
    assert [date.person for date in page.context["days"]] == [person]
    assert reverse("client-person", args=[person.client_id, person.pk]) in page.text
    assert "华兴物流" in page.text
    for other in ("teammate", "stranger", "lead", "admin"):
        assert not as_(world.person(other)).get(reverse("today")).context["days"]


def test_todays_days_cost_one_query_however_many(world, person, as_):
    browser, counts = as_(world.manager), []
    for _n in range(3):
        birthday(person, 1)
        browser.get(reverse("today"))
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("today"))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_before_a_visit_the_plan_says_what_to_mind_and_how_to_call(world, person, as_):
    TraitFactory(person=person, kind="request", text="Likes to be called before ten", noted_by=world.manager)
    TraitFactory(person=person, kind="habit", text="Taken out", noted_by=world.manager, removed_at=timezone.now())
    TraitFactory(
        person=person, text="Hidden", sensitivity="health", reason="x", expires_on=timezone.localdate(),
        noted_by=world.manager,
    )  # fmt: skip
    birthday(person, 3)
    visit = VisitFactory(client=person.client)
    visit.people.add(person)
    page = as_(world.manager).get(reverse("visit-detail", args=[visit.pk])).text
    assert "Likes to be called before ten" in page
    assert 'href="tel:13800138000"' in page
    assert "Birthday" in page
    assert "Taken out" not in page
    assert "Hidden" not in page


def test_during_a_visit_it_is_one_tap_away_and_what_is_sensitive_is_read_with_a_log(world, person, as_):
    health = {"sensitivity": "health", "reason": "no smoke", "expires_on": timezone.localdate()}
    TraitFactory(person=person, kind="taboo", text="No spirits at lunch", noted_by=world.manager)
    hidden = TraitFactory(person=person, text="Weak lungs", noted_by=world.manager, **health)
    TraitFactory(person=person, text="Of before", noted_by=world.manager, **health, removed_at=timezone.now())
    other = PersonFactory(client=person.client, name="王敏")
    visit = VisitFactory(client=person.client, begun=True)
    visit.people.add(person, other)
    url, browser = reverse("visit-detail", args=[visit.pk]), as_(world.manager)
    read = reverse("trait-read", args=[person.client_id, person.pk, hidden.pk])
    page = browser.get(url).text
    folded = page[page.index('<details class="more-fields at-hand">') :].partition("</details>")[0]
    assert "No spirits at lunch" in folded
    assert "Nothing noted of them yet." in folded
    assert "Weak lungs" not in page
    assert read not in page, "the house allows no such notes"
    NotesRules.objects.create(health=True)
    page = browser.get(url).text
    assert page.count(f'hx-post="{read}"') == 1
    assert "no smoke" in page
    assert "Weak lungs" not in page
    assert not TraitReading.objects.exists()
    assert "Weak lungs" in browser.post(read, HTTP_HX_REQUEST="true").text
    assert (TraitReading.objects.get().reader, TraitReading.objects.get().person) == (world.manager, person)
    # A lead who looks at the notes is not the one who sits there.
    assert "at-hand" not in as_(world.lead).get(url).text


def test_of_somebody_at_a_client_that_the_reader_may_not_see_nothing_sensitive_is_told(world, person, as_):
    """People of two clients may have become one: a visit then has somebody of the other."""
    elsewhere = PersonFactory(client=ClientFactory(owner=world.stranger))
    for one in (person, elsewhere):
        TraitFactory(
            person=one, text="x", sensitivity="health", reason=f"Reason {one.pk}", noted_by=one.client.owner,
            expires_on=timezone.localdate() + dt.timedelta(days=30),
        )  # fmt: skip
    NotesRules.objects.create(health=True)
    visit = VisitFactory(client=person.client, begun=True)
    visit.people.add(person, elsewhere)
    page = as_(world.manager).get(reverse("visit-detail", args=[visit.pk])).text
    assert f"Reason {person.pk}" in page
    assert f"Reason {elsewhere.pk}" not in page
    assert reverse("client-person", args=[elsewhere.client_id, elsewhere.pk]) in page


def test_what_is_at_hand_costs_as_much_for_three_as_for_one(world, person, as_):
    NotesRules.objects.create(health=True)
    visit = VisitFactory(client=person.client, begun=True)
    browser, counts = as_(world.manager), []
    for one in (person, *PersonFactory.create_batch(2, client=person.client)):
        for more in ({}, {"sensitivity": "health", "reason": "x", "expires_on": timezone.localdate()}):
            TraitFactory(person=one, noted_by=world.manager, **more)
        visit.people.add(one)
        browser.get(reverse("visit-detail", args=[visit.pk]))
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("visit-detail", args=[visit.pk]))
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_a_clients_page_marks_the_day_and_lists_the_favours_that_are_open(world, person, as_):
    url = reverse("client-detail", args=[person.client_id])
    browser = as_(world.manager)
    assert "Birthday" not in browser.get(url).text
    birthday(person, 10)
    said = {"person": person, "noted_by": world.manager, "on": timezone.localdate()}
    Favour.objects.create(side="owed", text="A place at the trade fair", **said)
    Favour.objects.create(side="given", text="Done and over", **said)
    page = browser.get(url)
    assert "Birthday" in page.text
    assert "A place at the trade fair" in page.text
    assert "They asked, it is open" in page.text
    assert "Done and over" not in page.text


def test_the_drill_leads_back_to_the_visit_it_was_begun_from(world, person, as_):
    browser, visit = as_(world.manager), VisitFactory(client=person.client)
    visit.people.add(person)
    visit_url, client_url = (
        reverse("visit-detail", args=[visit.pk]),
        reverse("client-detail", args=[person.client_id]),
    )
    (way,) = re.findall(r'href="([^"]*/drill/[^"]*)"', browser.get(visit_url).text)
    page = browser.get(unescape(way)).text
    assert [page.count(f'href="{url}"') for url in (visit_url, client_url)] == [2, 0], "above, and at the end"
    plain = browser.get(reverse("client-drill", args=[person.client_id])).text
    assert [plain.count(f'href="{url}"') for url in (visit_url, client_url)] == [0, 2]
