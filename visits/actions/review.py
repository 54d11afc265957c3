"""Review a visit record (V9, H7): submitted, commented on, accepted or sent back."""

import datetime

from django.db import transaction

from accounts.models import User
from core.models import StaleVersion
from visits.actions.next_contact import remind_of_contact
from visits.actions.reminder import VISIT, leads_of, schedule, withdraw
from visits.models import Channel, Comment, Notification, ReminderKind, Visit, VisitRecord, VisitState

TELL_AFTER = datetime.timedelta(seconds=15)  # the toast that takes an acceptance back stays ten


class NotPossible(Exception):
    """The record is not in a state that allows this."""


@transaction.atomic
def record_submitted(*, visit: Visit, by: User, now: datetime.datetime) -> None:
    """Tell the leads, in the product, that a record waits for review; plan the reminder of the next contact.

    To be called in the transaction that submits the record. What was owed about the record is withdrawn.
    """
    withdraw(subject_id=visit.pk, now=now, kinds=(ReminderKind.RECORD_OWED, ReminderKind.RECORD_SENT_BACK))
    _tell_leads(visit, now)
    remind_of_contact(visit, now=now)


def _tell_leads(visit: Visit, submitted_at: datetime.datetime) -> None:
    schedule(
        kind=ReminderKind.RECORD_NEW,
        subject_kind=VISIT,
        subject_id=visit.pk,
        due_at=submitted_at,
        recipients=leads_of(visit.owner),
        channels=(Channel.IN_APP,),
    )


@transaction.atomic
def accept_record(*, visit: Visit, version: int, by: User, now: datetime.datetime, comment: str = "") -> Visit:
    """Accept a submitted record; its manager is told, unless it is taken back first.

    Accepting an accepted one again changes nothing.

    Parameters: `version`, the visit's. Raises StaleVersion, NotPossible.
    """
    return _decide(visit, Comment.Verdict.ACCEPTED, comment, version=version, by=by, now=now)


@transaction.atomic
def send_back(*, visit: Visit, version: int, by: User, now: datetime.datetime, reason: str) -> Visit:
    """Send a submitted record back to its manager, who may then change it; they are told why.

    Parameters: `version`, the visit's; `reason`, not empty. Raises StaleVersion, NotPossible, ValueError.
    """
    if not reason.strip():
        raise ValueError("a record is sent back with a reason")
    return _decide(visit, Comment.Verdict.SENT_BACK, reason, version=version, by=by, now=now)


def _decide(
    visit: Visit, verdict: Comment.Verdict, words: str, *, version: int, by: User, now: datetime.datetime
) -> Visit:
    accepted = verdict == Comment.Verdict.ACCEPTED
    wanted = VisitState.ACCEPTED if accepted else VisitState.SENT_BACK
    current = Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
    if current.state == wanted:
        return current  # a second tap says nothing new
    if current.version != version:
        raise StaleVersion(current)
    if current.state != VisitState.RECORDED:
        raise NotPossible
    current.state = wanted
    current.save_checked(version=version, fields=("state",))
    record = VisitRecord.objects.select_for_update(no_key=True).get(visit=current)
    record.reviewed_at, record.reviewed_by = now, by
    record.save_checked(version=record.version, fields=("reviewed_at", "reviewed_by"))
    Comment.objects.create(visit=current, author=by, body=words.strip(), verdict=verdict, created_at=now)
    withdraw(subject_id=current.pk, now=now, kinds=(ReminderKind.RECORD_NEW,))
    schedule(
        kind=ReminderKind.RECORD_ACCEPTED if accepted else ReminderKind.RECORD_SENT_BACK,
        subject_kind=VISIT,
        subject_id=current.pk,
        due_at=now + TELL_AFTER if accepted else now,
        recipients=[current.owner],
    )
    return current


@transaction.atomic
def take_back_acceptance(*, visit: Visit, version: int, by: User, now: datetime.datetime) -> tuple[Visit, str]:
    """Let an accepted record wait for review again; return it and the words it was accepted with.

    The words go with the acceptance, and so does the message to its manager while nobody has read it; its leads'
    message waits again if it never went out. Taking back twice changes nothing.
    Raises StaleVersion; NotPossible for somebody else's acceptance and once something was said about it.
    """
    current = Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
    if current.state == VisitState.RECORDED:
        return current, ""
    if current.version != version:
        raise StaleVersion(current)
    record = VisitRecord.objects.select_for_update(no_key=True).get(visit=current)
    last = current.comments.last()
    is_last = last is not None and last.verdict == Comment.Verdict.ACCEPTED
    if current.state != VisitState.ACCEPTED or record.reviewed_by_id != by.pk or last is None or not is_last:
        raise NotPossible
    told = {"subject_id": current.pk, "kind": ReminderKind.RECORD_ACCEPTED}
    Notification.objects.filter(**told, reminder__due_at=last.created_at + TELL_AFTER, read_at=None).delete()
    withdraw(subject_id=current.pk, now=now, kinds=(ReminderKind.RECORD_ACCEPTED,))
    last.delete()
    record.reviewed_at, record.reviewed_by = None, None
    record.save_checked(version=record.version, fields=("reviewed_at", "reviewed_by"))
    current.state = VisitState.RECORDED
    current.save_checked(version=version, fields=("state",))
    _tell_leads(current, record.submitted_at or now)
    return current, last.body


@transaction.atomic
def share_for_discussion(*, visit: Visit, version: int, by: User, now: datetime.datetime, shared: bool) -> Visit:
    """Let the visit's team read its record, or stop it. Raises StaleVersion."""
    visit.is_shared_for_discussion = shared
    return visit.save_checked(version=version, fields=("is_shared_for_discussion",))
