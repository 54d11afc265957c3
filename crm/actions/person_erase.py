"""Erase what is known of a person, on demand (PIPL)."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from crm.access import check, may_manage_client
from crm.actions.client import lock_client
from crm.actions.file import score_soon
from crm.models import (
    Acquaintance,
    ContactWay,
    DrillCard,
    Erasure,
    FactSource,
    Favour,
    FormerEmployer,
    FormerPhoto,
    PastPost,
    Person,
    PersonDate,
    PersonPhoto,
    Relation,
    Trait,
)  # fmt: skip

PARTS: tuple[type[models.Model], ...] = (
    ContactWay, PersonDate, Trait, Acquaintance, Favour, FormerEmployer, PastPost, DrillCard,
    FactSource, FormerPhoto,
)  # fmt: skip
BEFORE: list[Callable[[], None]] = []  # what apps above this one lock first, before the client
ALSO: list[Callable[[Person], None]] = []  # what apps above this one keep about a person, erased by themselves
SAME: list[Callable[[Person, User], Iterable[Person]]] = []  # rows that apps above this one know to be the same human
EMPTIED = ("name", "surname", "reading", "initials", "other_name", "courtesy_title", "languages", "photo_key")


@transaction.atomic
def erase_person(*, by: User, person: Person, version: int, now: dt.datetime) -> Person:
    """Delete all that is personal, its history too, and keep an empty seat that visits go on pointing at.

    Rows that were made one with this one go the same way, and so do those of the same human at clients that they left
    or went to, if `by` answers for these too. A trace stays that it was done, by whom and when. Words that people
    wrote into visits and promises are not touched. Raises `StaleVersion`, `NotYours`.
    """
    for lock in BEFORE:
        lock()
    lock_client(by=by, client=person.client)
    check(may_manage_client(by, person.client))
    # Before anything goes: what a merge that is under way brings to them goes as well.
    Person._base_manager.select_for_update(no_key=True).get(pk=person.pk)
    others = [one for one, may_go in same_human(person, by=by, lock=True) if may_go]
    saved = _erase(by, person, version, now)
    for other in others:
        _erase(by, other, other.version, now)
    return saved


def same_human(person: Person, *, by: User, lock: bool = False) -> list[tuple[Person, bool]]:
    """Return the other rows that are the same human and not erased, and theirs, each with whether `by` may erase it.

    What was merged into a row goes with it; what it became part of, and who left for another client or came from one,
    only if `by` answers for it. With `lock` each is locked when it is found.
    """
    found = {person.pk: (person, True)}
    waiting = [person]
    while waiting:
        one = waiting.pop()
        merged = {other.pk for same in SAME for other in same(one, by)}
        moved = Q(came_from=one) | Q(pk=one.came_from_id)
        rows = Person._base_manager.filter(Q(pk__in=merged) | moved, erased_at=None).exclude(pk__in=found)
        if lock:
            rows = rows.select_for_update(no_key=True, of=("self",))
        for other in rows.select_related("client").order_by("pk"):
            may_go = found[one.pk][1] if other.pk in merged else may_manage_client(by, other.client)
            found[other.pk] = (other, may_go)
            waiting.append(other)
    return list(found.values())[1:]


def _erase(by: User, person: Person, version: int, now: dt.datetime) -> Person:
    score_soon([person.client_id])
    for model in PARTS:
        delete_with_history(model._base_manager.filter(person=person))
    delete_with_history(Relation.objects.of(person))
    for erase in ALSO:
        erase(person)
    PersonPhoto.objects.filter(person=person).delete()
    Person.objects.filter(came_from=person).update(came_from=None)
    for name in EMPTIED:
        setattr(person, name, "")
    person.position = person.position or _("Erased person")
    person.sort_key = ""
    person.came_from = None
    person.erased_at = person.archived_at = now
    fields = (*EMPTIED, "position", "sort_key", "came_from", "erased_at", "archived_at")
    saved = person.save_checked(version=version, fields=fields)
    events: Any = Person.pgh_event_model  # type: ignore[attr-defined]
    events._base_manager.filter(pgh_obj_id=person.pk).delete()
    Erasure.objects.create(person=person, by=by, created_at=now)
    return saved


def check_not_erased(person: Person) -> None:
    """Refuse to note anything of who is erased. To be asked in the transaction that writes, its client locked, or the
    person: an erasure that came meanwhile is seen. Raises `NotYours`.
    """
    check(not Person._base_manager.filter(pk=person.pk, erased_at__isnull=False).exists())


def delete_with_history(rows: models.QuerySet[Any]) -> None:
    """Delete rows and what their history says of them."""
    keys = list(rows.values_list("pk", flat=True))
    model = rows.model
    model._base_manager.filter(pk__in=keys).delete()
    event = getattr(model, "pgh_event_model", None)
    if event is not None:
        event._base_manager.filter(pgh_obj_id__in=keys).delete()
