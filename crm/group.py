"""The group a client belongs to: its parent firms and their subsidiaries, as far as the person may see them."""

from uuid import UUID

from django.db import connection

from accounts.models import User
from crm.models import Client
from crm.models.tree import Node, build_tree

DEEPEST = 12
MOST_SHOWN = 200

# UNION (not ALL) and the depth end a loop that older data may hold.
_UP = """
WITH RECURSIVE up(id, parent_id, depth) AS (
    SELECT id, parent_id, 0 FROM crm_client WHERE id = %s
    UNION SELECT above.id, above.parent_id, up.depth + 1
    FROM crm_client AS above JOIN up ON above.id = up.parent_id WHERE up.depth < %s
)
SELECT id FROM up ORDER BY depth
"""
_DOWN = """
WITH RECURSIVE down(id, depth) AS (
    SELECT %s::uuid, 0
    UNION SELECT below.id, down.depth + 1
    FROM crm_client AS below JOIN down ON below.parent_id = down.id WHERE down.depth < %s
)
SELECT id FROM down ORDER BY depth LIMIT %s
"""


def lock_groups() -> None:
    """Let groups change one at a time until the transaction ends, or two changes at once could close a loop.

    To be taken before any client is locked: whoever has a row and waits for this, and whoever has this and waits for
    the row, would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('crm_client group'))")


def firms_above(client_id: UUID) -> list[UUID]:
    """Return the ids of `client_id` and the firms above it, nearest first, whoever may see them."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, [client_id, DEEPEST])
        return [row[0] for row in cursor.fetchall()]


def group_of(user: User, client: Client) -> list[Node]:
    """Return the group as nodes top down, [] for a firm that stands alone. Three queries at most.

    It begins at the highest firm that `user` reaches from `client` through firms they may see, so that a parent which
    they may not see is neither named nor passed over. At most 200 firms.
    """
    above = firms_above(client.pk) if client.parent_id else [client.pk]
    seen = set(Client.objects.visible_to(user).active().filter(pk__in=above).values_list("pk", flat=True))
    top = client.pk
    for one in above[1:]:
        if one not in seen:
            break
        top = one
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, [top, DEEPEST, MOST_SHOWN])
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) < 2:
        return []
    firms = (
        Client.objects.visible_to(user)
        .filter(pk__in=ids)
        .only("id", "name", "short_name", "tier", "parent_id", "archived_at", "sort_key")
    )
    roots = [root for root in build_tree(firms.order_by("sort_key", "id"), parent="parent_id") if root.row.pk == top]
    nodes = [node for root in roots for node in root.walk()]
    return nodes if len(nodes) > 1 else []
