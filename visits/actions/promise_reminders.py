"""Which reminders an open promise has waiting (H5), and writing exactly those."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from visits.actions.reminder import PROMISE, leads_of, morning_of, schedule
from visits.models import CalendarDay, Promise, PromiseState, Reminder, ReminderKind

ONE_DAY = datetime.timedelta(days=1)
TO_OWNER = (ReminderKind.PROMISE_SOON, ReminderKind.PROMISE_DUE, ReminderKind.PROMISE_LATE)
KINDS = (*TO_OWNER, ReminderKind.PROMISE_LATE_LEAD)


@dataclass(frozen=True, slots=True)
class Planned:
    """One moment at which one person is to be told."""

    kind: ReminderKind
    due_at: datetime.datetime
    recipient: User


def moments_for(owner: User, due_on: datetime.date) -> list[Planned]:
    """Return every moment of a promise of `owner` due on `due_on`, whether past or to come.

    At 08:30 in each recipient's own zone: the day before, on the day, and on the first workday after it to the owner;
    on that workday also to the leads who answer for the owner.
    """
    after = CalendarDay.objects.next_workday(due_on)
    days = dict(zip(TO_OWNER, (due_on - ONE_DAY, due_on, after), strict=True))
    planned = [Planned(kind, morning_of(day, owner), owner) for kind, day in days.items()]
    planned += [Planned(ReminderKind.PROMISE_LATE_LEAD, morning_of(after, lead), lead) for lead in leads_of(owner)]
    return planned


def still_to_tell(planned: list[Planned], now: datetime.datetime) -> list[Planned]:
    """Return the moments to come and, for each recipient, the last one that is past.

    A past one is sent at once: a due date moved closer never swallows its reminder. Of several past ones only the
    last still says something true.
    """
    last_past: dict[object, Planned] = {}
    for one in sorted(planned, key=lambda one: one.due_at):
        if one.due_at <= now:
            last_past[one.recipient.pk] = one
    return [one for one in planned if one.due_at > now or one in last_past.values()]


def rewrite_reminders(promise: Promise, *, now: datetime.datetime) -> None:
    """Make the waiting reminders of a promise exactly those its state, date and people call for.

    To be called in the transaction that changed the promise, which holds the row's lock. What has gone out is never
    sent again; a withdrawn one that is called for again waits again; nothing is deleted.
    """
    wanted = []
    if promise.state == PromiseState.OPEN:
        wanted = still_to_tell(moments_for(promise.owner, promise.due_on), now)
    keep = {(one.kind.value, one.due_at, one.recipient.pk) for one in wanted}
    waiting = Reminder.objects.filter(subject_id=promise.pk, kind__in=KINDS, sent_at=None, dropped_at=None)
    stale = [row.pk for row in waiting if (row.kind, row.due_at, row.recipient_id) not in keep]
    if stale:
        Reminder.objects.filter(pk__in=stale, sent_at=None).update(dropped_at=now)
    for one in wanted:
        schedule(
            kind=one.kind,
            subject_kind=PROMISE,
            subject_id=promise.pk,
            due_at=one.due_at,
            recipients=[one.recipient],
        )
