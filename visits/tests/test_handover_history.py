"""A hand-over's history tells who went through which line of its checklist, and when."""

import datetime as dt
import importlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.house import house_day
from crm.actions.person_erase import erase_person
from crm.factories import ClientFactory, PersonFactory
from visits.actions.handover import carry_out_due, plan_handover
from visits.factories import PromiseFactory
from visits.models import HandoverItem

pytestmark = pytest.mark.django_db
EVENTS = HandoverItem.pgh_event_model
NOW = timezone.now()


@pytest.fixture
def planned(world):
    client = ClientFactory(owner=world.manager)
    for number in range(3):
        PromiseFactory(client=client, text=f"Send quote {number}")
    return plan_handover(
        by=world.lead, now=NOW, client=client, to_manager=world.teammate,
        effective_on=house_day(NOW) + dt.timedelta(days=5),
    )  # fmt: skip


def address(handover, field=""):
    return reverse("history", args=["handovers", handover.pk]) + (f"?field={field}" if field else "")


def tick(browser, item, *, done="1", note=""):
    item.refresh_from_db()
    sent = {"version": item.version, "done": done, "note": note}
    answer = browser.post(reverse("handover-item", args=[item.handover_id, item.pk]), sent)
    assert answer.status_code == 302


def told(browser, handover, field=""):
    changes = browser.get(address(handover, field)).context["changes"]
    return [(change.by, one.label, one.old, one.new) for change in changes for one in change.fields if one.is_part]


def test_who_ticked_what_and_took_the_tick_away_stands_there(world, planned, as_):
    item = planned.items.filter(kind="promise").first()
    label = f"Open promise · {item.words}"
    tick(as_(world.teammate), item, note="They wait for it")
    tick(as_(world.manager), item, done="0")
    lines = [
        (str(world.manager), label, "gone through · They wait for it", "not gone through"),
        (str(world.teammate), label, "not gone through", "gone through · They wait for it"),
    ]
    browser = as_(world.lead)
    assert told(browser, planned) == told(browser, planned, "items") == lines
    assert told(browser, planned, "note") == []
    page = browser.get(address(planned)).text
    assert "history/restore" not in page
    arrears = planned.items.get(kind="arrears")
    tick(as_(world.teammate), arrears)
    assert told(browser, planned)[0][1:] == ("Arrears", "not gone through", "gone through")


def test_what_stood_on_it_when_it_was_made_fills_no_page(world, planned, as_):
    assert EVENTS.objects.filter(pgh_label="insert").count() == planned.items.count() == 4
    assert told(as_(world.lead), planned) == []


def test_it_is_seen_by_who_sees_the_hand_over(world, planned, as_):
    tick(as_(world.teammate), planned.items.first(), note="Quite private")
    carry_out_due(now=NOW + dt.timedelta(days=6))
    for who, code in (("manager", 200), ("teammate", 200), ("lead", 200), ("admin", 200), ("stranger", 404)):
        answer = as_(world.person(who)).get(address(planned))
        assert answer.status_code == code, who
        assert ("Quite private" in answer.text) is (code == 200), who


def test_it_asks_as_much_for_three_as_for_one(world, planned, as_):
    items, browser, counts = list(planned.items.filter(kind="promise")), as_(world.teammate), []
    for some in (items[:1], items[1:]):
        for item in some:
            tick(browser, item)
        browser.get(address(planned))
        with CaptureQueriesContext(connection) as asked:
            lines = told(browser, planned)
        counts.append((len(lines), len(asked)))
    assert counts == [(1, counts[0][1]), (3, counts[0][1])]


def test_a_line_about_a_person_who_is_erased_leaves_no_history(world, as_):
    client = ClientFactory(owner=world.manager)
    person = PersonFactory(client=client, name="Wang", level="top")
    handover = plan_handover(
        by=world.lead, now=NOW, client=client, to_manager=world.teammate,
        effective_on=house_day(NOW) + dt.timedelta(days=5),
    )  # fmt: skip
    tick(as_(world.teammate), handover.items.get(kind="person"), note="Likes tea")
    assert "Likes tea" in as_(world.lead).get(address(handover)).text
    erase_person(by=world.manager, person=person, version=person.version, now=NOW)
    assert not EVENTS.objects.filter(kind="person").exists()
    assert "Likes tea" not in as_(world.lead).get(address(handover)).text


def test_lines_from_before_there_was_a_history_get_what_is_known(world, planned, as_):
    ticked, noted, untouched = planned.items.filter(kind="promise")
    tick(as_(world.teammate), ticked, note="Sent")
    tick(as_(world.manager), noted, done="0", note="Ask Li")
    EVENTS.objects.all().delete()
    filling = importlib.import_module("visits.migrations.0024_fill_handover_item_history")
    for _n in range(2):
        filling.fill(None, connection.schema_editor())
    assert [one.events.count() for one in (ticked, noted, untouched)] == [2, 2, 1]
    lines = told(as_(world.lead), planned)
    assert {(by, new) for by, _label, _old, new in lines} == {
        (str(world.teammate), "gone through · Sent"),
        ("", "not gone through · Ask Li"),
    }
    assert {old for _by, _label, old, _new in lines} == {"not gone through"}
    ticked.refresh_from_db()
    event = ticked.events.latest("pgh_id")
    assert (event.pgh_created_at, event.ticked_by) == (ticked.updated_at, world.teammate)
