"""Trees that people draw: departments, reporting lines. Pure: rows in, nodes out, no query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

# Beyond this many boxes side by side a row can no longer be read, on paper either.
WIDEST_ROW = 5
# From this depth on boxes hang below one another, so that a deep chart grows downwards only.
ROWS_DOWN_TO = 2
GRID_FROM = 8  # below a root
NESTED_GRID_FROM = 13


@dataclass(slots=True)
class Node:
    """One box: `row` (a person, a department), what stands below it, and how deep it stands (0 at a root)."""

    row: Any
    depth: int = 0
    children: list["Node"] = field(default_factory=list)
    is_hanging: bool = False  # drawn below its superior's other reports, not beside them

    @property
    def shape(self) -> str:
        """How the children are drawn: "row" side by side, "hang" below one another, "grid" for many leaves."""
        many = NESTED_GRID_FROM if self.depth else GRID_FROM
        if len(self.children) >= many and not any(child.children for child in self.children):
            return "grid"
        if self.is_hanging:
            return "hang"
        is_short = self.depth < ROWS_DOWN_TO and len(self.children) <= WIDEST_ROW
        return "row" if is_short or len(self.children) == 1 else "hang"

    def walk(self) -> Iterable["Node"]:
        """Yield this node and all below it, top down."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def makes_cycle(parents: Mapping[UUID, UUID | None], child: UUID, parent: UUID | None) -> bool:
    """Whether putting `child` under `parent` would make somebody their own superior.

    `parents` maps each row of one client to the row it stands under.
    """
    seen: set[UUID] = set()
    at = parent
    while at is not None and at not in seen:
        if at == child:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def build_tree(rows: Iterable[Any], *, parent: str) -> list[Node]:
    """Return the roots of a tree of `rows`; `parent` names the foreign key's column, such as "reports_to_id".

    Archived rows are left out, and what stood below one moves up to the nearest row still there (K1), so that
    restoring it brings the old picture back. Rows keep their order among siblings.
    """
    every = list(rows)
    above = {row.pk: getattr(row, parent) for row in every}
    nodes = {row.pk: Node(row) for row in every if row.archived_at is None}
    roots: list[Node] = []
    for pk, node in nodes.items():
        at, seen = above[pk], {pk}
        while at is not None and at not in nodes and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at in nodes and not makes_cycle(above, pk, at):
            nodes[at].children.append(node)
        else:
            roots.append(node)
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        for child in node.children:
            child.depth, child.is_hanging = node.depth + 1, node.shape != "row"
            waiting.append(child)
    return roots
