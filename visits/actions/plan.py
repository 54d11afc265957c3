"""Plan a visit, begin one on the spot, change a plan."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.models import StaleVersion
from core.prepared import marks, prepared
from core.writes import create_once
from crm.models import Client, Person
from visits.actions.visit import WrongState, take
from visits.models import Visit, VisitKind, VisitState, VisitTopic

PLAN_FIELDS = ("planned_minutes", "purpose", "success", "place", "materials", "expected_objections")
PLAN_OPEN = frozenset(
    {
        VisitState.PLANNED,
        VisitState.CONFIRMED,
        VisitState.IN_PROGRESS,
        VisitState.TO_RECORD,
        VisitState.SENT_BACK,
    }
)
DROP_IN_MINUTES = 30


def plan(
    *,
    by: User,
    now: datetime.datetime,
    client: Client,
    starts_at: datetime.datetime,
    purpose: str,
    success: str,
    planned_minutes: int = 45,
    people: Iterable[Person] = (),
    topics: Sequence[str] = (),
    place: str = "",
    materials: str = "",
    expected_objections: str = "",
    id: UUID | None = None,
) -> tuple[Visit, bool]:
    """Plan a visit with its purpose and what would count as success (V2); return it and whether it is new.

    Parameters: `starts_at`, an aware moment; `planned_minutes`, minutes; `topics`, one text each (V7); `id`, made by
    the client, so that one form posted many times is one visit.
    Raises PermissionDenied for a client that `by` may not see or that is archived, ForeignDraft for another's id.
    """
    visit = Visit(
        id=id or uuid7(),
        client=client,
        owner=by,
        team_id=by.team_id,
        starts_at=starts_at,
        planned_minutes=planned_minutes,
        purpose=purpose,
        success=success,
        place=place,
        materials=materials,
        expected_objections=expected_objections,
        created_at=now,
    )
    return _create(visit, by=by, people=people, topics=topics)


def drop_in(
    *, by: User, now: datetime.datetime, client: Client, purpose: str, success: str, id: UUID | None = None
) -> tuple[Visit, bool]:
    """Begin a visit on the spot (临时拜访, V0): recorded as such, its purpose chosen there and then."""
    visit = Visit(
        id=id or uuid7(),
        client=client,
        owner=by,
        team_id=by.team_id,
        kind=VisitKind.DROP_IN,
        state=VisitState.IN_PROGRESS,
        starts_at=now,
        arrived_at=now,
        planned_minutes=DROP_IN_MINUTES,
        purpose=purpose,
        success=success,
        created_at=now,
    )
    return _create(visit, by=by, people=(), topics=())


@prepared(planned=True)
def _may_visit(by: User, client_id: UUID) -> QuerySet[Client]:
    """Return a mark if the client is one that the person sees and that is not archived."""
    return marks(Client.objects.visible_to(by).active().filter(pk=client_id), most=1)


def _create(visit: Visit, *, by: User, people: Iterable[Person], topics: Sequence[str]) -> tuple[Visit, bool]:
    if not by.may(Permission.RECORD) or not _may_visit(by, visit.client_id):
        raise PermissionDenied
    same = ("owner_id", "client_id")
    people = list(people)
    if not people and not topics:
        return create_once(visit, same=same)  # one row needs no transaction around its own
    with transaction.atomic():
        row, is_new = create_once(visit, same=same)
        if is_new and people:
            _set_people(row, people)
        if is_new and topics:
            VisitTopic.objects.bulk_create(
                VisitTopic(visit=row, position=position, text=text) for position, text in enumerate(topics)
            )
    return row, is_new


@transaction.atomic
def edit_plan(
    *,
    visit: Visit,
    by: User,
    now: datetime.datetime,
    version: int,
    values: dict[str, Any],
    people: Iterable[Person],
    topics: Sequence[str],
) -> Visit:
    """Change a plan, at any time before its record is submitted.

    Parameters: `values`, by name, of PLAN_FIELDS; `topics`, the whole agenda: one that is gone from it is removed
    unless it has been dealt with or has a note.
    Raises WrongState once the record is in, StaleVersion where the plan has changed meanwhile.
    """
    row = take(visit, by=by)
    if row.state not in PLAN_OPEN:
        raise WrongState(row, "edit_plan")
    if row.version != version:
        raise StaleVersion(row)
    for name in PLAN_FIELDS:
        if name in values:
            setattr(row, name, values[name])
    row.save_checked(version=version, fields=[name for name in PLAN_FIELDS if name in values])
    _set_people(row, people)
    _set_topics(row, topics)
    return row


def _set_people(visit: Visit, people: Iterable[Person]) -> None:
    """Keep only people of this client, whatever the form said; and who became part of somebody elsewhere since."""
    here = Q(client_id=visit.client_id) | Q(pk__in=visit.people.values("pk"))
    visit.people.set(Person.objects.filter(here, pk__in=[person.pk for person in people]))


def _set_topics(visit: Visit, texts: Sequence[str]) -> None:
    known = {topic.text: topic for topic in visit.topics.all()}
    for text, topic in known.items():
        if text not in texts and not topic.is_done and not topic.note:
            topic.delete()
    for position, text in enumerate(texts):
        if text not in known:
            VisitTopic.objects.create(visit=visit, position=position, text=text)
        elif known[text].position != position:
            # Its place in the list is no text that anyone could be typing over, so the version stays.
            VisitTopic.objects.filter(pk=known[text].pk).update(position=position)
