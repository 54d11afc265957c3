"""Drop-downs of a tree: industries, departments."""

from collections.abc import Iterable
from typing import Any

from crm.models.tree import build_tree

INDENT = "\u2003"  # an em space: leading plain ones are dropped in an <option>


def tree_choices(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return the choices of a tree, each below its `parent` and indented; rows keep their order among siblings."""
    offered = list(rows)
    for row in offered:
        row.archived_at = None  # whoever asks has chosen already which ones to offer
    nodes = [node for root in build_tree(offered, parent="parent_id") for node in root.walk()]
    return [(node.row.pk, INDENT * node.depth + str(node.row)) for node in nodes]
