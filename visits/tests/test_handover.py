"""Hand-over (移交, W5): decided by a lead, told, gone through, accepted, carried out once on its day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.house import day_begins, house_day
from core.models import StaleVersion
from core.paging import PAGE_SIZE
from core.templatetags.rapport import day_words
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.factories import ClientFactory, ContractFactory, PersonFactory
from crm.models import Client, ClientShare
from visits.actions import handover as actions
from visits.actions.review import record_submitted
from visits.actions.sweep import sweep
from visits.factories import HandoverFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Handover, HandoverState, Notification, Promise, Reminder, Request, Visit

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = house_day(NOW)
LATER = TODAY + dt.timedelta(days=5)
THAT_DAY = day_begins(LATER)


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager)


@pytest.fixture
def planned(world, client_row):
    PromiseFactory(client=client_row, text="Send the quote")
    VisitFactory(client=client_row, purpose="Renewal")
    return plan(world, client_row)


def plan(world, client, **more):
    values = {"by": world.lead, "now": NOW, "client": client, "to_manager": world.teammate, "effective_on": LATER}
    return actions.plan_handover(**(values | more))


def agreed(client, day, **more):
    """A visit long ago whose record agreed to be in touch again."""
    visit = VisitFactory(client=client, left=True, state="recorded", starts_at=NOW - dt.timedelta(days=90))
    return VisitRecordFactory(visit=visit, next_contact_on=day, next_step="Ring about the price", **more)


def told(kind):
    rows = Reminder.objects.filter(kind=kind, dropped_at=None)
    return {(row.recipient.username, row.channel) for row in rows.select_related("recipient")}


def test_the_checklist_is_made_from_what_is_open(world, client_row, as_):
    promise = PromiseFactory(client=client_row, text="Open one")
    PromiseFactory(client=client_row, text="Kept one", state="kept", closed_at=NOW)
    said = {"client": client_row, "noted_by": world.manager, "noted_at": NOW}
    Request.objects.create(text="Faster line", category="complaint", **said)
    Request.objects.create(text="Solved", resolved_at=NOW, **said)
    VisitFactory(client=client_row, purpose="To come")
    VisitFactory(client=client_row, purpose="Unwritten", left=True)
    contract = ContractFactory(client=client_row, number="C7", ends_on=TODAY + dt.timedelta(days=40))
    agreed(client_row, TODAY + dt.timedelta(days=9))  # no longer open: a visit is planned since
    wang = PersonFactory(client=client_row, name="Wang", position="Director", level="top")
    PersonFactory(client=client_row, name="Li", level="user")
    handover = plan(world, client_row)
    items = [(item.kind, item.words) for item in handover.items.all()]
    assert [kind for kind, _text in items] == [
        "promise", "request", "visit", "record", "contract", "arrears", "person",
    ]  # fmt: skip
    assert [text for kind, text in items if kind not in ("contract", "arrears")] == [
        "Open one", "Faster line", "To come", "Unwritten", "Wang",
    ]  # fmt: skip
    dated = {item.kind: item.day for item in handover.items.all() if item.day}
    assert dated == {"promise": promise.due_on, "contract": TODAY + dt.timedelta(days=40)}
    page = as_(world.teammate).get(reverse("handover-detail", args=[handover.pk])).content.decode()
    assert reverse("client-person", args=[client_row.pk, wang.pk]) in page
    assert reverse("contract-edit", args=[client_row.pk, contract.pk]) in page


def test_arrears_are_asked_on_every_hand_over_and_who_matters_is_a_tap_away(world, client_row, as_):
    person = PersonFactory(client=client_row, name="Wang", position="Head of IT", level="top")
    handover = plan(world, client_row)
    taker = as_(world.teammate)
    address = reverse("handover-detail", args=[handover.pk])
    page = taker.get(address).content.decode()
    assert "What is unpaid, since when, who settles it" in page
    assert f'<a href="{reverse("client-person", args=[client_row.pk, person.pk])}">Wang</a>' in page
    assert "Head of IT" in page
    line = handover.items.get(kind="arrears")
    taker.post(reverse("handover-item", args=[handover.pk, line.pk]), {"version": 1, "done": "1", "note": "None"})
    line.refresh_from_db()
    assert (line.note, line.ticked_by) == ("None", world.teammate)
    erase_person(by=world.manager, person=person, version=person.version, now=NOW)
    assert not handover.items.filter(kind="person").exists()


def test_the_open_next_contact_is_a_line_with_its_day_that_leads_to_its_record(world, client_row, as_):
    item_day = TODAY + dt.timedelta(days=9)
    record = agreed(client_row, item_day)
    agreed(ClientFactory(owner=world.manager), TODAY)
    handover = plan(world, client_row)
    item = handover.items.get(kind="contact")
    day = f"{item_day:%Y-%m-%d}"
    assert (item.kind, item.subject_id, item.text) == ("contact", record.visit_id, f"{day} · Ring about the price")
    page = as_(world.teammate).get(reverse("handover-detail", args=[handover.pk])).content.decode()
    assert "1 goes along, whoever agreed it" in page
    assert f'<a href="{reverse("visit-detail", args=[record.visit_id])}">Ring about the price</a>' in page
    actions.carry_out_due(now=THAT_DAY)
    page = as_(world.manager).get(reverse("handover-detail", args=[handover.pk])).content.decode()
    assert item.words in page
    assert reverse("visit-detail", args=[record.visit_id]) not in page  # the client is not the giver's to see any more


def test_until_the_day_the_taker_sees_it_and_then_it_is_theirs_with_the_promises(world, client_row, planned):
    promise, visit = Promise.objects.get(), Visit.objects.get()
    assert Client.objects.visible_to(world.teammate).get() == client_row
    assert client_row.owner == world.manager
    assert actions.carry_out_due(now=THAT_DAY - dt.timedelta(seconds=1)) == 0
    assert actions.carry_out_due(now=THAT_DAY) == 1
    client_row.refresh_from_db(), promise.refresh_from_db(), visit.refresh_from_db(), planned.refresh_from_db()
    assert (client_row.owner, promise.owner, planned.state) == (world.teammate, world.teammate, HandoverState.DONE)
    assert visit.owner == world.manager  # what was done stays whose it was, and is seen by who has the client
    assert Visit.objects.visible_to(world.teammate).get() == visit
    waiting = Reminder.objects.filter(subject_id=promise.pk, sent_at=None, dropped_at=None).exclude(
        kind="promise_late_lead"
    )
    assert {row.recipient for row in waiting} == {world.teammate}
    assert not ClientShare.objects.exists()
    assert told("handover_done") == {(who, way) for who in ("manager", "teammate") for way in ("in_app", "mail")}


def test_the_next_contact_reminds_the_taker_instead(world, client_row):
    visit = VisitFactory(client=client_row, left=True, state="recorded")
    VisitRecordFactory(visit=visit, next_contact_on=LATER + dt.timedelta(days=3))
    record_submitted(visit=visit, by=world.manager, now=NOW)
    assert told("next_contact") == {("manager", "in_app"), ("manager", "mail")}
    plan(world, client_row, effective_on=TODAY)
    assert told("next_contact") == {("teammate", "in_app"), ("teammate", "mail")}
    VisitFactory(client=client_row, starts_at=NOW + dt.timedelta(days=1))  # answered
    plan(world, client_row, to_manager=world.lead, effective_on=TODAY, by=world.admin)
    assert told("next_contact") == {("teammate", "in_app"), ("teammate", "mail")}


def test_promises_stay_where_it_was_decided_so(world, client_row):
    promise = PromiseFactory(client=client_row)
    plan(world, client_row, takes_promises=False, effective_on=TODAY)  # today: at once
    promise.refresh_from_db(), client_row.refresh_from_db()
    assert (client_row.owner, promise.owner) == (world.teammate, world.manager)


def test_a_task_killed_twice_on_the_way_makes_one_hand_over(world, client_row, planned, monkeypatch):
    real, deaths = actions._tell, [1, 2]

    def dies(*args, **kwargs):
        if deaths:
            deaths.pop()
            raise SystemExit  # as a worker that is killed after it has written all of it
        real(*args, **kwargs)

    monkeypatch.setattr(actions, "_tell", dies)
    for _n in range(2):
        with pytest.raises(SystemExit):
            actions.carry_out_due(now=THAT_DAY)
        client_row.refresh_from_db(), planned.refresh_from_db()
        assert (client_row.owner, planned.state) == (world.manager, HandoverState.PLANNED)
    assert [actions.carry_out_due(now=THAT_DAY) for _n in range(3)] == [1, 0, 0]
    client_row.refresh_from_db()
    assert (client_row.owner, client_row.version) == (world.teammate, 2)
    assert Reminder.objects.filter(kind="handover_done").count() == 4


@pytest.mark.parametrize("changed", ["owner", "taker"])
def test_a_client_given_elsewhere_meanwhile_is_not_taken_away_again(changed, world, client_row, planned):
    if changed == "owner":
        Client.objects.filter(pk=client_row.pk).update(owner=world.lead)
    else:
        type(world.teammate).objects.filter(pk=world.teammate.pk).update(is_active=False)
    assert actions.carry_out_due(now=THAT_DAY) == 0
    planned.refresh_from_db(), client_row.refresh_from_db()
    assert planned.state == HandoverState.CANCELLED
    assert client_row.owner != world.teammate


def test_both_are_told_in_the_product_and_by_mail(world, client_row, planned, mailoutbox):
    sweep(clock=timezone.now, until=timezone.now() + dt.timedelta(seconds=20))
    assert {row.recipient for row in Notification.objects.all()} == {world.manager, world.teammate}
    assert sorted(mail.to[0] for mail in mailoutbox) == ["manager@example.com", "teammate@example.com"]
    assert str(client_row) in mailoutbox[0].subject


@pytest.mark.parametrize("who", ["manager", "teammate", "stranger"])
def test_only_leads_and_admins_decide(who, world, client_row, planned, as_):
    with pytest.raises(NotYours):
        actions.call_off(by=world.person(who), handover=planned, version=1, now=NOW)
    browser = as_(world.person(who))
    assert browser.post(reverse("client-handover", args=[client_row.pk]), {}).status_code == 404
    assert browser.post(reverse("handover-cancel", args=[planned.pk]), {"version": 1}).status_code == 404


def test_refused_a_past_day_its_own_manager_and_a_second_one(world, client_row, planned):
    other = ClientFactory(owner=world.manager)
    with pytest.raises(ValidationError):
        plan(world, other, effective_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        plan(world, other, to_manager=world.manager)
    with pytest.raises(ValidationError):
        plan(world, client_row)
    with pytest.raises(NotYours):
        plan(world, other, to_manager=world.stranger)  # not of the lead's teams
    assert Handover.objects.count() == 1


def test_called_off_and_taken_back_by_the_toast(world, client_row, planned, as_):
    browser = as_(world.lead)
    page = browser.post(reverse("handover-cancel", args=[planned.pk]), {"version": 1}, follow=True)
    planned.refresh_from_db()
    assert planned.state == HandoverState.CANCELLED
    assert not Client.objects.visible_to(world.teammate).exists()
    assert told("handover_planned") == set()
    again = reverse("handover-plan-again", args=[planned.pk]) + "?version=2"
    assert again in page.content.decode()
    browser.post(again)
    planned.refresh_from_db()
    assert planned.state == HandoverState.PLANNED
    assert Client.objects.visible_to(world.teammate).exists()


def test_the_taker_finds_it_on_today_goes_through_it_and_accepts(world, planned, as_):
    browser, page = as_(world.teammate), reverse("handover-detail", args=[planned.pk])
    assert page in browser.get("/").content.decode()
    item = planned.items.first()
    tick = reverse("handover-item", args=[planned.pk, item.pk])
    assert browser.post(tick, {"version": 1, "note": "Talked", "done": "1"}).status_code == 302
    stale = as_(world.manager).post(tick, {"version": 1, "note": "Mine", "done": "0"})
    assert stale.status_code == 409
    assert "Talked" in stale.content.decode()
    assert "Mine" in stale.content.decode()
    assert browser.post(tick, {"version": 2, "note": "x" * 251, "done": "1"}).status_code == 422
    assert as_(world.stranger).post(tick, {"version": 2, "done": "1"}).status_code == 404
    buttons = browser.get(page).text.partition(f'action="{tick}"')[2].partition("</form>")[0]
    assert buttons.index('name="done" value="1"') < buttons.index('name="done" value="0"'), "Enter keeps the tick"
    as_(world.manager).post(tick, {"version": 2, "note": "Talked, and written", "done": "1"})
    assert as_(world.manager).post(reverse("handover-accept", args=[planned.pk]), {"version": 1}).status_code == 404
    browser.post(reverse("handover-accept", args=[planned.pk]), {"version": 1})
    planned.refresh_from_db(), item.refresh_from_db()
    assert planned.accepted_at
    assert (item.note, item.ticked_by) == ("Talked, and written", world.teammate)
    assert told("handover_accepted") == {("lead", "in_app"), ("lead", "mail")}
    assert page not in browser.get("/").content.decode()


def test_a_stale_page_calls_nothing_off(world, planned):
    actions.accept_handover(by=world.teammate, handover=planned, version=1, now=NOW)
    with pytest.raises(StaleVersion):
        actions.call_off(by=world.lead, handover=Handover.objects.get(), version=1, now=NOW)


def test_nothing_typed_is_lost(world, client_row, as_):
    day = (TODAY - dt.timedelta(days=1)).isoformat()
    data = {"to_manager": world.teammate.pk, "effective_on": day, "takes_promises": "no", "note": "They like tea"}
    answer = as_(world.lead).post(reverse("client-handover", args=[client_row.pk]), data)
    assert answer.status_code == 422
    assert "They like tea" in answer.content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(world, as_):
    browser, counts = as_(world.lead), []
    browser.get(reverse("handover-list"))
    for number in (1, 2):
        for _n in range(number):
            HandoverFactory(client=ClientFactory(owner=world.manager), to_manager=world.teammate, witness=world.lead)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = browser.get(reverse("handover-list"))
        counts.append(len(asked))
    assert answer.content.decode().count('class="row-link"') == 3
    assert counts[0] == counts[1]


def test_a_long_list_goes_on(world, as_):
    for _n in range(PAGE_SIZE + 1):
        HandoverFactory(client=ClientFactory(owner=world.manager), to_manager=world.teammate, witness=world.lead)
    first = as_(world.lead).get(reverse("handover-list"))
    assert first.content.decode().count('class="row-link"') == PAGE_SIZE
    assert f'hx-get="{first.context["page"].next_url}"'.replace("&", "&amp;") in first.content.decode()


def test_the_clients_page_leads_to_what_is_under_way(world, client_row, planned, as_):
    client_page = reverse("client-glance", args=[client_row.pk])
    there = reverse("handover-detail", args=[planned.pk])
    assert there in as_(world.manager).get(client_page).content.decode()
    actions.call_off(by=world.lead, handover=planned, version=planned.version, now=NOW)
    assert there not in as_(world.manager).get(client_page).content.decode()


def test_its_page_says_what_its_day_is_of_and_its_history_tells_of_no_share(world, client_row, planned, as_):
    actions.carry_out_due(now=THAT_DAY)
    page = as_(world.teammate).get(reverse("handover-detail", args=[planned.pk])).content.decode()
    assert f">from {day_words(LATER)} on<" in page
    history = as_(world.teammate).get(reverse("history", args=["handovers", planned.pk])).content.decode()
    assert "Share" not in history
