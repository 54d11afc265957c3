"""Seats that stay on the chart when several people leave at once, and go again when that is taken back.

As `person_move` keeps one for one person, by a number of queries that does not grow with them. Whoever calls has
locked the clients and the people.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from core.ids import uuid7
from core.names import sort_key
from core.writes import save_all_checked
from crm.models import PastPost, Person


def keep_seats(*, people: Sequence[Person], now: dt.datetime) -> dict[UUID, Person]:
    """Put a placeholder in the place of each of `people` who has a position; return them by whose place it is.

    Who reported to them stands below it: those of `people` are only told so, for their caller to save (`reports_to`).
    """
    seats = {
        person.pk: Person(
            id=uuid7(), client_id=person.client_id, department_id=person.department_id, position=person.position,
            level=person.level, reports_to_id=person.reports_to_id, sort_key=sort_key(person.position),
            created_at=now, updated_at=now,
        )
        for person in people
        if person.position
    }  # fmt: skip
    below = _below(seats)
    leaving = {person.pk: person for person in people}
    for one in (*people, *seats.values(), *below):
        if one.reports_to_id in seats:
            one.reports_to_id = seats[one.reports_to_id].pk
    Person.objects.bulk_create(seats.values())
    save_all_checked([one for one in below if one.pk not in leaving], fields=["reports_to"])
    posts = list(PastPost.objects.filter(seat__in=seats))  # who held the seat before them held this one
    for post in posts:
        post.seat = seats[cast(UUID, post.seat_id)]
    PastPost.objects.bulk_update(posts, ["seat"])
    return seats


def vacant_still(*, people: Sequence[Person], before: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, Person]:
    """Return, locked and by whose place it is, each seat of an act that nobody has filled or described anew since.

    Parameters: `before`, what the act has kept of each person, with the key of the `seat`, which may stand elsewhere
    on the chart by now.
    """
    holders = {UUID(before[one.pk]["seat"]): one for one in people if before[one.pk].get("seat")}
    if not holders:
        return {}
    seats = Person.objects.filter(pk__in=holders, name="", erased_at=None).active().order_by("pk")
    return {
        holders[seat.pk].pk: seat
        for seat in seats.select_for_update(no_key=True)
        if _described(seat) == _described(holders[seat.pk])
    }


def give_up_seats(*, people: Sequence[Person], seats: Mapping[UUID, Person], now: dt.datetime) -> None:
    """Take `seats` off the chart and put those of `people` whose place they are there instead.

    Whoever stands below a seat stands below its holder then; `people` are only told so, for their caller to save
    (`reports_to`).
    """
    if not seats:
        return
    holders = {seats[one.pk].pk: one for one in people if one.pk in seats}
    below = _below(holders)
    for person in people:
        if person.pk in seats:
            person.reports_to_id = seats[person.pk].reports_to_id
    back = {person.pk for person in people}
    others = [one for one in below if one.pk not in back and one.pk not in holders]
    for one in (*people, *others):
        if one.reports_to_id in holders:
            one.reports_to_id = holders[one.reports_to_id].pk
    save_all_checked(others, fields=["reports_to"])
    posts = list(PastPost.objects.filter(seat__in=holders))
    for post in posts:
        post.seat = holders[cast(UUID, post.seat_id)]
    PastPost.objects.bulk_update(posts, ["seat"])
    for seat in seats.values():
        seat.archived_at = now
    save_all_checked(list(seats.values()), fields=["archived_at"])


def _described(person: Person) -> tuple[Any, ...]:
    return person.position, person.level, person.department_id


def _below(above: Mapping[UUID, Any]) -> list[Person]:
    return list(Person.objects.filter(reports_to__in=above).order_by("pk").select_for_update(no_key=True))
