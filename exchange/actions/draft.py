"""Read one line of a file: what its cells say, what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from uuid import UUID

from core.identity import BLOT, blotted
from core.ids import uuid7
from exchange.models import ImportRow, RowChoice, RowKind
from exchange.nouns import Noun, Problem, leaves_out
from exchange.sheets.heading import IGNORE, REFUSE
from exchange.sheets.template import EXAMPLES

_TOTALS = ("合计", "总计", "小计", "total", "sum")


@dataclass(slots=True)
class Draft:
    """A line on its way to become an `ImportRow`; fields as there."""

    line: int
    cells: list[str]
    pk: UUID = field(default_factory=uuid7)
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Any] = field(default_factory=dict)
    notices: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    candidates: list[tuple[str, str]] = field(default_factory=list)
    target: UUID | None = None
    choice: str = ""
    again: int = 0  # the line of the same file that says the same
    near: int = 0  # the line of the same file that perhaps does

    @property
    def kind(self) -> RowKind:
        """What the preview calls it."""
        if self.problems:
            return RowKind.ERROR
        if self.again or ((self.candidates or self.near) and self.target is None):
            return RowKind.DUPLICATE
        if self.target is None:
            return RowKind.NEW
        return RowKind.CHANGED if self.changes else RowKind.SAME

    @property
    def is_blotted(self) -> bool:
        """Whether the number of an identity card stood in it."""
        said = (*self.problems.values(), *self.notices.values())
        return any(one["code"] in ("identity_number", "identity_blotted") for one in said)

    def as_row(self, job_id: UUID, *, link: str) -> ImportRow:
        """Return it as a row to be kept."""
        kind = self.kind
        return ImportRow(
            id=self.pk,
            job_id=job_id,
            line=self.line,
            kind=kind,
            choice=self.choice or (RowChoice.SKIP if kind == RowKind.DUPLICATE and self.again else ""),
            cells=self.cells,
            values=self.values,
            problems=self.problems,
            notices=self.notices,
            changes=self.changes,
            candidates=[list(one) for one in self.candidates],
            target=self.target,
            is_linked=not (link and self.values.get(link)),
            left_out=kind != RowKind.ERROR and leaves_out(self.notices),
        )


def is_data(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a line below the headings is data: not empty, no example of ours, no total, no heading once more."""
    filled = [cell for cell in cells if cell]
    if not filled or list(cells) == list(head):
        return False
    first = filled[0].casefold()
    if first.startswith(EXAMPLES):
        return False
    return not (first.rstrip(":：") in _TOTALS and len(filled) <= max(2, len(head) // 2))


def read_line(noun: Noun, keys: Sequence[str], line: int, cells: list[str], facts: Mapping[str, Any]) -> Draft:
    """Return what a line says. `facts`: what widgets need, such as `is_1904`. Empty cells say nothing."""
    draft = Draft(line=line, cells=[blotted(text) for text in cells])
    for key, text in zip_longest(keys, draft.cells, fillvalue=""):
        if BLOT in text:
            is_read = key not in (IGNORE, REFUSE)
            where = draft.problems if is_read else draft.notices
            where[key if is_read else "identity"] = {"code": "identity_number" if is_read else "identity_blotted"}
            continue
        if not text or key in (IGNORE, REFUSE):
            continue
        try:
            value = noun.fields[key].read(text, **facts)
        except Problem as problem:
            where = draft.notices if problem.said.pop("is_notice", False) else draft.problems
            where[key] = problem.said
            continue
        if value != "":
            draft.values[key] = value
    for column in noun.columns_in:
        if column.required and column.key not in draft.values and column.key not in draft.problems:
            draft.problems[column.key] = {"code": "required"}
    return draft
