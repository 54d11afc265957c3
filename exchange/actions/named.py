"""What an import's lines name beside their own rows: clients, departments, rivals. Those not here yet are made."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from accounts.models import User
from core.names import sort_key
from crm.models import Client, Competitor, Contract, Department
from exchange.actions.find import contracts_called, new_id, rival_names
from exchange.actions.sites import new_mains
from exchange.matching import folded
from exchange.models import ImportJob, ImportRow, RowChoice
from exchange.nouns.product import is_ours


class Named:
    """What some lines of a job name, within the caller's transaction. `made` are the rows made for it: noun and id."""

    def __init__(self, job: ImportJob, *, now: dt.datetime, may_map: bool) -> None:
        """`may_map`: whether owners that lines name count."""
        self.job, self.noun, self.now, self.may_map = job, job.kind, now, may_map
        self.made: list[tuple[str, UUID]] = []

    def related(self, rows: Sequence[ImportRow]) -> dict[UUID, dict[str, Any]]:
        """Return, for each line, what its row hangs on; clients, departments and rivals not here yet are made."""
        if self.noun.key == "client":
            return self._owned(rows)
        found: dict[UUID, dict[str, Any]] = {row.pk: {"client_id": UUID(row.values["client_id"])} for row in rows}
        self._make_clients(rows)
        if "department" in self.noun.fields:
            self._departments(rows, found)
        if self.noun.key == "product":
            self._rivals(rows, found)
            self._contracts(rows, found)
        if self.noun.key == "site":
            mains = new_mains([row for row in rows if not row.target or row.choice == RowChoice.MAKE], found)
            for pk in mains:
                found[pk]["is_main"] = True
        return found

    def _owned(self, rows: Sequence[ImportRow]) -> dict[UUID, dict[str, Any]]:
        named = {row.values["owner_id"] for row in rows if "owner_id" in row.values}
        people = User.objects.in_bulk(named) if self.may_map else {}
        by_id = {str(pk): person for pk, person in people.items()}
        owners = {row.pk: by_id.get(row.values.get("owner_id", ""), self.job.owner) for row in rows}
        return {pk: {"owner_id": owner.pk, "team_id": owner.team_id} for pk, owner in owners.items()}

    def _make_clients(self, rows: Sequence[ImportRow]) -> None:
        wanted = {
            UUID(row.values["client_id"]): row
            for row in rows
            if row.notices.get("client", {}).get("code") == "new_client"
        }
        there = set(Client.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        owner = self.job.owner
        made = []
        for pk, row in wanted.items():
            if pk not in there:
                client = Client(id=pk, name=row.values["client"], owner=owner, team_id=owner.team_id)
                client.created_at = client.updated_at = self.now
                client.sort_key = sort_key(client.name)
                made.append(client)
                self._note_made("client", pk)
        Client._base_manager.bulk_create(made)

    def _departments(self, rows: Sequence[ImportRow], found: dict[UUID, dict[str, Any]]) -> None:
        naming = [row for row in rows if row.values.get("department")]
        clients = {found[row.pk]["client_id"] for row in naming}
        there: dict[tuple[Any, str], UUID] = {
            (client, folded(name)): pk
            for pk, client, name in Department.objects.filter(client_id__in=clients)
            .order_by("-archived_at", "-created_at")
            .values_list("pk", "client_id", "name")
        }
        made = []
        for row in naming:
            client, name = found[row.pk]["client_id"], row.values["department"]
            key = (client, folded(name))
            if key not in there:
                there[key] = new_id(self.job, "department", str(client), name)
                made.append(
                    Department(id=there[key], client_id=client, name=name, created_at=self.now, updated_at=self.now)
                )
                self._note_made("department", there[key])
            found[row.pk]["department_id"] = there[key]
        Department._base_manager.bulk_create(made)

    def _rivals(self, rows: Sequence[ImportRow], found: dict[UUID, dict[str, Any]]) -> None:
        there = rival_names()
        made = []
        for row in rows:
            name = row.values["competitor"]
            if is_ours(name):
                found[row.pk]["competitor_id"] = None
                continue
            if folded(name) not in there:
                there[folded(name)] = new_id(self.job, "competitor", name)
                rival = Competitor(id=there[folded(name)], name=name, created_at=self.now, updated_at=self.now)
                rival.sort_key = sort_key(name)
                made.append(rival)
                self._note_made("competitor", rival.pk)
            found[row.pk]["competitor_id"] = there[folded(name)]
        Competitor._base_manager.bulk_create(made)

    def _contracts(self, rows: Sequence[ImportRow], found: dict[UUID, dict[str, Any]]) -> None:
        """Find the contracts that products stand in; one that is gone since the preview is left out."""
        naming = [row for row in rows if row.values.get("contract")]
        clients = {found[row.pk]["client_id"] for row in naming}
        there: dict[UUID, list[Contract]] = defaultdict(list)
        for contract in Contract.objects.filter(client_id__in=clients, archived_at=None).order_by("pk"):
            there[contract.client_id].append(contract)
        for row in naming:
            of = found[row.pk]
            meant = contracts_called(there[of["client_id"]], row.values["contract"])
            if len(meant) == 1 and of["competitor_id"] is None:
                of["contract_id"] = meant[0].pk

    def _note_made(self, noun: str, pk: UUID) -> None:
        self.made.append((noun, pk))
