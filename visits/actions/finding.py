"""Write down what a client said: requests (H3, H4) and objections (C6, C7)."""

import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from core.text import clean_text
from core.writes import create_once
from crm.models import Person
from visits.access import may_answer, may_work_on
from visits.models import Objection, Request, RequestCategory, Visit


@transaction.atomic
def note_request(
    *,
    visit: Visit,
    by: User,
    now: datetime.datetime,
    text: str,
    category: str = RequestCategory.ENQUIRY,
    person: Person | None = None,
    id: UUID | None = None,
) -> tuple[Request, bool]:
    """Note a request in the client's words; return it and whether it is new. The same id again is the same request.

    Raises PermissionDenied for others' visits and for a person of another client, ForeignDraft for another's id.
    """
    _allow(visit, by=by, person=person)
    row = Request(
        id=id or uuid7(),
        client_id=visit.client_id,
        visit=visit,
        person=person,
        text=clean_text(text),
        category=category,
        noted_by=by,
        noted_at=now,
    )
    return create_once(row, same=("visit_id", "noted_by_id"))


@transaction.atomic
def note_objection(
    *,
    visit: Visit,
    by: User,
    now: datetime.datetime,
    text: str,
    kind: str = "",
    answer: str = "",
    person: Person | None = None,
    id: UUID | None = None,
) -> tuple[Objection, bool]:
    """Note an objection: the words first, its kind (C7) now or later. Errors as `note_request`."""
    _allow(visit, by=by, person=person)
    row = Objection(
        id=id or uuid7(),
        client_id=visit.client_id,
        visit=visit,
        person=person,
        text=clean_text(text),
        kind=kind,
        answer=clean_text(answer),
        noted_by=by,
        noted_at=now,
    )
    return create_once(row, same=("visit_id", "noted_by_id"))


@transaction.atomic
def judge_objection(
    *, objection: Objection, by: User, now: datetime.datetime, version: int, text: str, kind: str, answer: str
) -> Objection:
    """Say afterwards what kind an objection was and how it was answered. Raises StaleVersion."""
    if objection.noted_by_id != by.pk:
        raise PermissionDenied
    objection.text, objection.kind, objection.answer = clean_text(text), kind, clean_text(answer)
    return objection.save_checked(version=version, fields=("text", "kind", "answer"))


@transaction.atomic
def change_request(
    *,
    request: Request,
    by: User,
    now: datetime.datetime,
    version: int,
    text: str,
    category: str,
    resolution: str = "",
) -> Request:
    """Put a request's words or category right, or say what was done: then it is resolved, until that is taken away.

    For who noted it and for who looks after the client now. Raises StaleVersion.
    """
    if not may_answer(by, request):
        raise PermissionDenied
    request.text, request.category, request.resolution = clean_text(text), category, clean_text(resolution)
    request.resolved_at = (request.resolved_at or now) if request.resolution else None
    return request.save_checked(version=version, fields=("text", "category", "resolution", "resolved_at"))


def _allow(visit: Visit, *, by: User, person: Person | None) -> None:
    """Findings may be added after the record is in, too: something is remembered on the way home."""
    if not may_work_on(by, visit) or (person is not None and person.client_id != visit.client_id):
        raise PermissionDenied
