"""What PostgreSQL says it did for a query: how many rows and blocks it touched, busy machine or not."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

Node = dict[str, Any]


def explain(sql: str, params: Any) -> Node:
    """Run a query and return the top node of its plan, with rows and buffers as they were."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    top: Node = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return top


def scans(node: Node) -> Iterator[Node]:
    """Yield each node of a plan that reads a table."""
    if "Relation Name" in node and node["Node Type"] != "ModifyTable":
        yield node
    for below in node.get("Plans", ()):
        yield from scans(below)


def rows_read(node: Node) -> float:
    """Return how many rows a scan delivered or threw away."""
    thrown_away = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return float((node["Actual Rows"] + thrown_away) * node["Actual Loops"])


def blocks(node: Node) -> int:
    """Return how many blocks of 8 kB the plan below a node touched, in memory or not."""
    return int(node["Shared Hit Blocks"] + node["Shared Read Blocks"])
