"""What is remembered of people, where it counts (V12, H8): days that come round, small requests, open favours."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core.prepared import Keys, prepared
from crm.access import may_edit_client
from crm.models import Client, ContactWay, Favour, FavourSide, Person, PersonDate, Trait
from crm.models.person_date import soon_days
from crm.models.trait import rules

TRAITS_SHOWN = 3  # of one person, before a visit
TRAITS_AT_HAND = 12  # during one
OPEN_SIDES = (FavourSide.ASKED, FavourSide.OWED)
GREETING_DAYS = 7  # ahead: enough for a card or a call, few enough to read each morning
DAY = (
    "kind", "label", "calendar", "month", "day", "is_leap_month", "year", "next_on",
    *(f"person__{name}" for name in ("client", "name", "position", "courtesy_title", "photo_key", "client__name")),
)  # fmt: skip


def mark_days(people: Iterable[Person], *, today: dt.date) -> None:
    """Put on each person, as `soon`, the day of theirs that comes round within 14 days; else None."""
    rows: list[Any] = list(people)
    found = {date.person_id: date for date in _days(Keys(one.pk for one in rows), *soon_days(today))} if rows else {}
    for one in rows:
        one.soon = found.get(one.pk)


def remember(people: Iterable[Person], *, user: User, today: dt.date, most: int = TRAITS_SHOWN) -> None:
    """Put on each person whom `user` sees and is to meet `soon`, how to reach them (`ways_shown`), and what to mind.

    What to mind is in `traits_shown`, `most` of each; sensitive notes are read one by one, with a log
    (`mark_sensitive`). Four queries for any number of people.
    """
    rows: list[Any] = list(people)
    seen = Keys(one.pk for one in _seen(user, Keys(one.pk for one in rows))) if rows else Keys()
    mark_days([one for one in rows if one.pk in seen], today=today)
    for one in rows:
        one.traits_shown, one.ways_shown = [], []
    by_id = {one.pk: one for one in rows}
    for trait in _traits(seen) if seen else ():
        if len(by_id[trait.person_id].traits_shown) < most:
            by_id[trait.person_id].traits_shown.append(trait)
    for way in _ways(seen) if seen else ():
        by_id[way.person_id].ways_shown.append(way)


def mark_sensitive(people: Iterable[Person], client: Client, *, user: User) -> None:
    """Put on each person, as `sensitive`, the sensitive notes that `user` may read, each with a log.

    Of those at `client` alone: a visit may have met somebody who was merged into a person of another client.
    """
    rows: list[Any] = []
    for one in people:
        one.sensitive = []  # type: ignore[attr-defined]
        if one.client_id == client.pk:
            rows.append(one)
    found = _sensitive(Keys(one.pk for one in rows), timezone.localdate()) if rows else []
    if not found or not may_edit_client(user, client):
        return
    house, by_id = rules(), {one.pk: one for one in rows}
    for trait in found:
        if house.allows(trait.sensitivity):
            by_id[trait.person_id].sensitive.append(trait)


def days_of(user: User, *, today: dt.date, most: int) -> list[PersonDate]:
    """Return the days of people at the person's own clients that come round within a week, the next first."""
    return _days_of(user, today, today + dt.timedelta(days=GREETING_DAYS))[:most]


@prepared(planned=True)
def _seen(user: User, people: Keys) -> QuerySet[Person]:
    return Person.objects.visible_to(user).filter(pk__any_of=people).only("id")


@prepared(planned=True)
def _days(people: Keys, first: dt.date, last: dt.date) -> QuerySet[PersonDate]:
    # The next of several comes last, and so is the one that stays.
    return PersonDate.objects.within(first, last).filter(person__any_of=people).order_by("-next_on", "-pk")


@prepared(planned=True)
def _traits(people: Keys) -> QuerySet[Trait]:
    # Backwards by name is, as it happens, by what a visit needs: taboo, request, interest, habit, character.
    return Trait.objects.there().plain().filter(person__any_of=people).order_by("-kind", "-noted_on", "-pk")


@prepared(planned=True)
def _sensitive(people: Keys, today: dt.date) -> QuerySet[Trait]:
    # What it says stays in the database: nobody has asked to read it yet.
    rows = Trait.objects.there().exclude(sensitivity="").filter(person__any_of=people, expires_on__gte=today)
    return rows.only("person", "sensitivity", "reason", "expires_on").order_by("expires_on", "pk")


@prepared(planned=True)
def _ways(people: Keys) -> QuerySet[ContactWay]:
    rows = ContactWay.objects.there().filter(person__any_of=people)
    return rows.only("person", "channel", "value", "is_preferred").order_by("-is_preferred", "created_at", "pk")


@prepared(planned=True)
def _days_of(user: User, first: dt.date, last: dt.date) -> QuerySet[PersonDate]:
    rows = PersonDate.objects.within(first, last).filter(
        person__client__owner=user, person__client__archived_at=None, person__archived_at=None
    )
    return rows.select_related("person__client").only(*DAY).order_by("next_on", "pk")[:50]


@prepared(planned=True)
def open_favours(client_id: UUID) -> QuerySet[Favour]:
    """Return the favours between us and the client's people that somebody asked and nobody has done, oldest first."""
    rows = Favour.objects.there().filter(side__in=OPEN_SIDES, person__client_id=client_id, person__erased_at=None)
    return (
        rows.select_related("person")
        .only("side", "text", "on", "person__name", "person__position")
        .order_by("on", "pk")[:20]
    )
