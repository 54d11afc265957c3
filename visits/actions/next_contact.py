"""The reminder of a next contact, which is for whoever manages the client now (W5), whoever agreed it."""

import datetime

from core.house import house_day
from crm.models import Client
from visits.actions.reminder import VISIT, morning_of, schedule, withdraw
from visits.models import ReminderKind, Visit, VisitRecord


def remind_of_contact(visit: Visit, *, now: datetime.datetime) -> None:
    """Write the reminder of what a visit's record agreed, for the client's manager, and withdraw any other's.

    One whose morning has passed goes out at the next sweep. The caller holds the visit's lock.
    """
    withdraw(subject_id=visit.pk, now=now, kinds=(ReminderKind.NEXT_CONTACT,))
    day = VisitRecord.objects.filter(visit=visit).values_list("next_contact_on", flat=True).first()
    if day is not None:
        manager = Client.objects.only("owner").select_related("owner").get(pk=visit.client_id).owner
        schedule(
            kind=ReminderKind.NEXT_CONTACT,
            subject_kind=VISIT,
            subject_id=visit.pk,
            due_at=morning_of(day, manager),
            recipients=[manager],
        )


def hand_contacts_over(*, client: Client, now: datetime.datetime) -> None:
    """Let the open next contact of a client remind its new manager. To be called in the transaction of the hand-over.

    Today has one that is past; only what is still to come reminds.
    """
    rows = VisitRecord.objects.with_open_contact().filter(visit__client=client, next_contact_on__gte=house_day(now))
    visits = Visit.objects.filter(pk__in=rows.values("visit")).order_by("pk")
    for visit in visits.select_for_update(of=("self",), no_key=True):
        remind_of_contact(visit, now=now)


def contact_is_open(visit: Visit) -> bool:
    """Whether what its record agreed is still to come about."""
    return VisitRecord.objects.with_open_contact().filter(visit=visit).exists()
