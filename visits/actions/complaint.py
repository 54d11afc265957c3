"""Raise, answer, solve, call back and close complaints (W6). Each rewrites the reminders in the same transaction."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.models import StaleVersion
from core.text import clean_text
from core.writes import create_once
from crm.access import NotYours, check, may_edit_client, who_see_client
from crm.models import Client, Person
from visits.access import may_settle
from visits.actions.clocks import rewrite_clocks, set_due, tell_owner
from visits.models import (
    CalendarDay,
    Complaint,
    ComplaintRules,
    ComplaintState,
    ComplaintWay,
    Request,
    Severity,
    Verdict,
    Visit,
)

TO_SETTLE = (ComplaintState.RAISED, ComplaintState.ANSWERED)


class NotPossible(Exception):
    """The complaint is not in a state that allows this."""


def rules() -> ComplaintRules:
    """Return the rules on complaints as they are; the usual ones until an admin has set others."""
    return ComplaintRules.objects.first() or ComplaintRules()


@transaction.atomic
def set_rules(*, by: User, version: int, values: dict[str, Any]) -> ComplaintRules:
    """Set the rules; complaints that are open keep the moments they were promised. Raises StaleVersion."""
    row, _is_new = ComplaintRules.objects.get_or_create(is_only=True)
    for name, value in values.items():
        setattr(row, name, value)
    return row.save_checked(version=version, fields=list(values))


@transaction.atomic
def raise_complaint(
    *,
    by: User,
    now: dt.datetime,
    client: Client,
    text: str,
    way: str = ComplaintWay.PHONE,
    severity: str = Severity.SERIOUS,
    raised_at: dt.datetime | None = None,
    owner: User | None = None,
    person: Person | None = None,
    visit: Visit | None = None,
    request: Request | None = None,
    id: UUID | None = None,
) -> Complaint:
    """Note a complaint and start both clocks at `raised_at`. Its owner is told unless they noted it themselves.

    Raises NotYours for a client that `by` may not work on, ValueError for a person or visit of another client,
    ValidationError for an owner who does not see the client, ForeignDraft for somebody else's id.
    """
    check(may_edit_client(by, client))
    # Who asked, and became part of somebody at another client since, is still the one who complains.
    stranger = person if request is None or request.person_id != getattr(person, "pk", None) else None
    if any(one is not None and one.client_id != client.pk for one in (stranger, visit, request)):
        raise ValueError("person, visit and request must belong to the client")
    owner = owner or client.owner
    _may_own(client, owner)
    raised_at = min(raised_at or now, now)
    complaint = Complaint(
        id=id or uuid7(), created_at=now, updated_at=now, client=client, person=person, visit=visit, request=request,
        owner=owner, team=owner.team, noted_by=by, text=clean_text(text), way=way, severity=severity,
        raised_at=raised_at, solve_from=raised_at,
    )  # fmt: skip
    _set_clocks(complaint)
    complaint, is_new = create_once(complaint, same=("noted_by_id", "client_id"))
    if is_new:
        rewrite_clocks(complaint, now=now)
        if owner.pk != by.pk:
            tell_owner(complaint, now=now)
    return complaint


@transaction.atomic
def open_from_request(*, by: User, request: Request, now: dt.datetime) -> Complaint:
    """Open a complaint with what was noted in a visit: once, a second tap returns the first.

    Raises NotYours; NotPossible for a request that is no complaint or has been resolved.
    """
    request = Request.objects.select_for_update(of=("self",)).select_related("client__owner__team").get(pk=request.pk)
    existing = Complaint.objects.filter(request=request).first()
    if existing is not None:
        return existing
    if not request.is_complaint or request.resolved_at:
        raise NotPossible
    return raise_complaint(
        by=by, now=now, client=request.client, text=request.text, way=ComplaintWay.FACE,
        raised_at=request.noted_at, person=request.person, visit=request.visit, request=request,
    )  # fmt: skip


@transaction.atomic
def take_opening_back(*, by: User, complaint: Complaint, version: int) -> None:
    """Undo the opening from a visit while nothing has been done, said or kept about it: all that would go with it.

    Whoever noted it may, besides who may settle it. Raises StaleVersion, NotPossible, NotYours.
    """
    current = _found(complaint)
    check(may_settle(by, current) or current.noted_by_id == by.pk)
    _as_read(current, version)
    if current.state != ComplaintState.RAISED or current.version != 1 or current.request_id is None:
        raise NotPossible
    if current.comments.exists() or current.attachments.exists():
        raise NotPossible
    rewrite_clocks(current, now=current.created_at, withdrawn=True)
    current.delete()


@transaction.atomic
def edit_complaint(
    *, by: User, complaint: Complaint, version: int, now: dt.datetime, values: dict[str, Any]
) -> Complaint:
    """Change words, person, way, severity, moment or owner; the clocks follow another severity or moment.

    Until it is closed, its answer and solution are put right as well, with the moments they have. Raises StaleVersion,
    NotYours, ValidationError for an owner who does not see the client, NotPossible for words that do not stand yet.
    """
    current = _locked(complaint, by, version)
    was, timed_by = current.owner_id, (current.severity, current.raised_at)
    person = values.get("person")  # one who became part of somebody at another client stays the one who complained
    if person and person.client_id != current.client_id and person.pk != current.person_id:
        raise ValueError("the person must belong to the client")
    for name in ("text", "person", "way", "severity", "raised_at", "owner"):
        if name in values:
            setattr(current, name, values[name])
    for name in {"answer", "solution"} & values.keys():
        if name not in current.words_to_put_right:
            raise NotPossible
        setattr(current, name, clean_text(values[name]))
    if current.owner_id != was:
        _may_own(current.client, current.owner)
        current.team = current.owner.team
    if current.round == 1:
        current.solve_from = current.raised_at
    if current.is_open and (current.severity, current.raised_at) != timed_by:
        _set_clocks(current)
    fields = ["text", "person", "way", "severity", "raised_at", "owner", "team", "answer", "solution", *CLOCKS]
    current.save_checked(version=version, fields=fields)
    rewrite_clocks(current, now=now)
    if current.owner_id not in (was, by.pk) and current.is_open:
        tell_owner(current, now=now)
    return current


@transaction.atomic
def answer(*, by: User, complaint: Complaint, version: int, now: dt.datetime, words: str) -> Complaint:
    """Say what they were answered; the first clock stops. Raises StaleVersion, NotPossible, NotYours."""
    current = _in(complaint, by, version, ComplaintState.RAISED)
    current.state, current.answered_at, current.answer = ComplaintState.ANSWERED, now, clean_text(words)
    return _go_on(current, version, now, ("answered_at", "answer"))


@transaction.atomic
def solve(*, by: User, complaint: Complaint, version: int, now: dt.datetime, words: str) -> Complaint:
    """Say what was done; the second clock stops, and the time for the call-back begins.

    Who solves at once has answered with it. Raises StaleVersion, NotPossible, NotYours.
    """
    current = _in(complaint, by, version, *TO_SETTLE)
    current.answered_at = current.answered_at or now
    current.state, current.solved_at, current.solution = ComplaintState.SOLVED, now, clean_text(words)
    return _go_on(current, version, now, ("answered_at", "solved_at", "solution"))


@transaction.atomic
def call_back(
    *, by: User, complaint: Complaint, version: int, now: dt.datetime, verdict: str, words: str = ""
) -> Complaint:
    """Keep what the client says about the solution. "Not satisfied" opens it again, with a new solution clock.

    As long as it is not closed they may say otherwise; its history keeps both. Raises StaleVersion, NotPossible,
    NotYours.
    """
    current = _in(complaint, by, version, ComplaintState.SOLVED, ComplaintState.CALLED_BACK)
    current.verdict, current.verdict_note, current.called_back_at = Verdict(verdict), clean_text(words), now
    current.state = ComplaintState.CALLED_BACK
    fields = ["verdict", "verdict_note", "called_back_at"]
    if current.verdict == Verdict.NOT:
        current.state, current.solved_at, current.solve_from = ComplaintState.ANSWERED, None, now
        current.round += 1
        _set_clocks(current)
        fields += ["solved_at", "round", *CLOCKS]
    return _go_on(current, version, now, fields)


@transaction.atomic
def close(*, by: User, complaint: Complaint, version: int, now: dt.datetime) -> Complaint:
    """Close it after the call-back. Closing a closed one changes nothing. Raises as `answer` does."""
    current = _locked(complaint, by, None)
    if current.state == ComplaintState.CLOSED:
        return current
    current = _in(complaint, by, version, ComplaintState.CALLED_BACK)
    current.state, current.closed_at = ComplaintState.CLOSED, now
    return _go_on(current, version, now, ("closed_at",))


@transaction.atomic
def reopen(*, by: User, complaint: Complaint, version: int, now: dt.datetime) -> Complaint:
    """Take a closing back: it stands after its call-back again. Raises as `answer` does."""
    current = _in(complaint, by, version, ComplaintState.CLOSED)
    current.state, current.closed_at = ComplaintState.CALLED_BACK, None
    return _go_on(current, version, now, ("closed_at",))


def hand_complaints_over(
    *, client: Client, giver: UUID, taker: User, now: dt.datetime, only: Collection[str] | None = None
) -> list[UUID]:
    """Give the open complaints that `giver` (an id) has to settle at a client to `taker`, with their clocks.

    `only` those, if ids are given. Return the ids of those given. To be called in the transaction of the hand-over.
    """
    rows = Complaint.objects.filter(client=client, owner_id=giver).open().order_by("pk")
    if only is not None:
        rows = rows.filter(pk__in=only)
    given = []
    for complaint in rows.select_for_update(of=("self",)):
        complaint.owner, complaint.team = taker, taker.team
        complaint.save_checked(version=complaint.version, fields=("owner", "team"))
        rewrite_clocks(complaint, now=now)
        given.append(complaint.pk)
    return given


CLOCKS = ("answer_due_at", "solve_from", "solve_due_at", "due_at")


def _set_clocks(complaint: Complaint) -> None:
    """Work out both clocks, in work time, and which of them runs."""
    now = rules()
    hours = {"begins": now.works_from, "ends": now.works_until}
    complaint.answer_due_at = CalendarDay.objects.after_work_time(
        complaint.raised_at, now.term(complaint.severity, "answer"), **hours
    )
    complaint.solve_due_at = CalendarDay.objects.after_work_time(
        complaint.solve_from, now.term(complaint.severity, "solve"), **hours
    )
    set_due(complaint, now)


def _go_on(complaint: Complaint, version: int, now: dt.datetime, fields: Iterable[str]) -> Complaint:
    set_due(complaint, rules())
    complaint.save_checked(version=version, fields=("state", "due_at", *fields))
    rewrite_clocks(complaint, now=now)
    return complaint


def _in(complaint: Complaint, by: User, version: int, *states: ComplaintState) -> Complaint:
    current = _locked(complaint, by, version)
    if current.state not in states:
        raise NotPossible
    return current


def _locked(complaint: Complaint, by: User, version: int | None) -> Complaint:
    current = _found(complaint)
    check(may_settle(by, current))
    return _as_read(current, version)


def _found(complaint: Complaint) -> Complaint:
    """Lock a complaint for the rest of the transaction. Raises NotYours where it was taken back meanwhile."""
    rows = Complaint.objects.select_for_update(no_key=True, of=("self",)).select_related("client", "owner__team")
    current = rows.filter(pk=complaint.pk).first()
    if current is None:
        raise NotYours
    return current


def _as_read(current: Complaint, version: int | None) -> Complaint:
    if version is not None and current.version != version:
        raise StaleVersion(current)
    return current


def _may_own(client: Client, owner: User) -> None:
    if not who_see_client(client).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("They do not see this client. Share it with them first.")})
