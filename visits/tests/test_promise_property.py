"""Whatever is done to a promise in whatever order, exactly the right reminders wait (H5)."""

import datetime
import zoneinfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.factories import ClientFactory
from visits.actions import promise as actions
from visits.actions import sweep
from visits.models import Notification, Reminder

ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
START = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
STEPS = st.one_of(
    st.tuples(st.just("date"), st.integers(0, 20)),
    st.tuples(st.just("keep"), st.just(0)),
    st.tuples(st.just("break"), st.just(0)),
    st.tuples(st.just("reopen"), st.just(0)),
    st.tuples(st.just("edit"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 200)),
)


def morning(day):
    return datetime.datetime.combine(day, datetime.time(8, 30), tzinfo=ZONE)


def wanted(due_on, now):
    """The rule once more, written differently: what is to come, and the owner's and the lead's last past one."""
    workday = due_on + DAY
    while workday.weekday() > 4:
        workday += DAY
    owner = [("promise_soon", due_on - DAY), ("promise_due", due_on), ("promise_late", workday)]
    told = set()
    for chain in (owner, [("promise_late_lead", workday)]):
        past = [kind for kind, day in chain if morning(day) <= now][-1:]
        told |= {(kind, morning(day)) for kind, day in chain if morning(day) > now or kind in past}
    return told


def waiting(promise, channel):
    rows = Reminder.objects.filter(subject_id=promise.pk, channel=channel, sent_at=None, dropped_at=None)
    return {(row.kind, row.due_at) for row in rows}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(first=st.integers(-3, 20), steps=st.lists(STEPS, max_size=7))
def test_exactly_the_right_reminders_wait(world, first, steps):
    manager = world.manager
    client = ClientFactory(owner=manager)
    now = START
    due_on = START.date() + first * DAY
    promise = actions.make_promise(by=manager, now=now, client=client, text="x", due_on=due_on)
    plan, sent = wanted(due_on, now), set()
    for step, number in [("look", 0), *steps]:
        common = {"promise": promise, "version": promise.version, "by": manager, "now": now}
        try:
            if step == "date":
                day = START.date() + number * DAY
                promise = actions.renegotiate_promise(**common, due_on=day, agreed_with_client=True)
            elif step == "keep":
                promise = actions.keep_promise(**common)
            elif step == "break":
                promise = actions.break_promise(**common, outcome="x")
            elif step == "reopen":
                was_open = promise.is_open
                promise = actions.reopen_promise(**common)
                step = "look" if was_open else step
            elif step == "edit":
                if promise.is_open:
                    promise = actions.edit_promise(**common, text="y", cost="", person=None)
                else:
                    step = "look"
        except actions.NotPossible:
            step = "look"
        if step == "wait":
            now += number * HOUR
            sweep.sweep(clock=lambda: now, until=now + HOUR)  # noqa: B023  used up before the next step
            sent |= {one for one in plan if one[1] <= now}
        elif step != "look":
            plan = wanted(promise.due_on, now) if promise.is_open else set()
        for channel in ("in_app", "mail"):
            assert waiting(promise, channel) == plan - sent, (step, now)
        told = Notification.objects.filter(subject_id=promise.pk).values_list("reminder_id", flat=True)
        assert len(told) == len(set(told)) == len(sent)
