"""The clocks of a complaint (W6): what is told when one runs low and when it has run out."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from visits.actions.reminder import COMPLAINT, leads_of, schedule, withdraw
from visits.models import CalendarDay, Channel, Complaint, ComplaintRules, ComplaintState, Reminder, ReminderKind

TO_LEADS = (ReminderKind.COMPLAINT_LATE_LEAD,)
KINDS = (ReminderKind.COMPLAINT_SOON, ReminderKind.COMPLAINT_LATE, *TO_LEADS)
SOON = 0.75  # of the time from the beginning to the end of a clock


@dataclass(frozen=True, slots=True)
class Tick:
    """One moment at which one person is to be told."""

    kind: ReminderKind
    due_at: dt.datetime
    recipient: User


def set_due(complaint: Complaint, rules: ComplaintRules) -> None:
    """Let `due_at` be the moment by which the next step is due; after the call-back it stays what it was."""
    if complaint.state == ComplaintState.RAISED:
        complaint.due_at = min(complaint.answer_due_at, complaint.solve_due_at)
    elif complaint.state == ComplaintState.ANSWERED:
        complaint.due_at = complaint.solve_due_at
    elif complaint.state == ComplaintState.SOLVED:
        assert complaint.solved_at is not None  # noqa: S101  solved has a moment
        term = dt.timedelta(hours=rules.call_back)
        hours = {"begins": rules.works_from, "ends": rules.works_until}
        complaint.due_at = CalendarDay.objects.after_work_time(complaint.solved_at, term, **hours)


def running(complaint: Complaint) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return beginning and end of each clock that runs: both until answered, then the solution's, the call-back's."""
    solution = (complaint.solve_from, complaint.solve_due_at)
    if complaint.state == ComplaintState.RAISED:
        return [(complaint.raised_at, complaint.answer_due_at), solution]
    if complaint.state == ComplaintState.ANSWERED:
        return [solution]
    if complaint.state == ComplaintState.SOLVED and complaint.solved_at:
        return [(complaint.solved_at, complaint.due_at)]
    return []


NAMES = {
    ComplaintState.RAISED: ("answer", "solution"),
    ComplaintState.ANSWERED: ("solution",),
    ComplaintState.SOLVED: ("call_back",),
}


def clock_of(complaint: Complaint, moment: dt.datetime) -> str:
    """Return which running clock a reminder due at `moment` is about: "answer", "solution" or "call_back"."""
    names = NAMES.get(ComplaintState(complaint.state), ("solution",))
    for name, (begins, ends) in zip(names, running(complaint), strict=False):
        if moment in (ends, begins + (ends - begins) * SOON):
            return name
    return names[-1]


def ticks_of(complaint: Complaint) -> list[Tick]:
    """Return every moment that the running clocks call for, past or to come; leads hear of an overdue answer or
    solution, not of a call-back.
    """
    owner, ticks = complaint.owner, []
    leads = leads_of(owner) if complaint.state != ComplaintState.SOLVED else []
    for begins, ends in running(complaint):
        ticks.append(Tick(ReminderKind.COMPLAINT_SOON, begins + (ends - begins) * SOON, owner))
        ticks.append(Tick(ReminderKind.COMPLAINT_LATE, ends, owner))
        ticks += [Tick(ReminderKind.COMPLAINT_LATE_LEAD, ends, lead) for lead in leads]
    return ticks


def rewrite_clocks(
    complaint: Complaint, *, now: dt.datetime, kinds: tuple[ReminderKind, ...] = KINDS, withdrawn: bool = False
) -> None:
    """Make the waiting reminders of a complaint exactly those its clocks call for.

    To be called in the transaction that changed it, which holds its lock. A warning whose moment has passed is not
    sent any more; that time has run out is, also when the complaint was noted late. What has gone out stays gone out.
    """
    wanted = [] if withdrawn else [one for one in ticks_of(complaint) if one.kind in kinds]
    wanted = [one for one in wanted if one.due_at > now or one.kind != ReminderKind.COMPLAINT_SOON]
    keep = {(one.kind.value, one.due_at, one.recipient.pk) for one in wanted}
    waiting = Reminder.objects.filter(subject_id=complaint.pk, kind__in=kinds, sent_at=None, dropped_at=None)
    stale = [row.pk for row in waiting if (row.kind, row.due_at, row.recipient_id) not in keep]
    if stale:
        Reminder.objects.filter(pk__in=stale, sent_at=None).update(dropped_at=now)
    for one in wanted:
        schedule(
            kind=one.kind, subject_kind=COMPLAINT, subject_id=complaint.pk, due_at=one.due_at,
            recipients=[one.recipient],
        )  # fmt: skip
    if withdrawn:
        withdraw(subject_id=complaint.pk, now=now)


def tell_owner(complaint: Complaint, *, now: dt.datetime) -> None:
    """Tell who has to settle it that it is theirs."""
    schedule(
        kind=ReminderKind.COMPLAINT_NEW, subject_kind=COMPLAINT, subject_id=complaint.pk, due_at=now,
        recipients=[complaint.owner],
    )  # fmt: skip


def complaint_calls_for(reminder: Reminder, complaint: Complaint, now: dt.datetime) -> bool:
    """Whether a message is still to be sent; a warning is not once time has run out.

    Where people or clocks have changed, what is right now is written instead, in the same transaction. When the owner
    is told that time has run out, the leads of that moment are called.
    """
    if not complaint.is_open or not reminder.recipient.is_active:
        if complaint.is_open:
            rewrite_clocks(complaint, now=now)
        return False
    if reminder.kind == ReminderKind.COMPLAINT_NEW:
        return reminder.recipient_id == complaint.owner_id
    if reminder.kind == ReminderKind.COMPLAINT_LATE and reminder.channel == Channel.IN_APP:
        rewrite_clocks(complaint, now=now, kinds=TO_LEADS)
    called = {(one.kind.value, one.due_at, one.recipient.pk) for one in ticks_of(complaint)}
    if (reminder.kind, reminder.due_at, reminder.recipient_id) not in called:
        rewrite_clocks(complaint, now=now)
        return False
    if reminder.kind == ReminderKind.COMPLAINT_SOON and not _still_runs(complaint, reminder.due_at, now):
        return False
    return Complaint.objects.visible_to(reminder.recipient).filter(pk=complaint.pk).exists()


def _still_runs(complaint: Complaint, warned_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether the clock that a warning of `warned_at` is about has time left."""
    return any(ends > now for begins, ends in running(complaint) if begins + (ends - begins) * SOON == warned_at)
