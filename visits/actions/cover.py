"""Tell who covers for a client (代管, W5) that it begins and that it has ended; its manager is told of the end.

`crm` knows no reminders, so nothing is written when a cover is given: the planner comes by and takes those that nobody
has been told of. The one who takes a client over sees it before by a share of the same kind, and is told otherwise.
"""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from crm.models import Client, ClientShare
from crm.models.client import UNREAD
from visits.actions.reminder import COVER, schedule
from visits.models import Handover, Reminder, ReminderKind

BATCH = 200


def tell_covers(*, now: datetime.datetime) -> int:
    """Write what is still to be told of covers; return of how many. Idempotent, in batches.

    Of one that was over before anybody was told that it began, only the end is told.
    """
    told = 0
    while True:
        with transaction.atomic():
            begun = Q(begin_told_at=None, ends_at__gt=now)
            ended = Q(end_told_at=None, ends_at__lte=now)
            for_handover = Exists(Handover.objects.filter(share=OuterRef("pk")))
            waiting = ClientShare.objects.filter(begun | ended, ~for_handover, ends_at__isnull=False)
            batch = list(
                waiting.select_related("client__owner", "user")
                .defer(*UNREAD)
                .select_for_update(of=("self",), skip_locked=True, no_key=True)
                .order_by("ends_at", "pk")[:BATCH]
            )
            for cover in batch:
                _tell(cover, now)
        told += len(batch)
        if len(batch) < BATCH:
            return told


def _tell(cover: ClientShare, now: datetime.datetime) -> None:
    assert cover.ends_at is not None  # noqa: S101  only covers are asked for
    rows = ClientShare.objects.filter(pk=cover.pk)
    if cover.ends_at > now:
        kind, people = ReminderKind.COVER_BEGUN, [cover.user]
        rows.update(begin_told_at=now)
    else:
        kind, people = ReminderKind.COVER_ENDED, [cover.user, cover.client.owner]
        rows.update(end_told_at=now)
    schedule(kind=kind, subject_kind=COVER, subject_id=cover.pk, due_at=now, recipients=people)


def cover_calls_for(reminder: Reminder, cover: ClientShare, now: datetime.datetime) -> bool:
    """Whether the beginning is still to be told (it runs), or the end: to who covered and who has the client now."""
    assert cover.ends_at is not None  # noqa: S101
    if not reminder.recipient.is_active:
        return False
    if reminder.kind == ReminderKind.COVER_BEGUN:
        return cover.ends_at > now
    manages = Client.objects.filter(pk=cover.client_id, owner=reminder.recipient_id).exists()
    return cover.ends_at <= now and (manages or reminder.recipient_id == cover.user_id)


def facts_of_cover(cover: ClientShare, reminder: Reminder) -> dict[str, str]:
    """Return what the message keeps of this moment: once a cover has ended, its colleague sees the client no more."""
    client = cover.client
    return {
        "client": client.short_name or client.name,
        "client_id": str(client.pk),
        "colleague": str(cover.user),
        "owner": str(client.owner),
        "until": cover.until.isoformat() if cover.until else "",
        "is_theirs": "yes" if reminder.recipient_id == cover.user_id else "",
    }
