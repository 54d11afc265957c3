"""Whom the lines of a file name as their parent firm, superior or department above: told while it is looked through.

A name leads to a row that is here, or to another line of the file, be it a later one. What leads nowhere is left out
of its line, which says so; a later line that bears the name puts it back. What would go round in a circle, with other
lines or with what is here, is left out when all lines are known, in their order, as the run would.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from crm.models.tree import makes_cycle
from exchange.actions.client_finder import ClientFinder
from exchange.actions.draft import Draft
from exchange.matching import bare, folded
from exchange.models import ImportJob, ImportRow, RowKind
from exchange.nouns import leaves_out
from exchange.nouns.problems import LINKS

Bearers = Callable[[Draft, str], Sequence[Any]]
BORNE = ("name", "other_name", "short_name")  # cells that another line of the file may call a row by


class Links:
    """The links of one file. `waiting`: the id of a line whose link leads nowhere yet → where it is looked for, the
    name, what stands there now.
    """

    def __init__(self, job: ImportJob, clients: ClientFinder) -> None:
        self.noun, self.clients = job.kind, clients
        self.key = job.kind.link[0] if job.kind.link and job.kind.link[0] in job.keys else ""
        self.waiting: dict[UUID, tuple[str, str, str]] = {}
        self._said: dict[UUID, tuple[UUID, UUID | None, str, str]] = {}  # id of a line → its row, the one above if it
        # is here, where it is looked for, the name
        self._borne: dict[tuple[str, str], UUID] = {}  # where, name → the row that bears it
        self._bare: dict[str, set[str]] = defaultdict(set)  # of firms, without their legal form → their names

    def look(self, drafts: Sequence[Draft], rows: Mapping[UUID, Any], bearers: Bearers) -> None:
        """Leave out of each draft a link that leads nowhere, and say so.

        Parameters: `rows`, those that drafts mean, by id; `bearers`, who bears a name, asked for a draft.
        """
        if not self.key:
            return
        sound = [draft for draft in drafts if not draft.problems]
        for draft in sound:
            self._note(draft)
        for draft in sound:
            if not (wanted := draft.values.get(self.key)):
                continue
            row = rows.get(draft.target) if draft.target else None
            now = self.noun.linked(row) if row is not None else ""
            if now and folded(now) == folded(wanted):
                continue
            found = list(bearers(draft, wanted))
            code = self._problem(draft, wanted, found)
            nowhere, _several = LINKS[self.noun.key]
            if code in ("", nowhere) and not draft.again:
                above = found[0] if len(found) == 1 else None
                self._said[draft.pk] = (draft.target or draft.pk, above, self._scope(draft), wanted)
            if not code:
                continue
            del draft.values[self.key]
            draft.notices[self.key] = {"code": code, "value": wanted}
            if code == nowhere:
                self.waiting[draft.pk] = (self._scope(draft), wanted, now)

    def late(self) -> list[UUID]:
        """Return the lines whose link a later line of the file has met."""
        return [pk for pk, (scope, wanted, _now) in self.waiting.items() if self._meets(scope, wanted)]

    def put_back(self, row: ImportRow) -> None:
        """Let a line, not saved here, say its link again."""
        _scope, wanted, now = self.waiting[row.pk]
        row.values[self.key], row.is_linked = wanted, False
        del row.notices[self.key]
        row.left_out = leaves_out(row.notices)
        if row.kind in (RowKind.SAME, RowKind.CHANGED):
            row.changes[self.key], row.kind = [now, wanted], RowKind.CHANGED

    def loops(self) -> list[UUID]:
        """Return the lines, of those whose link leads somewhere, with which it would go round in a circle."""
        if not self._said:
            return []
        _key, column = self.noun.link or ("", "")
        rows: Any = self.noun.model._base_manager.exclude(**{column: None}).order_by()
        if self.noun.of_client:
            rows = rows.filter(client_id__in={scope for _row, _above, scope, _name in self._said.values()})
        parents, found = dict(rows.values_list("pk", column)), []
        for pk, (row, above, scope, wanted) in self._said.items():
            above = above or self._bearer(scope, wanted)
            if above is None:
                continue
            if makes_cycle(parents, row, above):
                found.append(pk)
            else:
                parents[row] = above
        return found

    def leave_out(self, row: ImportRow) -> None:
        """Leave its link out of a line, not saved here, that would go round in a circle."""
        row.notices[self.key] = {"code": "loop", "value": row.values.pop(self.key)}
        row.is_linked = row.left_out = True
        row.changes.pop(self.key, None)
        if row.kind == RowKind.CHANGED and not row.changes:
            row.kind = RowKind.SAME

    def _bearer(self, scope: str, wanted: str) -> UUID | None:
        if (borne := self._borne.get((scope, folded(wanted)))) or self.noun.of_client:
            return borne
        near = self._alike(wanted)
        name = near.pop() if len(near) == 1 else ""
        return next(iter(self.clients.exact(name)), None) or self._borne.get((scope, folded(name)))

    def _scope(self, draft: Draft) -> str:
        return str(draft.values.get("client_id", ""))

    def _note(self, draft: Draft) -> None:
        """Keep by which names a line may be called."""
        names = [draft.values[key] for key in BORNE[: 1 if self.noun.of_client else None] if draft.values.get(key)]
        for name in names:
            self._borne.setdefault((self._scope(draft), folded(name)), draft.target or draft.pk)
        if not self.noun.of_client:
            for name in names:
                self._bare[bare(name)].add(draft.values["name"])

    def _meets(self, scope: str, wanted: str) -> bool:
        return (scope, folded(wanted)) in self._borne or (not self.noun.of_client and len(self._alike(wanted)) == 1)

    def _alike(self, wanted: str) -> set[str]:
        """Return the firms that are called so but for the legal form, here and in the file."""
        return {self.clients.names[pk] for pk in self.clients.near(wanted)} | self._bare.get(bare(wanted), set())

    def _problem(self, draft: Draft, wanted: str, found: Sequence[Any]) -> str:
        """Return the code of what is wrong with a link, or "" (a firm that is taken to be meant is told of)."""
        nowhere, several = LINKS[self.noun.key]
        if folded(wanted) == folded(draft.values.get("name", "")) or (found and found == [draft.target]):
            return "loop"
        if len(found) > 1:
            return several
        if found or (self._scope(draft), folded(wanted)) in self._borne:
            return ""
        near = set() if self.noun.of_client else self._alike(wanted)
        if len(near) != 1:
            return nowhere
        # Of a client its id, so that its name is told only to who may see it by then; a line of the file has its own.
        here = next(iter(self.clients.near(wanted)), None)
        meant = {"id": str(here)} if here else {"value": near.pop()}
        draft.notices[self.key] = {"code": "taken_client", **meant}
        return ""
