"""Do one thing to many people at clients at once, and take it back at once.

Each is left as one person's own action would leave them, by a number of queries that does not grow with them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import save_all_checked
from crm.access import check
from crm.actions.bulk import MOST
from crm.actions.bulk_act import begin_act, end_act, open_for_undo, undone
from crm.actions.file import score_soon
from crm.actions.person_move import leave_together
from crm.actions.seats import give_up_seats, vacant_still
from crm.models import Acquaintance, Client, Department, PastPost, Person, PersonLevel, Strength
from crm.models.bulk import BulkAct, BulkKindPeople

Done = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many are as they were; `moved`, those changed since and left alone; `gone`, how many are
    not open to the person any more.
    """

    back: int = 0
    moved: tuple[Person, ...] = ()
    gone: int = 0


@transaction.atomic
def act_on_people(
    *,
    by: User,
    now: dt.datetime,
    kind: str,
    versions: Mapping[UUID, int],
    level: str = "",
    department: Department | None = None,
    strength: int = Strength.WELL,
    on: dt.date | None = None,
    keep_seat: bool = False,
    new_id: UUID | None = None,
) -> tuple[BulkAct, bool]:
    """Set the people's level or department, note that `by` knows them, or that they have left.

    Return what the undo needs (`done` holds those that it changed), and whether it was done now. Parameters:
    `versions`, of each person as `by` saw them, those not open to `by` being left out like those that are not there;
    `strength`, how well they are known; `on`, the day they left; `keep_seat`, whether a vacant seat stays of each who
    has a position; `new_id` sent twice acts once. Raises `StaleVersion` when one was changed meanwhile,
    `ValidationError` by field: then none is touched. `NotYours` when nobody is left.
    """
    act, is_new = begin_act(by=by, now=now, kind=kind, new_id=new_id)
    if not is_new:
        return act, False
    people = _locked(by, versions)
    for person in people:
        if person.version != versions[person.pk]:
            raise StaleVersion(person)
    if kind == BulkKindPeople.LEVEL:
        check(level in PersonLevel.values)
        return end_act(act, _set(people, "level", level)), True
    if kind == BulkKindPeople.DEPARTMENT:
        if department is None or any(person.client_id != department.client_id for person in people):
            raise ValidationError({"department": _("Choose a department of this client.")})
        return end_act(act, _set(people, "department_id", department.pk)), True
    named = [person for person in people if not person.is_placeholder]
    if kind == BulkKindPeople.KNOW:
        return end_act(act, _know(by, named, strength, now)), True
    check(kind == BulkKindPeople.LEAVE and on is not None)
    there = [person for person in named if person.archived_at is None]
    return end_act(act, _leave(by, there, on or now.date(), now, keep_seat=keep_seat)), True


@transaction.atomic
def undo_act_on_people(*, by: User, now: dt.datetime, act: BulkAct) -> Undone:
    """Put all back that the act changed, but for what somebody has changed since. Twice is once.

    Raises `NotYours` for another's act.
    """
    open_act = open_for_undo(by=by, act=act, kinds=BulkKindPeople.values)
    if open_act is None:
        return Undone()
    before = {UUID(one["id"]): one for one in open_act.done}
    people = _locked(by, before) if before else []
    if act.kind == BulkKindPeople.KNOW:
        back = _know_no_more(people, before, now)
    else:
        back = [person for person in people if person.version == before[person.pk]["version"]]
        seats = vacant_still(people=back, before=before)
        back = [one for one in back if one.pk in seats or "seat" not in before[one.pk]]
        _put_back(back, before, seats, now)
    undone(open_act, now=now)
    kept = {person.pk for person in back}
    moved = tuple(person for person in people if person.pk not in kept)
    return Undone(len(back), moved, len(before) - len(people))


def clients_of(*, by: User, people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return the client of each of `people` who may be acted on: whom `by` sees, and who is not erased."""
    seen = Person.objects.visible_to(by).filter(pk__in=list(people), erased_at=None)
    return dict(seen.values_list("pk", "client_id"))


def _locked(by: User, people: Iterable[UUID]) -> list[Person]:
    """Lock the people's clients, as each act on one of them does, then the people; both in the order of their keys.

    Raises `NotYours` when there is nobody, or there are too many.
    """
    check(by.may(Permission.RECORD))
    clients = clients_of(by=by, people=people)
    check(0 < len(clients) <= MOST)
    firms = Client.objects.filter(pk__in=set(clients.values())).order_by("pk").select_for_update(no_key=True)
    score_soon(list(firms.values_list("pk", flat=True)))
    rows = Person.objects.filter(pk__in=list(clients), erased_at=None).order_by("pk")
    return list(rows.select_for_update(no_key=True))


def _set(people: Sequence[Person], name: str, value: Any) -> Done:
    """Write one column of those that have another value there; return what each had."""
    others = [person for person in people if getattr(person, name) != value]
    had = {person.pk: getattr(person, name) for person in others}
    for person in others:
        setattr(person, name, value)
    save_all_checked(others, fields=[name.removesuffix("_id")])
    return [_done(person, was={name: had[person.pk] and str(had[person.pk])}) for person in others]


def _leave(by: User, people: Sequence[Person], on: dt.date, now: dt.datetime, *, keep_seat: bool) -> Done:
    posts = leave_together(by=by, people=people, now=now, on=on, keep_seat=keep_seat)
    was = {"left_on": None, "archived_at": None}  # who is there has neither
    return [
        _done(person, was=was, post=str(post.pk), **({"seat": str(post.seat_id)} if post.seat_id else {}))
        for person, post in zip(people, posts, strict=True)
    ]


def _know(by: User, people: Sequence[Person], strength: int, now: dt.datetime) -> Done:
    """Name `by` among the colleagues who know each, unless they are named there already."""
    keys = [person.pk for person in people]
    known = set(Acquaintance.objects.there().filter(colleague=by, person__in=keys).values_list("person_id", flat=True))
    made = [
        Acquaintance(
            id=uuid7(), person=person, noted_by=by, colleague=by, strength=strength, created_at=now, updated_at=now
        )
        for person in people
        if person.pk not in known
    ]
    Acquaintance.objects.bulk_create(made)
    return [_done(row.person, part=str(row.pk)) for row in made]


def _know_no_more(people: Sequence[Person], before: Mapping[UUID, dict[str, Any]], now: dt.datetime) -> list[Person]:
    """Take the untouched notes out again, as their own removal does; return whose they were."""
    rows = Acquaintance.objects.there().filter(pk__in=[before[person.pk]["part"] for person in people], version=1)
    found = {row.person_id: row for row in rows.order_by("pk").select_for_update(no_key=True)}
    for row in found.values():
        row.removed_at = now
    save_all_checked(list(found.values()), fields=["removed_at"])
    return [person for person in people if person.pk in found]


def _put_back(
    people: Sequence[Person], before: Mapping[UUID, dict[str, Any]], seats: Mapping[UUID, Person], now: dt.datetime
) -> None:
    """Write to each what it had; forget the posts that were noted as left, and take the seats that stayed away."""
    if not people:
        return
    PastPost.objects.filter(pk__in=[before[one.pk]["post"] for one in people if "post" in before[one.pk]]).delete()
    give_up_seats(people=people, seats=seats, now=now)
    for person in people:
        for name, value in before[person.pk]["was"].items():
            setattr(person, name, value)
    fields = [name.removesuffix("_id") for name in before[people[0].pk]["was"]]
    save_all_checked(people, fields=[*fields, *(["reports_to"] if seats else [])])


def _done(person: Person, **what: Any) -> dict[str, Any]:
    return {"id": str(person.pk), "version": person.version, **what}
