"""Write contracts, and how they end (W7). Reminders are planned by whoever has them (visits/actions/ladder.py)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core.ids import uuid7
from core.writes import save_all_checked
from crm.actions.part import create_part, write_part
from crm.models import Client, Contract, ContractState, InstalledProduct

FIELDS = ("number", "subject", "starts_on", "ends_on", "value", "note")


@transaction.atomic
def create_contract(
    *, by: User, client: Client, now: dt.datetime, values: Mapping[str, Any], new_id: UUID | None = None
) -> Contract:
    """Note a contract; `values` may hold `takes`, the products of the client that stand in it. Raises `NotYours`."""
    kept = {name: values[name] for name in FIELDS if name in values}
    row = Contract(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    saved, is_new = create_part(by=by, row=row)
    if is_new:
        _take(saved, values.get("takes", ()))
    return saved


@transaction.atomic
def edit_contract(*, by: User, contract: Contract, version: int, values: Mapping[str, Any]) -> Contract:
    """Change a contract; reminders are planned anew. Raises `StaleVersion`, `NotYours`.

    `values` may hold `takes` and `drops`, ids of the client's products that stand in it from now on and no more; of
    the others nothing is said, so that what a colleague has added meanwhile stays.
    """
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        setattr(contract, name, values[name])
    contract.reminded_for = None
    saved = write_part(by=by, row=contract, version=version, fields=[*fields, "reminded_for"])
    _take(saved, values.get("takes", ()))
    _drop(saved, values.get("drops", ()))
    return saved


def _take(contract: Contract, products: Iterable[UUID]) -> None:
    """Let products of ours at the contract's client, which is locked, stand in it; from another contract they go."""
    rows = _products(contract, products).exclude(contract=contract.pk)
    _write(rows, contract)


def _drop(contract: Contract, products: Iterable[UUID]) -> None:
    _write(_products(contract, products).filter(contract=contract.pk), None)


def _products(contract: Contract, keys: Iterable[UUID]) -> QuerySet[InstalledProduct]:
    """Return those that may stand in the contract: rivals' and other clients' products are none of it."""
    rows = InstalledProduct.objects.filter(client=contract.client_id, competitor=None, archived_at=None)
    return rows.filter(pk__in=list(keys)).order_by("pk").select_for_update(no_key=True)


def _write(rows: Iterable[InstalledProduct], contract: Contract | None) -> None:
    found = list(rows)
    for row in found:
        row.contract = contract
    save_all_checked(found, fields=["contract"])


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
