"""The renewal ladder (W7): a contract's manager is told 90, 60 and 30 days before its end.

`crm` knows no reminders, so nothing is written when a contract is saved: the planner comes by every few minutes and
takes those that have no rows for their end yet, by an index that holds no others.
"""

import datetime
import zoneinfo

from django.conf import settings
from django.db import transaction

from accounts.models import User
from crm.models import Contract, ContractState
from visits.actions.reminder import CONTRACT, morning_of, schedule, withdraw
from visits.models import Reminder, ReminderKind

RUNGS = (
    (ReminderKind.CONTRACT_90, 90),
    (ReminderKind.CONTRACT_60, 60),
    (ReminderKind.CONTRACT_30, 30),
)
LONGEST = datetime.timedelta(days=RUNGS[0][1])
BATCH = 200


def today_of(person: User, now: datetime.datetime) -> datetime.date:
    """Return the person's own calendar day."""
    return now.astimezone(zoneinfo.ZoneInfo(person.time_zone or settings.TIME_ZONE)).date()


def rungs_for(
    person: User, ends_on: datetime.date, now: datetime.datetime
) -> list[tuple[ReminderKind, datetime.datetime]]:
    """Return what is still to be told `person`, soonest first: of the rungs that have passed, the last one only.

    Empty once the contract has ended.
    """
    if ends_on < today_of(person, now):
        return []
    moments = [(kind, morning_of(ends_on - datetime.timedelta(days=days), person)) for kind, days in RUNGS]
    passed = [one for one in moments if one[1] <= now]
    return passed[-1:] + [one for one in moments if one[1] > now]


def write_ladder(contract: Contract, *, now: datetime.datetime) -> None:
    """Write the reminders of a running contract for its client's manager, and withdraw the others.

    A rung that was told once for this end is not told again. The caller holds the contract's lock.
    """
    withdraw(subject_id=contract.pk, now=now)
    owner = contract.client.owner
    if contract.is_running and contract.ends_on:
        for kind, due_at in rungs_for(owner, contract.ends_on, now):
            schedule(kind=kind, subject_kind=CONTRACT, subject_id=contract.pk, due_at=due_at, recipients=[owner])
    Contract.objects.filter(pk=contract.pk).update(reminded_for=contract.ends_on)


def plan_ladders(*, now: datetime.datetime) -> int:
    """Write what is missing for contracts that end within 90 days; return for how many. Idempotent, in batches."""
    day, planned = now.date() - datetime.timedelta(days=1), 0  # somewhere it is still yesterday
    while True:
        with transaction.atomic():
            waiting = Contract.objects.filter(
                state=ContractState.RUNNING,
                archived_at=None,
                reminded_for=None,
                ends_on__range=(day, day + LONGEST + datetime.timedelta(days=2)),
            )
            batch = list(
                waiting.select_related("client__owner")
                .defer("client__search", "client__also")
                .select_for_update(of=("self",), skip_locked=True, no_key=True)
                .order_by("ends_on", "id")[:BATCH]
            )
            for contract in batch:
                write_ladder(contract, now=now)
        planned += len(batch)
        if len(batch) < BATCH:
            return planned


def contract_calls_for(reminder: Reminder, contract: Contract, now: datetime.datetime) -> bool:
    """Whether a rung is still to be told: the contract runs, has not ended, and its manager and end are the same.

    Where manager or end have changed, what is right now is written instead, in the same transaction.
    """
    if not contract.is_running or not contract.ends_on or contract.ends_on < today_of(reminder.recipient, now):
        return False
    days = dict(RUNGS)[ReminderKind(reminder.kind)]
    right = morning_of(contract.ends_on - datetime.timedelta(days=days), contract.client.owner)
    if reminder.recipient_id != contract.client.owner_id or reminder.due_at != right:
        write_ladder(contract, now=now)
        return False
    return reminder.recipient.is_active
