"""Review a visit record (V9, H7): submitted, commented on, accepted or sent back."""

import datetime

from django.db import transaction

from accounts.models import User
from visits.actions.reminder import VISIT, leads_of, morning_of, schedule, withdraw
from visits.models import Channel, ReminderKind, Visit, VisitRecord


@transaction.atomic
def record_submitted(*, visit: Visit, by: User, now: datetime.datetime) -> None:
    """Tell the leads, in the product, that a record waits for review; plan the reminder of the next contact.

    To be called in the transaction that submits the record. What was owed about the record is withdrawn.
    """
    settled = (ReminderKind.RECORD_OWED, ReminderKind.RECORD_SENT_BACK, ReminderKind.NEXT_CONTACT)
    withdraw(subject_id=visit.pk, now=now, kinds=settled)
    schedule(
        kind=ReminderKind.RECORD_NEW,
        subject_kind=VISIT,
        subject_id=visit.pk,
        due_at=now,
        recipients=leads_of(visit.owner),
        channels=(Channel.IN_APP,),
    )
    next_contact = VisitRecord.objects.filter(visit=visit).values_list("next_contact_on", flat=True).first()
    if next_contact:
        schedule(
            kind=ReminderKind.NEXT_CONTACT,
            subject_kind=VISIT,
            subject_id=visit.pk,
            due_at=morning_of(next_contact, visit.owner),
            recipients=[visit.owner],
        )
