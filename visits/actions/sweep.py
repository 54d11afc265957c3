"""Send what is due. Rows are the truth: a sweeper leases due reminders, sends them, marks them.

In the product: the notification is inserted in the transaction that marks the reminder, so exactly once. By mail: sent
and then marked, so at least once; each try carries the same Message-ID. A sweeper that dies leaves leases that pass.
"""

import datetime
import logging
import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone, translation

from accounts.models import User
from core import pulse
from visits.actions.deserve import Subject, facts_for, locked_subject, still_deserved
from visits.actions.mail import send_mail
from visits.actions.message import message_of
from visits.models import Channel, Notification, Reminder

log = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=30)  # to work through a batch
SENDING = datetime.timedelta(seconds=120)  # to hand one mail to a slow server
FIRST_WAIT = datetime.timedelta(seconds=15)
LONGEST_WAIT = datetime.timedelta(hours=1)
MOST_ATTEMPTS_COUNTED = 1000
MAILS = 3  # in a batch: with a mail server that hangs, a batch ends within a minute


@transaction.atomic
def lease_due(*, now: datetime.datetime, limit: int = 20, channel: str = "") -> list[Reminder]:
    """Take up to `limit` due reminders for this sweeper alone, for 30 seconds.

    Rows another sweeper is taking are skipped, not waited for. Oldest first. `channel` takes those of one alone.
    """
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    due = Reminder.objects.filter(free, sent_at=None, dropped_at=None, due_at__lte=now).order_by("due_at", "id")
    if channel:
        due = due.filter(channel=channel)
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    if not ids:
        return []
    attempts = Least(F("attempts") + 1, MOST_ATTEMPTS_COUNTED)
    Reminder.objects.filter(pk__in=ids).update(leased_until=now + LEASE, attempts=attempts)
    return list(Reminder.objects.filter(pk__in=ids).select_related("recipient__team").order_by("due_at", "id"))


def deliver(reminder: Reminder, *, now: datetime.datetime) -> None:
    """Send one leased reminder, or drop it when it is no longer deserved.

    A lease that has passed to another sweeper is left to it. A mail that fails waits 15 s, then twice as long each
    time, at most an hour; its error's kind is kept.
    """
    if reminder.channel == Channel.IN_APP:
        _deliver_in_app(reminder, now)
    else:
        _deliver_by_mail(reminder, now)


def sweep(*, clock: Callable[[], datetime.datetime], until: datetime.datetime) -> int:
    """Lease and deliver until nothing is due or `until` has come; return how many were handled.

    What is told in the product goes first and never waits for a mail server. A reminder that cannot be delivered
    never stops the others: it is logged and tried again later.
    """
    handled = 0
    while clock() < until and (
        batch := lease_due(now=clock(), channel=Channel.IN_APP)
        or lease_due(now=clock(), channel=Channel.MAIL, limit=MAILS)
    ):
        for reminder in batch:
            try:
                deliver(reminder, now=clock())
            except Exception:
                log.exception("reminder %s could not be delivered", reminder.pk)
                back_off(reminder, "undeliverable", now=clock())
            handled += 1
    return handled


@transaction.atomic
def _deliver_in_app(reminder: Reminder, now: datetime.datetime) -> None:
    subject = locked_subject(reminder)
    row = _mine(reminder)
    if row is None:
        return
    if not still_deserved(row, subject, now):
        _drop(row, now)
        return
    assert subject is not None  # noqa: S101  nothing is deserved by a subject that is gone
    Notification.objects.create(
        created_at=now,
        reminder=row,
        recipient=row.recipient,
        kind=row.kind,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        facts=facts_for(row, subject),
    )
    _mark_sent(row, now)


def _deliver_by_mail(reminder: Reminder, now: datetime.datetime) -> None:
    with transaction.atomic():
        subject = locked_subject(reminder)
        row = _mine(reminder)
        if row is None:
            return
        if not still_deserved(row, subject, now):
            _drop(row, now)
            return
        assert subject is not None  # noqa: S101  nothing is deserved by a subject that is gone
        row.leased_until = now + SENDING
        Reminder.objects.filter(pk=row.pk).update(leased_until=row.leased_until)
        facts = facts_for(row, subject)
    try:
        _mail(row, subject, facts)
    except Exception as error:
        log.warning("mail of reminder %s failed: %s", row.pk, type(error).__name__)
        pulse.failed(pulse.MAIL, now=now, error=type(error).__name__)
        back_off(row, type(error).__name__, now=now)
        return
    _mark_sent(row, now)
    pulse.went_well(pulse.MAIL, now=now)


def _mail(row: Reminder, subject: Subject, facts: dict) -> None:
    person: User = row.recipient
    zone = zoneinfo.ZoneInfo(person.time_zone or settings.TIME_ZONE)
    with translation.override(person.mail_language), timezone.override(zone):
        send_mail(row, message_of(row.kind, facts, subject))


def _mine(reminder: Reminder) -> Reminder | None:
    """Return the row, locked, if it still waits and this sweeper still holds its lease."""
    waiting = Reminder.objects.filter(
        pk=reminder.pk, sent_at=None, dropped_at=None, leased_until=reminder.leased_until
    )
    return waiting.select_for_update(of=("self",)).select_related("recipient__team").first()


def _mark_sent(row: Reminder, now: datetime.datetime) -> None:
    Reminder.objects.filter(pk=row.pk).update(sent_at=now, leased_until=None, last_error="")


def _drop(row: Reminder, now: datetime.datetime) -> None:
    # still_deserved may have called for this very row again: then it keeps waiting, for its new moment.
    Reminder.objects.filter(pk=row.pk).update(dropped_at=now, leased_until=None)


def back_off(reminder: Reminder, error: str, *, now: datetime.datetime) -> None:
    """Let a reminder that failed wait before the next try. `error` names its kind, nothing personal."""
    wait = min(FIRST_WAIT * 2 ** min(max(reminder.attempts - 1, 0), 20), LONGEST_WAIT)
    Reminder.objects.filter(pk=reminder.pk, sent_at=None, leased_until=reminder.leased_until).update(
        leased_until=now + wait, last_error=error[:250]
    )
