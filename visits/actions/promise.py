"""Make, edit, keep, break, re-date and reopen promises (H5). Each rewrites the reminders in the same transaction."""

import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import create_once
from crm.models import Client, Person
from visits.actions.promise_reminders import rewrite_reminders
from visits.models import Promise, PromiseChange, PromiseState, Visit


class NotPossible(Exception):
    """The promise is not in a state that allows this."""


@transaction.atomic
def make_promise(
    *,
    by: User,
    now: datetime.datetime,
    client: Client,
    text: str,
    due_on: datetime.date,
    visit: Visit | None = None,
    person: Person | None = None,
    cost: str = "",
    id: UUID | None = None,
) -> Promise:
    """Enter a promise to a client in the ledger of `by`, with its reminders.

    Parameters: `due_on`, a calendar date; `cost`, what breaking it would cost; `id`, made by the client so that a form
    sent twice makes one promise. `client`, `visit` and `person` must have come from what `by` may see.
    Raises ValueError for a person or visit of another client, ForeignDraft for somebody else's id.
    """
    if (person and person.client_id != client.pk) or (visit and visit.client_id != client.pk):
        raise ValueError("person and visit must belong to the client")
    promise = Promise(
        id=id or uuid7(),
        created_at=now,
        client=client,
        visit=visit,
        person=person,
        owner=by,
        team=by.team,
        text=text.strip(),
        cost=cost.strip(),
        due_on=due_on,
    )
    promise, is_new = create_once(promise, same=("owner_id", "client_id"))
    if is_new:
        rewrite_reminders(promise, now=now)
    return promise


@transaction.atomic
def edit_promise(
    *, promise: Promise, version: int, by: User, now: datetime.datetime, text: str, cost: str, person: Person | None
) -> Promise:
    """Change the words, the cost or the person of a promise; its date moves by `renegotiate_promise` alone.

    Raises StaleVersion; ValueError for a person of another client.
    """
    if person and person.client_id != promise.client_id and not _is_given_to(promise, person):
        raise ValueError("the person must belong to the client")
    promise.text, promise.cost, promise.person = text.strip(), cost.strip(), person
    promise.save_checked(version=version, fields=("text", "cost", "person"))
    rewrite_reminders(promise, now=now)
    return promise


def _is_given_to(promise: Promise, person: Person) -> bool:
    """Whether it is theirs as it is stored: who became part of somebody at another client stays in it."""
    return Promise.objects.filter(pk=promise.pk, person=person).exists()


@transaction.atomic
def keep_promise(*, promise: Promise, version: int, by: User, now: datetime.datetime) -> Promise:
    """Mark an open promise kept (已兑现) and withdraw its reminders.

    Keeping a kept one again changes nothing. Raises StaleVersion, NotPossible for a broken one.
    """
    return _close(promise, PromiseState.KEPT, "", version=version, now=now)


@transaction.atomic
def break_promise(*, promise: Promise, version: int, by: User, now: datetime.datetime, outcome: str) -> Promise:
    """Mark an open promise broken (未兑现), with what became of it, and withdraw its reminders.

    Raises StaleVersion, NotPossible for a kept one.
    """
    return _close(promise, PromiseState.BROKEN, outcome.strip(), version=version, now=now)


def _close(promise: Promise, state: PromiseState, outcome: str, *, version: int, now: datetime.datetime) -> Promise:
    current = _locked(promise)
    if current.state == state:
        return current  # a second tap, or a second phone: it says so already
    if current.state != PromiseState.OPEN:
        raise NotPossible
    current.state, current.closed_at, current.outcome = state, now, outcome
    current.save_checked(version=version, fields=("state", "closed_at", "outcome"))
    rewrite_reminders(current, now=now)
    return current


@transaction.atomic
def reopen_promise(*, promise: Promise, version: int, by: User, now: datetime.datetime) -> Promise:
    """Take back a closing: the promise is open again and its reminders wait again.

    Raises StaleVersion when it was changed after the closing. Reopening an open one changes nothing.
    """
    current = _locked(promise)
    if current.state == PromiseState.OPEN:
        return current
    current.state, current.closed_at, current.outcome = PromiseState.OPEN, None, ""
    current.save_checked(version=version, fields=("state", "closed_at", "outcome"))
    rewrite_reminders(current, now=now)
    return current


@transaction.atomic
def renegotiate_promise(
    *,
    promise: Promise,
    version: int,
    by: User,
    now: datetime.datetime,
    due_on: datetime.date,
    agreed_with_client: bool,
    reason: str = "",
) -> Promise:
    """Give an open promise a new due date, kept as a PromiseChange.

    Agreed with the client it is neutral (已改约); not agreed it counts as late from the date it had first.
    Raises StaleVersion; NotPossible for a closed promise or for the date it has already.
    """
    current = _locked(promise)
    if current.version != version:
        raise StaleVersion(current)
    if current.state != PromiseState.OPEN or current.due_on == due_on:
        raise NotPossible
    PromiseChange.objects.create(
        promise=current,
        by=by,
        old_due_on=current.due_on,
        new_due_on=due_on,
        agreed_with_client=agreed_with_client,
        reason=reason.strip(),
        created_at=now,
    )
    current.due_on = due_on
    current.save_checked(version=version, fields=("due_on",))
    rewrite_reminders(current, now=now)
    return current


def _locked(promise: Promise) -> Promise:
    """Return the promise as it stands, locked until the transaction ends; the sweeper waits for the same lock."""
    return Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
