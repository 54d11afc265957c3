"""Which reminders an open promise has waiting (H5), and writing exactly those."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from visits.actions.reminder import PROMISE, leads_of, morning_of, schedule
from visits.models import CalendarDay, Channel, Promise, PromiseState, Reminder, ReminderKind

ONE_DAY = datetime.timedelta(days=1)
ZONES_APART = datetime.timedelta(hours=26)  # between the same hour of one day in the first and in the last zone
TO_OWNER = (ReminderKind.PROMISE_SOON, ReminderKind.PROMISE_DUE, ReminderKind.PROMISE_LATE)
TO_LEADS = (ReminderKind.PROMISE_LATE_LEAD,)
KINDS = (*TO_OWNER, *TO_LEADS)


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


def rewrite_reminders(promise: Promise, *, now: datetime.datetime, kinds: Collection[ReminderKind] = KINDS) -> None:
    """Make the waiting reminders of a promise exactly those its state, date and people call for.

    To be called in the transaction that changed the promise, which holds the row's lock. What has gone out is never
    sent again, from another zone's morning neither; a withdrawn one that is called for again waits again; nothing is
    deleted. `kinds` leaves the others as they are.
    """
    wanted: set[tuple[Planned, str]] = set()
    if promise.state == PromiseState.OPEN:
        planned = still_to_tell(moments_for(promise.owner, promise.due_on), now)
        told = _told(promise)
        wanted = {
            (one, channel)
            for one in planned
            for channel in Channel.values
            if one.kind in kinds and not _is_told(one, told.get((one.kind.value, one.recipient.pk, channel), ()))
        }
    keep = {(one.kind.value, one.due_at, one.recipient.pk, channel) for one, channel in wanted}
    waiting = Reminder.objects.filter(subject_id=promise.pk, kind__in=kinds, sent_at=None, dropped_at=None)
    stale = [row.pk for row in waiting if (row.kind, row.due_at, row.recipient_id, row.channel) not in keep]
    if stale:
        Reminder.objects.filter(pk__in=stale, sent_at=None).update(dropped_at=now)
    for one, channel in wanted:
        schedule(
            kind=one.kind,
            subject_kind=PROMISE,
            subject_id=promise.pk,
            due_at=one.due_at,
            recipients=[one.recipient],
            channels=(channel,),
        )


Told = dict[tuple[str, Any, str], list[datetime.datetime]]


def _told(promise: Promise) -> Told:
    """Return when each was told of this very due date, by kind, recipient and channel.

    The notification remembers the date it spoke of; its mail was due at the same moment.
    """
    sent = Reminder.objects.filter(subject_id=promise.pk, kind__in=KINDS, sent_at__isnull=False)
    rows = list(sent.values_list("kind", "recipient_id", "channel", "due_at", "notification__facts__due_on"))
    of_this_date = {(kind, who, at) for kind, who, _channel, at, day in rows if day == promise.due_on.isoformat()}
    told: Told = {}
    for kind, who, channel, at, _day in rows:
        if (kind, who, at) in of_this_date:
            told.setdefault((kind, who, channel), []).append(at)
    return told


def _is_told(one: Planned, moments: Iterable[datetime.datetime]) -> bool:
    """Whether one of `moments` was the morning meant, on whatever clock; the demo's first reminder was none."""
    return any(abs(one.due_at - at) <= ZONES_APART for at in moments)
