"""Write and withdraw reminders. Sending is the sweeper's business (visits/actions/sweep.py)."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from visits.models import Channel, Reminder, ReminderKind

PROMISE, VISIT = "promise", "visit"


def schedule(
    *, kind: ReminderKind, subject_kind: str, subject_id: UUID, due_at: datetime.datetime, recipients: Iterable[User]
) -> None:
    """Write one reminder a recipient and channel, once: the same call again changes nothing.

    Parameters: `subject_kind`, PROMISE or VISIT; `due_at`, an aware moment, past ones are sent at the next sweep.
    """
    Reminder.objects.bulk_create(
        [
            Reminder(
                kind=kind,
                subject_kind=subject_kind,
                subject_id=subject_id,
                due_at=due_at,
                recipient=recipient,
                channel=channel,
            )
            for recipient in recipients
            for channel in Channel.values
        ],
        ignore_conflicts=True,
    )


def withdraw(*, subject_id: UUID, now: datetime.datetime, kinds: Iterable[ReminderKind] = ()) -> None:
    """Drop the reminders about a row that have not gone out; all kinds where none are named."""
    waiting = Reminder.objects.filter(subject_id=subject_id, sent_at=None, dropped_at=None)
    if kinds:
        waiting = waiting.filter(kind__in=list(kinds))
    waiting.update(dropped_at=now)
