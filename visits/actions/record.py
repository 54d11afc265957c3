"""The visit record: a draft that saves itself, submitted once, locked until a lead sends it back (V9, V10)."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core.models import StaleVersion
from crm.actions.file import score_soon
from crm.models import Client
from visits.actions import review
from visits.actions.notes import Locked, fitting
from visits.actions.visit import check, take
from visits.models import Visit, VisitRecord, VisitState

TEXTS = ("result_note", "gains", "losses", "next_step")
FIELDS = ("result", *TEXTS, "next_contact_on")
DRAFTING = frozenset({VisitState.IN_PROGRESS, VisitState.TO_RECORD, VisitState.SENT_BACK})
SUBMITTED = frozenset({VisitState.RECORDED, VisitState.ACCEPTED})


class NoResult(Exception):
    """A record says whether the purpose was achieved; nothing else is required (V9)."""


def _put(record: VisitRecord, values: Mapping[str, Any]) -> list[str]:
    """Set the values that differ; return the names of those."""
    changed = []
    for name in FIELDS:
        if name not in values:
            continue
        value = fitting(values[name]) if name in TEXTS else values[name]
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed.append(name)
    return changed


@transaction.atomic
def save_draft(
    *, visit: Visit, by: User, now: datetime.datetime, version: int, values: Mapping[str, Any]
) -> VisitRecord:
    """Save what has been typed so far, by name of FIELDS. The row is made by the first save, at version 1.

    The same values again change nothing; what was handed in once keeps its result until another is chosen. Raises
    StaleVersion, Locked once submitted, TooLong above 200 KB a text.
    """
    row = take(visit, by=by)
    if row.state not in DRAFTING:
        raise Locked(row)
    record, _ = VisitRecord.objects.get_or_create(visit=row)
    if record.submitted_at and not values.get("result"):
        values = {name: value for name, value in values.items() if name != "result"}
    if not _put(record, values):
        return record
    return record.save_checked(version=version, fields=FIELDS)


@transaction.atomic
def submit(
    *, visit: Visit, by: User, now: datetime.datetime, version: int, values: Mapping[str, Any]
) -> tuple[VisitRecord, bool]:
    """Hand the record in; return it and whether this call did so.

    Needs the result alone (V9). Locks the record, sets `first_submitted_at` once and for ever, and the client's last
    visit; tells the leads and plans the reminder of the next contact (review.py). The same record again is the same
    submission; other words for one that is in raise StaleVersion, so that neither text is lost.
    Raises NoResult, WrongState, StaleVersion, TooLong.
    """
    if not values.get("result"):
        raise NoResult
    # Before the visit, as a handover of the client locks them (docs/adr/0008): its last visit is written below.
    Client.objects.select_for_update(no_key=True).only("pk").get(pk=visit.client_id)
    row = take(visit, by=by)
    record, _ = VisitRecord.objects.get_or_create(visit=row)
    if row.state in SUBMITTED:
        if _put(record, values):
            record.refresh_from_db()
            raise StaleVersion(record)
        return record, False
    check(row, "submit", version=row.version)  # the record's own version is the one that the form was made from
    _put(record, values)
    record.submitted_at = now
    record.first_submitted_at = record.first_submitted_at or now
    record.reviewed_at, record.reviewed_by = None, None
    record.save_checked(
        version=version, fields=(*FIELDS, "submitted_at", "first_submitted_at", "reviewed_at", "reviewed_by")
    )
    row.state = VisitState.RECORDED
    row.save_checked(version=row.version, fields=("state",))
    _note_on_client(row)
    review.record_submitted(visit=row, by=by, now=now)
    return record, True


def _note_on_client(visit: Visit) -> None:
    """Keep the client's latest visit. No form edits it, so it must not make an open form of the client stale."""
    Client.objects.filter(Q(last_visit_at=None) | Q(last_visit_at__lt=visit.arrived_at), pk=visit.client_id).update(
        last_visit_at=visit.arrived_at
    )
    score_soon([visit.client_id])
