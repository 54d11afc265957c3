"""Whether a reminder still deserves to go out at the moment it is sent."""

import datetime
from typing import Any

from accounts.models import User
from crm.models import ClientShare, Contract
from visits.access import may_review
from visits.actions.clocks import clock_of, complaint_calls_for
from visits.actions.commented import sees as sees_row
from visits.actions.cover import cover_calls_for, facts_of_cover
from visits.actions.ladder import contract_calls_for
from visits.actions.message import facts_of_promise
from visits.actions.next_contact import contact_is_open, remind_of_contact
from visits.actions.promise_reminders import TO_LEADS, moments_for, rewrite_reminders
from visits.actions.reminder import COMMENT, COMPLAINT, CONTRACT, COVER, HANDOVER, PROMISE, VISIT
from visits.actions.review import TELL_AFTER
from visits.models import (
    Channel,
    Comment,
    Complaint,
    Handover,
    HandoverState,
    Promise,
    Reminder,
    ReminderKind,
    Visit,
    VisitState,
)

Subject = Promise | Visit | Contract | Handover | ClientShare | Complaint | Comment

MODELS: dict[str, Any] = {
    PROMISE: Promise,
    VISIT: Visit,
    CONTRACT: Contract,
    HANDOVER: Handover,
    COVER: ClientShare,
    COMPLAINT: Complaint,
    COMMENT: Comment,
}


def locked_subject(reminder: Reminder) -> Subject | None:
    """Return what the reminder is about, locked until the transaction ends; None when it is gone.

    Actions lock the same row before they touch its reminders, so a promise is never kept between check and sending.
    """
    model = MODELS[reminder.subject_kind]
    subject: Subject | None = model.objects.select_for_update(no_key=True).filter(pk=reminder.subject_id).first()
    return subject


def still_deserved(reminder: Reminder, subject: Subject | None, now: datetime.datetime) -> bool:
    """Whether the recipient is active, sees the subject, and the subject still calls for this message.

    A promise's reminder whose people or moments have changed since it was written (a new lead, another zone) is
    replaced by what is right now, in the same transaction; so is that of a next contact whose client has another
    manager now. When a promise's owner is told that it is late, the leads of that morning are called: those who joined
    after the promise was written, and none who left.
    """
    recipient = reminder.recipient
    if subject is None:
        return False
    if isinstance(subject, Promise):  # asked for those switched off too: another lead may answer for them now
        return _promise_calls_for(reminder, subject, now) and recipient.is_active
    if isinstance(subject, Contract):
        sees = Contract.objects.visible_to(recipient).filter(pk=subject.pk).exists()
        return contract_calls_for(reminder, subject, now) and sees
    if isinstance(subject, Complaint):
        return complaint_calls_for(reminder, subject, now)
    if isinstance(subject, Comment):
        is_mine = subject.author_id == recipient.pk
        return subject.removed_at is None and not is_mine and sees_row(recipient, subject.subject)
    if isinstance(subject, Handover):
        sees = Handover.objects.visible_to(recipient).filter(pk=subject.pk).exists()
        return sees and subject.state != HandoverState.CANCELLED
    if isinstance(subject, ClientShare):
        return cover_calls_for(reminder, subject, now)
    if reminder.kind == ReminderKind.NEXT_CONTACT:  # asked for who sees the client no more too: it is another's now
        return _contact_calls_for(reminder, subject, now)
    if not recipient.is_active or not Visit.objects.visible_to(recipient).filter(pk=subject.pk).exists():
        return False
    return _visit_calls_for(ReminderKind(reminder.kind), subject, recipient)


def _contact_calls_for(reminder: Reminder, visit: Visit, now: datetime.datetime) -> bool:
    """Whether it is still to come about and for this person; where somebody else manages the client, they are told."""
    if not contact_is_open(visit):
        return False
    if visit.client_owner_id != reminder.recipient_id:
        remind_of_contact(visit, now=now)
        return False
    return reminder.recipient.is_active


def _promise_calls_for(reminder: Reminder, promise: Promise, now: datetime.datetime) -> bool:
    if not promise.is_open:
        return False
    if reminder.kind == ReminderKind.PROMISE_LATE and reminder.channel == Channel.IN_APP:
        rewrite_reminders(promise, now=now, kinds=TO_LEADS)
    mine = [
        one
        for one in moments_for(promise.owner, promise.due_on)
        if one.kind == reminder.kind and one.recipient.pk == reminder.recipient_id
    ]
    # The demo plans one reminder for a few minutes after its first start, at no morning's hour.
    too_early = bool(mine) and mine[0].due_at > now and not promise.is_demo
    if not mine or too_early:
        rewrite_reminders(promise, now=now)
        return False
    return Promise.objects.visible_to(reminder.recipient).filter(pk=promise.pk).exists()


def _visit_calls_for(kind: ReminderKind, visit: Visit, recipient: User) -> bool:
    is_owner = visit.owner_id == recipient.pk
    if kind == ReminderKind.RECORD_OWED:
        return is_owner and visit.state in (VisitState.TO_RECORD, VisitState.SENT_BACK)
    if kind == ReminderKind.RECORD_SENT_BACK:
        return is_owner and visit.state == VisitState.SENT_BACK
    if kind == ReminderKind.RECORD_ACCEPTED:
        return is_owner and visit.state == VisitState.ACCEPTED
    if kind == ReminderKind.RECORD_NEW:
        return visit.state == VisitState.RECORDED and may_review(recipient, visit)
    return True


def facts_for(reminder: Reminder, subject: Subject) -> dict[str, Any]:
    """Return what the message must remember of this moment."""
    if isinstance(subject, Promise):
        return facts_of_promise(subject)
    if isinstance(subject, Contract | Handover):
        return {}
    if isinstance(subject, ClientShare):
        return facts_of_cover(subject, reminder)
    if isinstance(subject, Comment):
        return {"by": str(subject.author), "comment": subject.body[:500]}
    if isinstance(subject, Complaint):
        return {"clock": clock_of(subject, reminder.due_at)}
    # What was said with a decision was said when its message was due; with an acceptance, which can be taken back, a
    # moment before. So was a comment made before comments had reminders of their own.
    said_at = reminder.due_at - TELL_AFTER if reminder.kind == ReminderKind.RECORD_ACCEPTED else reminder.due_at
    comment = (
        Comment.objects.filter(visit=subject, created_at=said_at)
        .exclude(author_id=reminder.recipient_id)
        .select_related("author")
        .first()
    )
    return {"by": str(comment.author), "comment": comment.body[:500]} if comment else {}
