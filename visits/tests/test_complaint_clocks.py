"""The clocks of complaints (W6): work time through the workday table; told once, escalated, withdrawn in time."""

import datetime as dt
import zoneinfo

import pytest
from django.core import mail

from crm.factories import ClientFactory
from crm.models import Client
from visits.actions import complaint as actions
from visits.actions import sweep as sweeping
from visits.actions.message import message_of
from visits.actions.sweep import deliver, lease_due, sweep
from visits.models import CalendarDay, Complaint, ComplaintRules, Notification, Reminder

pytestmark = pytest.mark.django_db
HOUSE = zoneinfo.ZoneInfo("Asia/Shanghai")


def at(day, clock):
    """A moment in the house's zone: at(4, "10:30") is the 4th of June 2026, a Thursday."""
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=HOUSE).astimezone(dt.UTC)


def later(start, hours):
    return CalendarDay.objects.after_work_time(start, dt.timedelta(hours=hours), begins=dt.time(9), ends=dt.time(17))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(4, "10:00"), 2, at(4, "12:00")),
        (at(4, "16:00"), 2, at(5, "10:00")),
        (at(4, "15:00"), 2, at(4, "17:00")),  # as work ends, not the next morning
        (at(4, "03:00"), 1, at(4, "10:00")),  # a night counts for nothing
        (at(4, "21:30"), 8, at(5, "17:00")),
        (at(5, "16:00"), 2, at(8, "10:00")),  # over a weekend
        (at(6, "12:00"), 1, at(8, "10:00")),  # on a Saturday
        (at(4, "09:00"), 80, at(17, "17:00")),
    ],
)
def test_only_work_time_counts(start, hours, end):
    assert later(start, hours) == end


def test_a_holiday_does_not_count_and_a_swap_workday_does():
    CalendarDay.objects.create(day=dt.date(2026, 6, 5), is_workday=False, label="端午节")
    CalendarDay.objects.create(day=dt.date(2026, 6, 6), is_workday=True, label="调休上班")
    assert later(at(4, "16:00"), 2) == at(6, "10:00")
    CalendarDay.objects.filter(is_workday=True).update(is_workday=False)
    assert later(at(4, "16:00"), 2) == at(8, "10:00")


def test_a_term_longer_than_what_is_read_of_the_table_at_once():
    days = (later(at(4, "09:00"), 400) - at(4, "09:00")).days
    assert days == 69  # fifty workdays, a Thursday the first: ten weeks


def test_where_the_clocks_change_the_hours_worked_are_the_same(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    begun = dt.datetime(2026, 3, 27, 15, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    assert later(begun, 3).astimezone(zoneinfo.ZoneInfo("Europe/Berlin")).isoformat() == "2026-03-30T10:00:00+02:00"


def test_work_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="work ends"):
        CalendarDay.objects.after_work_time(at(4, "09:00"), dt.timedelta(hours=1), begins=dt.time(17), ends=dt.time(9))


NOW = at(4, "10:00")


@pytest.fixture
def complaint(world):
    return actions.raise_complaint(
        by=world.manager, now=NOW, client=ClientFactory(owner=world.manager, name="安达物流"), text="The line is down",
    )  # fmt: skip


def send(moment):
    sweep(clock=lambda: moment, until=moment + dt.timedelta(seconds=30))


def told():
    return sorted((row.kind, row.recipient.username) for row in Notification.objects.select_related("recipient"))


def test_the_terms_of_its_severity_and_the_admins_hours(world):
    client = ClientFactory(owner=world.manager)
    ComplaintRules.objects.create(works_from=dt.time(8), works_until=dt.time(18), minor_answer=3)
    made = actions.raise_complaint(by=world.manager, now=at(4, "16:00"), client=client, text="x", severity="minor")
    assert made.answer_due_at == at(5, "09:00")
    assert made.due_at == made.answer_due_at


def test_the_owner_is_warned_then_owner_and_lead_are_told_once_each(complaint, world):
    send(at(4, "12:59"))
    assert told() == []
    send(at(4, "13:00"))  # three quarters of four hours
    assert told() == [("complaint_soon", "manager")]
    for _n in range(3):
        send(at(4, "14:01"))
    late = [("complaint_late", "manager"), ("complaint_late_lead", "lead")]
    assert told() == sorted([*late, ("complaint_soon", "manager")])
    assert sorted(letter.to[0] for letter in mail.outbox) == ["lead@example.com", *["manager@example.com"] * 2]
    assert "the answer was due" in mail.outbox[-1].subject
    lead = Notification.objects.get(kind="complaint_late_lead")
    assert message_of(lead.kind, lead.facts, complaint).title.startswith(
        "Ma Manager · Complaint of 安达物流: the answer"
    )


def test_answered_in_time_only_the_other_clock_runs_and_solved_in_time_none_is_late(complaint, world):
    actions.answer(by=world.manager, complaint=complaint, version=1, now=at(4, "11:00"), words="We look at it")
    send(at(4, "16:00"))
    assert told() == []
    actions.solve(by=world.manager, complaint=complaint, version=2, now=at(5, "10:00"), words="A new cable")
    send(at(9, "12:00"))  # the solution was due on the 9th at 10:00
    assert told() == [("complaint_soon", "manager")]  # to call back by the 10th
    assert Notification.objects.get().facts == {"clock": "call_back"}
    send(at(11, "12:00"))
    assert ("complaint_late", "manager") in told()
    assert not [who for kind, who in told() if kind == "complaint_late_lead"]  # a call-back is the owner's own matter


def test_noted_after_its_time_owner_and_lead_hear_at_once_and_no_warning_comes(world):
    client = ClientFactory(owner=world.manager)
    actions.raise_complaint(by=world.manager, now=NOW, raised_at=at(2, "09:00"), client=client, text="x")
    send(NOW)
    assert told() == [("complaint_late", "manager"), ("complaint_late_lead", "lead")]


def test_not_satisfied_starts_a_new_solution_clock_that_is_told_again(complaint, world):
    by = {"by": world.manager, "complaint": complaint}
    actions.solve(**by, version=1, now=at(4, "11:00"), words="Restarted")
    again = actions.call_back(**by, version=2, now=at(5, "09:00"), verdict="not", words="Down again")
    assert (again.state, again.round, again.solved_at) == ("answered", 2, None)
    assert again.solve_due_at == at(9, "17:00")  # three workdays from the call, not from the first word
    send(at(9, "17:01"))
    assert told() == [("complaint_late", "manager"), ("complaint_late_lead", "lead")]


def test_closed_before_a_message_goes_out_nothing_is_told(complaint, world):
    by = {"by": world.manager, "complaint": complaint}
    actions.solve(**by, version=1, now=at(4, "11:00"), words="Done")
    actions.call_back(**by, version=2, now=at(4, "11:30"), verdict="satisfied")
    actions.close(**by, version=3, now=at(4, "11:31"))
    send(at(30, "12:00"))
    assert told() == []
    assert not mail.outbox


def test_a_lead_who_came_later_is_told_and_the_one_before_is_not(complaint, world):
    world.team.leads.set([world.teammate])
    type(world.teammate).objects.filter(pk=world.teammate.pk).update(role="lead")
    send(at(4, "14:01"))
    send(at(4, "14:02"))
    assert [who for kind, who in told() if kind == "complaint_late_lead"] == ["teammate"]


def test_a_client_taken_away_from_its_owner_leaves_them_their_complaint_and_strangers_hear_nothing(complaint, world):
    Client.objects.update(owner=world.stranger, team=world.stranger.team)
    complaint.refresh_from_db()
    assert complaint.client_owner == world.stranger  # the database keeps it in step
    assert Complaint.objects.visible_to(world.stranger).exists()
    send(at(4, "14:01"))
    assert {who for _kind, who in told()} == {"manager", "lead"}


def test_workers_killed_on_the_way_tell_once_in_the_product_and_at_least_once_by_mail(complaint, monkeypatch):
    """Two sweepers die: one with its leases in hand, one after the mail left and before that was written down."""
    moment = at(4, "14:01")
    leased = lease_due(now=moment)
    assert leased
    send(moment)  # the dead one's leases have not passed
    assert told() == []
    moment += dt.timedelta(seconds=31)
    real, deaths = sweeping._mark_sent, [1]

    def dies(row, now):
        if row.channel == "mail" and deaths:
            deaths.pop()
            raise SystemExit
        real(row, now)

    monkeypatch.setattr(sweeping, "_mark_sent", dies)
    with pytest.raises(SystemExit):
        send(moment)
    for _n in range(3):
        moment += dt.timedelta(seconds=121)
        send(moment)
    assert [kind for kind, _who in told()] == ["complaint_late", "complaint_late_lead"]
    letters = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert (len(letters), len(set(letters))) == (3, 2)  # the one that was cut off came twice, told by its id as one
    assert not Reminder.objects.filter(sent_at=None, dropped_at=None, due_at__lte=moment).exists()
    for one in leased:
        deliver(one, now=moment)  # the first sweeper wakes up: its leases have passed to others
    assert len(mail.outbox) == 3
