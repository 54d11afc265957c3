"""People leave and move: history stays, the seat stays on the chart, the new place points back (K1)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.names import courtesy_of, sort_key, surname_of
from core.writes import ForeignDraft, create_once, save_all_checked
from crm.access import NotYours, check, may_edit_client
from crm.actions.client import lock_client
from crm.actions.seats import keep_seats
from crm.models import (
    Channel,
    Client,
    ContactWay,
    DateKind,
    Department,
    PastPost,
    Person,
    PersonDate,
    PersonPhoto,
)
from crm.models.also import refresh_also

# What goes along to another firm, their photo too: what is the person's own, not the desk's.
OWN_WAYS = (Channel.MOBILE, Channel.WECHAT, Channel.OTHER)
OWN_DAYS = (DateKind.BIRTHDAY, DateKind.WEDDING)


@transaction.atomic
def leave_person(
    *,
    by: User,
    person: Person,
    version: int,
    now: dt.datetime,
    on: dt.date,
    keep_seat: bool,
    to_client: Client | None = None,
    position: str = "",
    new_id: UUID | None = None,
) -> Person:
    """The person has left `person.client` on a day; return them, or who they are at `to_client`.

    With `keep_seat` a placeholder takes their place on the chart, and their reports stand below it. At another client
    they are a new row that points back (`came_from`); visits keep pointing at the old one. Raises `StaleVersion`,
    `ValidationError`, `NotYours` (also for a client `by` may not edit).
    """
    lock_client(by=by, client=person.client)
    if to_client is not None:
        check(may_edit_client(by, to_client))
        if to_client.pk == person.client_id:
            raise ValidationError({"to_client": _("They are at this client. Use “Has another post here”.")})
    _check_day(on, now)
    seat = _vacate(by, person, on, now) if keep_seat and person.position else None
    if seat is None:
        _note_post(by, person, on, now, seat=None)
    person.left_on, person.archived_at = on, now
    person.save_checked(version=version, fields=["left_on", "archived_at"])
    return person if to_client is None else _arrive(by, person, to_client, position, now, new_id)


def leave_together(
    *, by: User, people: Sequence[Person], now: dt.datetime, on: dt.date, keep_seat: bool
) -> list[PastPost]:
    """All of `people`, who are locked and still there, have left on a day; return the posts that they left.

    As `leave_person` does it for one: with `keep_seat` a placeholder takes the place of each who has a position, else
    who reported to them moves up on the chart. A few queries, however many they are. Raises `StaleVersion`,
    `ValidationError`.
    """
    _check_day(on, now)
    seats = keep_seats(people=people, now=now) if keep_seat else {}
    posts = PastPost.objects.bulk_create(_post_of(by, one, on, now, seat=seats.get(one.pk)) for one in people)
    for person in people:
        person.left_on, person.archived_at = on, now
    save_all_checked(people, fields=["left_on", "archived_at", *(["reports_to"] if seats else [])])
    return posts


@transaction.atomic
def move_person(
    *,
    by: User,
    person: Person,
    version: int,
    now: dt.datetime,
    on: dt.date,
    keep_seat: bool,
    position: str = "",
    department: Department | None = None,
    reports_to: Person | None = None,
    takes: Person | None = None,
) -> Person:
    """The person has another post at the same client from a day on; the old one stays in their history.

    `takes` is a vacant seat that they fill: its position (unless another is given), department, superior, reports and
    ways to be reached become theirs, and it leaves the chart. Raises `StaleVersion`, `ValidationError`, `NotYours`.
    """
    lock_client(by=by, client=person.client)
    if department is not None and department.client_id != person.client_id:
        raise ValidationError({"department": _("Choose a department of this client.")})
    if reports_to is not None and (reports_to.client_id != person.client_id or reports_to.pk == person.pk):
        raise ValidationError({"reports_to": _("Choose a person at this client.")})
    was_below = person.reports_to
    seat = _vacate(by, person, on, now) if keep_seat and person.position else None
    if seat is None:
        _note_post(by, person, on, now, seat=None)
    if takes is not None:
        vacant = _vacant(person, takes)
        position, department = position or vacant.position, vacant.department
        person.level = vacant.level or person.level
        reports_to = was_below if vacant.reports_to_id == person.pk else vacant.reports_to
    if seat is None and reports_to is not None and _is_below(reports_to, person):
        raise ValidationError({"reports_to": _("Nobody can report to themselves or to someone below them.")})
    surname = person.surname or surname_of(person.name)
    if person.courtesy_title == courtesy_of(surname, person.position) != "":  # nobody has said otherwise
        person.courtesy_title = courtesy_of(surname, position)
    person.position, person.department, person.reports_to = position, department, reports_to
    saved = person.save_checked(
        version=version, fields=["position", "department", "reports_to", "level", "courtesy_title"]
    )
    if takes is not None:
        _fill(vacant, person, now)
    return saved


def vacant_seats(client: Client) -> QuerySet[Person]:
    """Return the seats of a client whose holder is not known."""
    return Person.objects.filter(client=client, name="", erased_at=None).active()


def _vacant(person: Person, takes: Person) -> Person:
    """Return the seat as it is now. Raises `ValidationError` when somebody has taken it meanwhile."""
    seats = vacant_seats(person.client).select_related("department", "reports_to")
    vacant = seats.filter(pk=takes.pk).exclude(pk=person.pk).first()
    if vacant is None:
        raise ValidationError({"takes": _("This seat is not vacant any more.")})
    return vacant


def _fill(vacant: Person, person: Person, now: dt.datetime) -> None:
    """Let the person have what hung on the seat, and take it off the chart."""
    for report in vacant.reports.exclude(pk=person.pk):
        report.reports_to = person
        report.save_checked(version=report.version, fields=["reports_to"])
    has_best = person.ways.filter(removed_at=None, is_preferred=True).exists()
    for way in vacant.ways.all():
        way.person, way.is_preferred = person, way.is_preferred and not has_best
        way.save_checked(version=way.version, fields=["person", "is_preferred"])
    PastPost.objects.filter(seat=vacant).update(seat=person)
    vacant.archived_at = now
    vacant.save_checked(version=vacant.version, fields=["archived_at"])
    refresh_also(person)


def _is_below(one: Person, person: Person) -> bool:
    above = dict(Person.objects.filter(client_id=person.client_id).values_list("pk", "reports_to_id"))
    at: UUID | None = one.pk
    seen: set[UUID] = set()
    while at is not None and at not in seen:
        if at == person.pk:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _vacate(by: User, person: Person, on: dt.date, now: dt.datetime) -> Person:
    """Leave a placeholder in the person's place, with those who reported to them below it."""
    seat = Person.objects.create(
        id=uuid7(), client=person.client, department=person.department, position=person.position, level=person.level,
        reports_to=person.reports_to, sort_key=sort_key(person.position), created_at=now, updated_at=now,
    )  # fmt: skip
    for report in person.reports.exclude(pk=seat.pk):
        report.reports_to = seat
        report.save_checked(version=report.version, fields=["reports_to"])
    # Who held the seat before them held this one.
    PastPost.objects.filter(seat=person).update(seat=seat)
    _note_post(by, person, on, now, seat=seat)
    return seat


def _note_post(by: User, person: Person, on: dt.date, now: dt.datetime, *, seat: Person | None) -> None:
    """Keep the post that the person leaves; `seat` is what stays of it on the chart."""
    _post_of(by, person, on, now, seat=seat).save(force_insert=True)


def _post_of(by: User, person: Person, on: dt.date, now: dt.datetime, *, seat: Person | None) -> PastPost:
    return PastPost(
        person=person, client_id=person.client_id, position=person.position, department_id=person.department_id,
        until=on, seat=seat, noted_by=by, created_at=now,
    )  # fmt: skip


def _check_day(on: dt.date, now: dt.datetime) -> None:
    if on > now.date() + dt.timedelta(days=1):
        raise ValidationError({"on": _("This day is yet to come.")})


def _arrive(by: User, person: Person, client: Client, position: str, now: dt.datetime, new_id: UUID | None) -> Person:
    """Put the person down at another client, with the ways to reach them and the days that are their own."""
    there = Person(
        id=new_id or uuid7(), client=client, name=person.name, surname=person.surname, reading=person.reading,
        initials=person.initials, other_name=person.other_name, position=position, languages=person.languages,
        photo_key=person.photo_key, sort_key=person.sort_key, came_from=person, created_at=now, updated_at=now,
    )  # fmt: skip
    try:
        there, is_new = create_once(there, same=("client_id", "came_from_id"))
    except ForeignDraft:
        raise NotYours from None
    if not is_new:
        return there
    for way in person.ways.filter(removed_at=None, channel__in=OWN_WAYS):
        ContactWay.objects.create(
            person=there, noted_by=by, channel=way.channel, value=way.value, label=way.label, note=way.note,
            is_preferred=way.is_preferred, key=way.key, created_at=now, updated_at=now,
        )  # fmt: skip
    for day in person.dates.filter(removed_at=None, kind__in=OWN_DAYS):
        PersonDate.objects.create(
            person=there, noted_by=by, kind=day.kind, label=day.label, calendar=day.calendar, year=day.year,
            month=day.month, day=day.day, is_leap_month=day.is_leap_month, note=day.note, next_on=day.next_on,
            created_at=now, updated_at=now,
        )  # fmt: skip
    photo = PersonPhoto.objects.filter(person=person).first() if person.photo_key else None
    if photo is not None:
        PersonPhoto.objects.create(person=there, image=photo.image, noted_by_id=photo.noted_by_id, created_at=now)
    refresh_also(there)
    return there
