"""Write and withdraw reminders. Sending is the sweeper's business (visits/actions/sweep.py)."""

import datetime
import zoneinfo
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from accounts.models import User
from visits.models import Channel, Reminder, ReminderKind

PROMISE, VISIT, CONTRACT, HANDOVER, COVER = "promise", "visit", "contract", "handover", "cover"
COMPLAINT, COMMENT = "complaint", "comment"
MORNING = datetime.time(8, 30)


def morning_of(day: datetime.date, person: User) -> datetime.datetime:
    """Return 08:30 of a calendar day in the person's own zone, as a moment in UTC.

    Where the clocks skip 08:30, it is the moment 08:30 would have been before the change; where they repeat it, the
    first of the two.
    """
    zone = zoneinfo.ZoneInfo(person.time_zone or settings.TIME_ZONE)
    return datetime.datetime.combine(day, MORNING, tzinfo=zone).astimezone(datetime.UTC)


def leads_of(person: User) -> list[User]:
    """Return those who answer for a person's work: the active leads of their team, else of the team above, and so on.

    Never the person themselves.
    """
    team, climbed = person.team, set()
    while team is not None and team.pk not in climbed:
        climbed.add(team.pk)
        leads = list(team.leads.filter(is_active=True).exclude(pk=person.pk).order_by("pk"))
        if leads:
            return leads
        team = team.parent
    return []


def schedule(
    *,
    kind: ReminderKind,
    subject_kind: str,
    subject_id: UUID,
    due_at: datetime.datetime,
    recipients: Iterable[User],
    channels: Iterable[str] = tuple(Channel.values),
) -> None:
    """Write one reminder a recipient and channel, once: the same call again changes nothing.

    A reminder withdrawn earlier waits again; one that has gone out stays gone out.
    Parameters: `subject_kind`, one of the names above; `due_at`, an aware moment, past ones go out at
    the next sweep.
    """
    wanted = list(channels)
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
            for channel in wanted
        ],
        update_conflicts=True,
        unique_fields=("subject_id", "kind", "due_at", "recipient", "channel"),
        update_fields=("dropped_at",),
    )


def withdraw(*, subject_id: UUID, now: datetime.datetime, kinds: Iterable[ReminderKind] = ()) -> None:
    """Drop the reminders about a row that have not gone out; all kinds where none are named."""
    waiting = Reminder.objects.filter(subject_id=subject_id, sent_at=None, dropped_at=None)
    if kinds:
        waiting = waiting.filter(kind__in=list(kinds))
    waiting.update(dropped_at=now)
