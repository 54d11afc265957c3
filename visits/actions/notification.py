"""Read notifications. They are made by the sweeper alone."""

import datetime

from accounts.models import User
from visits.models import Notification


def mark_read(*, notification: Notification, now: datetime.datetime) -> None:
    """Mark one read; the first reading's time stays."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=now)


def mark_all_read(*, by: User, now: datetime.datetime) -> int:
    """Mark everything addressed to `by` up to `now` read; return how many were unread."""
    return Notification.objects.visible_to(by).unread().filter(created_at__lte=now).update(read_at=now)


def mark_unread(*, by: User, read_at: datetime.datetime) -> int:
    """Take back the marking of all that `by` did at `read_at`; return how many are unread again."""
    return Notification.objects.visible_to(by).filter(read_at=read_at).update(read_at=None)
