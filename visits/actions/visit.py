"""A visit's states and every step between them.

| act | from | to |
|---|---|---|
| confirm | planned | confirmed |
| unconfirm (undo) | confirmed | planned |
| reschedule | planned, confirmed | planned, or confirmed where the new time is agreed |
| arrive | planned, confirmed | in progress |
| unarrive (undo) | in progress, by appointment | planned or confirmed, as before |
| leave | in progress | to record |
| unleave (undo) | to record | in progress |
| hold (it took place, nobody tapped) | planned, confirmed, in progress | to record |
| unhold (undo) | to record, nothing recorded yet | as before |
| cancel | planned, confirmed, in progress | cancelled |
| restore (undo) | cancelled | as before |
| submit (record.py) | to record, sent back | recorded |
| accept, send_back (review.py) | recorded | accepted, sent back |

A tap that arrives twice finds its work done and changes nothing. Any other act that the table does not hold raises
`WrongState`; one made from an old page raises `StaleVersion`. Both carry the row as it is now.
"""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.models import StaleVersion
from visits.access import may_work_on
from visits.actions import reminder
from visits.models import CalendarDay, ReminderKind, Visit, VisitChange, VisitKind, VisitRecord, VisitState
from visits.moments import zone_of

PLANNED, CONFIRMED, IN_PROGRESS = VisitState.PLANNED, VisitState.CONFIRMED, VisitState.IN_PROGRESS
TO_RECORD, RECORDED, SENT_BACK = VisitState.TO_RECORD, VisitState.RECORDED, VisitState.SENT_BACK
ACCEPTED, CANCELLED = VisitState.ACCEPTED, VisitState.CANCELLED

TRANSITIONS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "confirm": (frozenset({PLANNED}), frozenset({CONFIRMED})),
    "unconfirm": (frozenset({CONFIRMED}), frozenset({PLANNED})),
    "reschedule": (frozenset({PLANNED, CONFIRMED}), frozenset({PLANNED, CONFIRMED})),
    "arrive": (frozenset({PLANNED, CONFIRMED}), frozenset({IN_PROGRESS})),
    "unarrive": (frozenset({IN_PROGRESS}), frozenset({PLANNED, CONFIRMED})),
    "leave": (frozenset({IN_PROGRESS}), frozenset({TO_RECORD})),
    "unleave": (frozenset({TO_RECORD}), frozenset({IN_PROGRESS})),
    "hold": (frozenset({PLANNED, CONFIRMED, IN_PROGRESS}), frozenset({TO_RECORD})),
    "unhold": (frozenset({TO_RECORD}), frozenset({PLANNED, CONFIRMED, IN_PROGRESS})),
    "cancel": (frozenset({PLANNED, CONFIRMED, IN_PROGRESS}), frozenset({CANCELLED})),
    "restore": (frozenset({CANCELLED}), frozenset({PLANNED, CONFIRMED, IN_PROGRESS})),
    "submit": (frozenset({TO_RECORD, SENT_BACK}), frozenset({RECORDED})),
    "accept": (frozenset({RECORDED}), frozenset({ACCEPTED})),
    "send_back": (frozenset({RECORDED}), frozenset({SENT_BACK})),
}
OWED_AFTER = datetime.timedelta(hours=2)


class WrongState(Exception):
    """The visit's state does not allow the act. Carries `visit` as it is now."""

    def __init__(self, visit: Visit, act: str) -> None:
        super().__init__(f"{act} is not possible for a visit that is {visit.state}")
        self.visit, self.act = visit, act


def take(visit: Visit, *, by: User) -> Visit:
    """Lock the visit's row for this transaction and return it as it is now. Raises PermissionDenied for others."""
    if not may_work_on(by, visit):
        raise PermissionDenied
    return Visit.objects.select_for_update().get(pk=visit.pk)


def check(visit: Visit, act: str, *, version: int) -> None:
    """Refuse an act that the table does not hold (`WrongState`) or that comes from an old page (`StaleVersion`)."""
    if visit.state not in TRANSITIONS[act][0]:
        raise WrongState(visit, act)
    if visit.version != version:
        raise StaleVersion(visit)


def _move(visit: Visit, to: str, *, version: int, **values: object) -> Visit:
    visit.state = to
    for name, value in values.items():
        setattr(visit, name, value)
    return visit.save_checked(version=version, fields=("state", *values))


def _state_before(visit: Visit) -> str:
    """Return the state that the visit's stamps speak of."""
    if visit.arrived_at:
        return IN_PROGRESS
    return CONFIRMED if visit.confirmed_at else PLANNED


@transaction.atomic
def confirm(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """The client agreed to the time (V3)."""
    row = take(visit, by=by)
    if row.state == CONFIRMED:
        return row
    check(row, "confirm", version=version)
    return _move(row, CONFIRMED, version=version, confirmed_at=now)


@transaction.atomic
def unconfirm(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """Take a confirmation back."""
    row = take(visit, by=by)
    if row.state == PLANNED:
        return row
    check(row, "unconfirm", version=version)
    return _move(row, PLANNED, version=version, confirmed_at=None)


@transaction.atomic
def reschedule(
    *,
    visit: Visit,
    by: User,
    now: datetime.datetime,
    version: int,
    starts_at: datetime.datetime,
    reason: str,
    is_agreed: bool,
) -> Visit:
    """Move the visit to another time and keep the old one with its reason (V3).

    Parameters: `is_agreed`, the client knows the new time, so the visit is confirmed; else it is planned anew.
    """
    row = take(visit, by=by)
    if row.starts_at == starts_at and row.version != version:
        return row  # the same form, a second time
    check(row, "reschedule", version=version)
    VisitChange.objects.create(
        visit=row, by=by, old_starts_at=row.starts_at, new_starts_at=starts_at, reason=reason, created_at=now
    )
    return _move(
        row,
        CONFIRMED if is_agreed else PLANNED,
        version=version,
        starts_at=starts_at,
        confirmed_at=now if is_agreed else None,
    )


@transaction.atomic
def arrive(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """The manager is there (V5)."""
    row = take(visit, by=by)
    if row.arrived_at and row.state != CANCELLED:
        return row
    check(row, "arrive", version=version)
    return _move(row, IN_PROGRESS, version=version, arrived_at=now)


@transaction.atomic
def unarrive(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """Take an arrival back. A drop-in begins with it, so it can only be cancelled."""
    row = take(visit, by=by)
    if row.is_ahead:
        return row
    if row.kind == VisitKind.DROP_IN:
        raise WrongState(row, "unarrive")
    check(row, "unarrive", version=version)
    row.arrived_at = None
    return _move(row, _state_before(row), version=version, arrived_at=None)


@transaction.atomic
def leave(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """The manager has left; the record is owed from now on (V8, V9)."""
    row = take(visit, by=by)
    if row.left_at and row.state != CANCELLED:
        return row
    check(row, "leave", version=version)
    # Two servers' clocks may differ by a moment; nobody leaves before arriving.
    row = _move(row, TO_RECORD, version=version, left_at=max(now, row.arrived_at or now))
    _remind_of_record(row)
    return row


@transaction.atomic
def unleave(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """Take a departure back: the talk goes on."""
    row = take(visit, by=by)
    if row.state == IN_PROGRESS:
        return row
    check(row, "unleave", version=version)
    reminder.withdraw(subject_id=row.pk, now=now, kinds=(ReminderKind.RECORD_OWED,))
    return _move(row, IN_PROGRESS, version=version, left_at=None)


@transaction.atomic
def hold(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """The visit took place as planned and nobody tapped; its planned times stand for the real ones (R3).

    Raises `WrongState` while the planned end is still to come.
    """
    row = take(visit, by=by)
    if row.left_at and row.state != CANCELLED:
        return row
    if row.ends_at > now:
        raise WrongState(row, "hold")
    check(row, "hold", version=version)
    arrived = row.arrived_at or row.starts_at
    row = _move(row, TO_RECORD, version=version, arrived_at=arrived, left_at=max(arrived, row.ends_at))
    _remind_of_record(row, now=now)
    return row


@transaction.atomic
def unhold(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """Take back that it took place as planned. Raises `WrongState` once its record is begun."""
    row = take(visit, by=by)
    if row.state in TRANSITIONS["unhold"][1]:
        return row
    check(row, "unhold", version=version)
    if VisitRecord.objects.filter(visit=row).exists():
        raise WrongState(row, "unhold")
    reminder.withdraw(subject_id=row.pk, now=now, kinds=(ReminderKind.RECORD_OWED,))
    if row.kind != VisitKind.DROP_IN and row.arrived_at == row.starts_at:  # the planned time stood for an arrival
        row.arrived_at = None
    return _move(row, _state_before(row), version=version, arrived_at=row.arrived_at, left_at=None)


@transaction.atomic
def cancel(*, visit: Visit, by: User, now: datetime.datetime, version: int, reason: str) -> Visit:
    """Call the visit off, with its reason (V3). Possible at the door too: the client was called away."""
    row = take(visit, by=by)
    if row.state == CANCELLED:
        return row
    check(row, "cancel", version=version)
    VisitChange.objects.create(visit=row, by=by, old_starts_at=row.starts_at, reason=reason, created_at=now)
    return _move(row, CANCELLED, version=version, cancelled_at=now, cancel_reason=reason)


@transaction.atomic
def restore(*, visit: Visit, by: User, now: datetime.datetime, version: int) -> Visit:
    """Take a cancellation back."""
    row = take(visit, by=by)
    if row.state != CANCELLED and row.cancelled_at is None:
        return row
    check(row, "restore", version=version)
    VisitChange.objects.filter(visit=row, new_starts_at=None, created_at=row.cancelled_at or now).delete()
    return _move(row, _state_before(row), version=version, cancelled_at=None, cancel_reason="")


def _remind_of_record(visit: Visit, *, now: datetime.datetime | None = None) -> None:
    """Ask for the record two hours after leaving, and on the next workday's morning (V9)."""
    left = max(visit.left_at or visit.starts_at, now or visit.starts_at)
    owner = visit.owner
    next_day = CalendarDay.objects.next_workday(left.astimezone(zone_of(owner)).date())
    for due_at in (left + OWED_AFTER, reminder.morning_of(next_day, owner)):
        reminder.schedule(
            kind=ReminderKind.RECORD_OWED,
            subject_kind=reminder.VISIT,
            subject_id=visit.pk,
            due_at=due_at,
            recipients=[owner],
        )
