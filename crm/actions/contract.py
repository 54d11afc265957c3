"""Write contracts, and how they end (W7). Reminders are planned by whoever has them (visits/actions/ladder.py)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.models import User
from core.ids import uuid7
from crm.actions.part import create_part, write_part
from crm.models import Client, Contract, ContractState

FIELDS = ("number", "subject", "starts_on", "ends_on", "value", "note")


def create_contract(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Contract:
    """Note a contract. Raises `NotYours`."""
    kept = {name: values[name] for name in FIELDS if name in values}
    row = Contract(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    return create_part(by=by, row=row)[0]


def edit_contract(*, by: User, contract: Contract, version: int, values: Mapping[str, Any]) -> Contract:
    """Change a contract; reminders are planned anew. Raises `StaleVersion`, `NotYours`."""
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(contract, name, values[name])
    contract.reminded_for = None
    return write_part(by=by, row=contract, version=version, fields=[*fields, "reminded_for"])


def settle_contract(*, by: User, contract: Contract, version: int, state: str) -> Contract:
    """Say that it was renewed or has ended, or that it runs on: reminders stop or come back.

    Raises `StaleVersion`, `NotYours`.
    """
    contract.state = ContractState(state)
    contract.reminded_for = None
    return write_part(by=by, row=contract, version=version, fields=["state", "reminded_for"])


def archive_contract(*, by: User, contract: Contract, version: int, now: dt.datetime | None) -> Contract:
    """Take a contract out, or bring it back with `now` None. Raises `StaleVersion`, `NotYours`."""
    contract.archived_at, contract.reminded_for = now, None
    return write_part(by=by, row=contract, version=version, fields=["archived_at", "reminded_for"])
