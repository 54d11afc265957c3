"""What is open at a client when it changes hands (W5): the lines of the checklist."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from crm.models import ClientShare, Contract, ContractState, Person, PersonLevel
from visits.models import Complaint, Handover, HandoverItem, Promise, Request, Visit, VisitRecord
from visits.models.handover import ItemKind

ENDING_WITHIN = dt.timedelta(days=180)
MOST = 30  # of one kind
KEY = (PersonLevel.TOP, PersonLevel.MANAGEMENT)
# What opens while a client is worked on, and is to be gone through as well where it opened after the list was written.
OPENS = (
    ItemKind.COMPLAINT, ItemKind.PROMISE, ItemKind.CONTACT, ItemKind.REQUEST, ItemKind.VISIT, ItemKind.RECORD,
    ItemKind.CONTRACT,
)  # fmt: skip


def write_items(handover: Handover, *, today: dt.date, now: dt.datetime) -> None:
    """Write the checklist: what is promised, agreed, asked, planned, owed or ending; who matters and works on it.

    A contract that is over and that nobody has settled is open too. Arrears stand in no record: they are asked. Once.
    """
    _add(handover, _found(handover, today), now)


def write_what_came_since(handover: Handover, *, today: dt.date, now: dt.datetime) -> None:
    """Add what has opened since the checklist was written: who hands over went on working until the day."""
    there = set(handover.items.values_list("kind", "subject_id"))
    found = [line for line in _found(handover, today) if line[0] in OPENS and line[:2] not in there]
    _add(handover, found, now, begin=handover.items.count())


def _found(handover: Handover, today: dt.date) -> list[tuple[str, UUID, str]]:
    client = handover.client_id
    visits = Visit.objects.filter(client=client).exclude(owner=handover.to_manager_id)  # who takes knows their own
    complaints = Complaint.objects.filter(client=client).open().order_by("due_at", "id")
    promises = Promise.objects.filter(client=client).open().order_by("due_on", "id")
    contacts = VisitRecord.objects.with_open_contact().filter(visit__client=client).order_by("next_contact_on", "id")
    requests = Request.objects.filter(client=client, resolved_at=None, complaint=None).order_by("noted_at", "id")
    contracts = Contract.objects.filter(
        client=client, archived_at=None, state=ContractState.RUNNING, ends_on__lte=today + ENDING_WITHIN
    ).order_by("ends_on", "pk")
    shares = ClientShare.objects.running().filter(client=client).exclude(user=handover.to_manager_id)
    people = Person.objects.filter(client=client, level__in=KEY).active().order_by("sort_key", "pk")
    return (
        [(ItemKind.COMPLAINT, row.pk, row.text) for row in complaints[:MOST]]
        + [(ItemKind.PROMISE, row.pk, _dated(row.due_on, row.text)) for row in promises[:MOST]]
        + [(ItemKind.CONTACT, row.visit_id, _contact(row)) for row in contacts.select_related("visit")[:MOST]]
        + [(ItemKind.REQUEST, row.pk, row.text) for row in requests[:MOST]]
        + [(ItemKind.VISIT, row.pk, row.purpose) for row in visits.ahead().order_by("starts_at", "id")[:MOST]]
        + [(ItemKind.RECORD, row.pk, row.purpose) for row in visits.unfilled().order_by("left_at", "id")[:MOST]]
        + [(ItemKind.CONTRACT, row.pk, _dated(row.ends_on, str(row))) for row in contracts[:MOST]]
        + [(ItemKind.ARREARS, client, "")]
        + [(ItemKind.PERSON, row.pk, str(row)) for row in people[:MOST]]
        + [(ItemKind.SHARE, row.pk, str(row.user)) for row in shares.select_related("user").order_by("pk")[:MOST]]
    )


def _add(handover: Handover, found: Sequence[tuple[str, UUID, str]], now: dt.datetime, *, begin: int = 0) -> None:
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=handover,
            kind=kind,
            subject_id=pk,
            text=text[:250],
            position=place,
            created_at=now,
            updated_at=now,
        )
        for place, (kind, pk, text) in enumerate(found, begin)
    )


def _contact(record: VisitRecord) -> str:
    """Return the day that was agreed and what for."""
    return _dated(record.next_contact_on, record.next_step or record.visit.purpose)


def _dated(day: dt.date | None, words: str) -> str:
    """Put the day before the words. The line is kept, so its day is in no language; `HandoverItem.day` reads it."""
    return f"{day:%Y-%m-%d} · {words}".rstrip(" ·") if day else words
