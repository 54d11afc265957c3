"""Notes and topics, saved while they are typed."""

import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from core.text import clean_text
from core.writes import create_once
from visits.actions.visit import take
from visits.models import Visit, VisitNotes, VisitState, VisitTopic

MAX_BYTES = 200 * 1024
CLOSED = frozenset({VisitState.RECORDED, VisitState.ACCEPTED, VisitState.CANCELLED})


class Locked(Exception):
    """The record is submitted (or the visit cancelled), so nothing under it changes. Carries `visit`."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(f"the visit is {visit.state}")
        self.visit = visit


class TooLong(Exception):
    """A text of more than 200 KB."""


def _open(visit: Visit, *, by: User) -> Visit:
    row = take(visit, by=by)
    if row.state in CLOSED:
        raise Locked(row)
    return row


def fitting(text: str) -> str:
    """Return the text fit to be stored. Raises TooLong above 200 KB."""
    cleaned = clean_text(text)
    if len(cleaned.encode()) > MAX_BYTES:
        raise TooLong
    return cleaned


@transaction.atomic
def save_notes(*, visit: Visit, by: User, now: datetime.datetime, body: str, version: int) -> VisitNotes:
    """Save the notes' text. The row is made by the first save, at version 1.

    The same text again changes nothing, whatever its version. Raises StaleVersion with the notes as they are now,
    Locked once the record is in, TooLong above 200 KB.
    """
    text = fitting(body)
    row = _open(visit, by=by)
    notes, _ = VisitNotes.objects.get_or_create(visit=row)
    if notes.body == text:
        return notes
    notes.body = text
    return notes.save_checked(version=version, fields=("body",))


@transaction.atomic
def save_topic(
    *, topic: VisitTopic, by: User, now: datetime.datetime, is_done: bool, note: str, version: int
) -> VisitTopic:
    """Save a topic's tick and note (V7), as `save_notes` does."""
    text = fitting(note)
    _open(topic.visit, by=by)
    row = VisitTopic.objects.get(pk=topic.pk)
    if (row.is_done, row.note) == (is_done, text):
        return row
    row.is_done, row.note = is_done, text
    return row.save_checked(version=version, fields=("is_done", "note"))


@transaction.atomic
def add_topic(
    *, visit: Visit, by: User, now: datetime.datetime, text: str, id: UUID | None = None
) -> tuple[VisitTopic, bool]:
    """Put a topic at the end of the agenda; return it and whether it is new. The same id again is the same one."""
    row = _open(visit, by=by)
    last = row.topics.order_by("-position").values_list("position", flat=True).first()
    topic = VisitTopic(
        id=id or uuid7(), visit=row, position=0 if last is None else last + 1, text=clean_text(text), created_at=now
    )
    return create_once(topic, same=("visit_id",))
