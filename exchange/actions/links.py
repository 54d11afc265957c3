"""Whom the lines of a file name as their parent firm or superior: told while the file is looked through.

A name leads to a row that is here, or to another line of the file, be it a later one. What leads nowhere is left out
of its line, which says so; a later line that bears the name puts it back.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from exchange.actions.client_finder import ClientFinder
from exchange.actions.draft import Draft
from exchange.matching import bare, folded
from exchange.models import ImportJob, ImportRow, RowKind
from exchange.nouns import leaves_out

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
        self._borne: set[tuple[str, str]] = set()
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
            code = self._problem(draft, wanted, list(bearers(draft, wanted)))
            if not code:
                continue
            del draft.values[self.key]
            draft.notices[self.key] = {"code": code, "value": wanted}
            if code in ("no_parent", "no_superior"):
                draft.waits = (self._scope(draft), wanted, now)

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

    def _scope(self, draft: Draft) -> str:
        return str(draft.values.get("client_id", ""))

    def _note(self, draft: Draft) -> None:
        """Keep by which names a line may be called."""
        names = [draft.values[key] for key in BORNE[: 1 if self.noun.of_client else None] if draft.values.get(key)]
        self._borne |= {(self._scope(draft), folded(name)) for name in names}
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
        people = self.noun.of_client
        if folded(wanted) == folded(draft.values.get("name", "")) or (found and found == [draft.target]):
            return "loop"
        if len(found) > 1:
            return "several_superiors" if people else "several_parents"
        if found or (self._scope(draft), folded(wanted)) in self._borne:
            return ""
        if people:
            return "no_superior"
        near = self._alike(wanted)
        if len(near) != 1:
            return "no_parent"
        draft.notices[self.key] = {"code": "taken_client", "name": near.pop()}
        return ""
