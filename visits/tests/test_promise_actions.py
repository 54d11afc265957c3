import datetime
import zoneinfo

import pytest

from core.ids import uuid7
from core.models import StaleVersion
from core.writes import ForeignDraft
from crm.factories import ClientFactory, PersonFactory
from visits.actions import promise as actions
from visits.actions.reminder import leads_of, morning_of
from visits.models import CalendarDay, Promise, PromiseState, Reminder, ReminderKind

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
# Wednesday 25 November 2026, 10:00 in Shanghai.
NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=SHANGHAI)
DAY = datetime.date


def at(day, zone="Asia/Shanghai"):
    return datetime.datetime.combine(day, datetime.time(8, 30), tzinfo=zoneinfo.ZoneInfo(zone))


def waiting(promise):
    rows = Reminder.objects.filter(subject_id=promise.pk, sent_at=None, dropped_at=None)
    return {(row.kind, row.due_at, row.recipient.username, row.channel) for row in rows.select_related("recipient")}


def both(kind, moment, who):
    return {(kind.value, moment, who, "in_app"), (kind.value, moment, who, "mail")}


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager)


def make(manager, client_row, due_on, **more):
    return actions.make_promise(by=manager, now=NOW, client=client_row, text="Send the quote", due_on=due_on, **more)


def test_a_promise_is_reminded_before_on_the_day_and_the_next_workday_to_owner_and_lead(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 12, 4))  # a Friday
    assert waiting(promise) == (
        both(ReminderKind.PROMISE_SOON, at(DAY(2026, 12, 3)), "manager")
        | both(ReminderKind.PROMISE_DUE, at(DAY(2026, 12, 4)), "manager")
        | both(ReminderKind.PROMISE_LATE, at(DAY(2026, 12, 7)), "manager")
        | both(ReminderKind.PROMISE_LATE_LEAD, at(DAY(2026, 12, 7)), "lead")
    )


def test_each_is_told_in_their_own_zone(manager, lead, client_row):
    manager.time_zone, lead.time_zone = "Europe/Berlin", "America/New_York"
    manager.save(), lead.save()
    promise = make(manager, client_row, DAY(2026, 12, 4))
    moments = {kind: moment for kind, moment, _who, _channel in waiting(promise)}
    assert moments["promise_due"] == at(DAY(2026, 12, 4), "Europe/Berlin")
    assert moments["promise_late_lead"] == at(DAY(2026, 12, 7), "America/New_York")


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        ("Asia/Shanghai", DAY(2026, 3, 1), "2026-03-01T00:30"),
        ("Europe/Berlin", DAY(2026, 3, 28), "2026-03-28T07:30"),
        ("Europe/Berlin", DAY(2026, 3, 29), "2026-03-29T06:30"),  # clocks went forward at 02:00
        ("Europe/Berlin", DAY(2026, 10, 25), "2026-10-25T07:30"),  # and back at 03:00
        ("America/New_York", DAY(2026, 3, 8), "2026-03-08T12:30"),
        ("America/New_York", DAY(2026, 11, 1), "2026-11-01T13:30"),
        ("Pacific/Auckland", DAY(2026, 1, 1), "2025-12-31T19:30"),
        ("Asia/Kolkata", DAY(2026, 1, 1), "2026-01-01T03:00"),
        ("Pacific/Apia", DAY(2011, 12, 30), "2011-12-30T18:30"),  # a day that was not there
    ],
)
def test_half_past_eight_in_any_zone(manager, zone, day, utc):
    manager.time_zone = zone
    expected = datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.UTC)
    assert morning_of(day, manager) == expected


def test_the_next_workday_skips_holidays_and_takes_swap_days(manager, client_row):
    CalendarDay.objects.create(day=DAY(2026, 12, 7), is_workday=False)
    CalendarDay.objects.create(day=DAY(2026, 12, 12), is_workday=True)  # a Saturday that is worked
    promise = make(manager, client_row, DAY(2026, 12, 4))
    assert (ReminderKind.PROMISE_LATE, at(DAY(2026, 12, 8)), "manager", "mail") in waiting(promise)
    friday = make(manager, client_row, DAY(2026, 12, 11))
    assert (ReminderKind.PROMISE_LATE, at(DAY(2026, 12, 12)), "manager", "mail") in waiting(friday)


def test_a_date_moved_closer_fires_what_has_passed_at_once(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 12, 4))
    moved = actions.renegotiate_promise(
        promise=promise, version=1, by=manager, now=NOW, due_on=DAY(2026, 11, 26), agreed_with_client=True
    )
    # 08:30 of the day before has passed at 10:00: it waits with a past moment, for the next sweep.
    assert both(ReminderKind.PROMISE_SOON, at(DAY(2026, 11, 25)), "manager") <= waiting(moved)
    assert both(ReminderKind.PROMISE_DUE, at(DAY(2026, 11, 26)), "manager") <= waiting(moved)
    assert len(waiting(moved)) == 8


def test_of_several_passed_moments_only_the_last_is_told(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 11, 25))
    kinds = {row[0] for row in waiting(promise)}
    assert kinds == {"promise_due", "promise_late", "promise_late_lead"}


@pytest.mark.parametrize("close", ["keep", "break"])
def test_closing_withdraws_and_reopening_brings_back(manager, client_row, close):
    promise = make(manager, client_row, DAY(2026, 12, 4))
    before = waiting(promise)
    if close == "keep":
        closed = actions.keep_promise(promise=promise, version=1, by=manager, now=NOW)
    else:
        closed = actions.break_promise(promise=promise, version=1, by=manager, now=NOW, outcome="Too dear")
    assert waiting(closed) == set()
    assert closed.closed_at == NOW
    opened = actions.reopen_promise(promise=closed, version=2, by=manager, now=NOW)
    assert (opened.state, opened.closed_at, opened.outcome) == (PromiseState.OPEN, None, "")
    assert waiting(opened) == before
    assert Reminder.objects.filter(subject_id=promise.pk).count() == len(before)


def test_what_has_gone_out_is_not_sent_again_on_the_way_back(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 11, 26))
    Reminder.objects.filter(kind=ReminderKind.PROMISE_SOON).update(sent_at=NOW)
    common = {"by": manager, "now": NOW, "agreed_with_client": True}
    moved = actions.renegotiate_promise(promise=promise, version=1, due_on=DAY(2026, 12, 9), **common)
    back = actions.renegotiate_promise(promise=moved, version=2, due_on=DAY(2026, 11, 26), **common)
    assert {row[0] for row in waiting(back)} == {"promise_due", "promise_late", "promise_late_lead"}
    assert [change.agreed_with_client for change in back.changes.all()] == [True, True]


def test_every_write_checks_the_version(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 12, 4))
    actions.edit_promise(promise=promise, version=1, by=manager, now=NOW, text="New words", cost="", person=None)
    late = {"promise": promise, "version": 1, "by": manager, "now": NOW}
    with pytest.raises(StaleVersion):
        actions.keep_promise(**late)
    with pytest.raises(StaleVersion):
        actions.break_promise(**late, outcome="x")
    with pytest.raises(StaleVersion):
        actions.renegotiate_promise(**late, due_on=DAY(2026, 12, 9), agreed_with_client=False)
    with pytest.raises(StaleVersion):
        actions.edit_promise(**late, text="Mine", cost="", person=None)
    promise.refresh_from_db()
    assert (promise.text, promise.state, promise.due_on) == ("New words", "open", DAY(2026, 12, 4))
    assert not promise.changes.exists()


def test_what_makes_no_sense_is_refused(manager, client_row):
    promise = make(manager, client_row, DAY(2026, 12, 4))
    kept = actions.keep_promise(promise=promise, version=1, by=manager, now=NOW)
    assert actions.keep_promise(promise=kept, version=1, by=manager, now=NOW).version == 2  # the second tap
    with pytest.raises(actions.NotPossible):
        actions.break_promise(promise=kept, version=2, by=manager, now=NOW, outcome="x")
    with pytest.raises(actions.NotPossible):
        actions.renegotiate_promise(
            promise=kept, version=2, by=manager, now=NOW, due_on=DAY(2026, 12, 9), agreed_with_client=True
        )
    other = PersonFactory(client=ClientFactory(owner=manager))
    with pytest.raises(ValueError, match="client"):
        make(manager, client_row, DAY(2026, 12, 4), person=other)


def test_a_form_sent_twice_makes_one_promise_and_a_guessed_id_none(manager, stranger, client_row):
    key = uuid7()
    first = make(manager, client_row, DAY(2026, 12, 4), id=key)
    assert make(manager, client_row, DAY(2026, 12, 9), id=key).due_on == first.due_on
    assert Promise.objects.count() == 1
    with pytest.raises(ForeignDraft):
        make(stranger, ClientFactory(owner=stranger), DAY(2026, 12, 4), id=key)


def test_who_answers_for_whom(world, manager, lead, stranger, admin):
    assert leads_of(manager) == [lead]
    assert leads_of(lead) == []  # nobody above them leads
    world.team.parent = world.other_team
    world.team.save()
    world.other_team.leads.add(admin)
    lead.refresh_from_db()
    assert leads_of(lead) == [admin]
    lead.is_active = False
    lead.save()
    manager.refresh_from_db()
    assert leads_of(manager) == [admin]
    assert leads_of(admin) == []
