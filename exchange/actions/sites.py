"""Main sites in a file of sites: each client has exactly one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crm.models import Site
from exchange.models import ImportRow


def new_mains(rows: Sequence[ImportRow], client_of: dict[UUID, dict[str, Any]]) -> set[UUID]:
    """Return which of the lines, all of new sites, become their client's main one: the one that says so, or the first.

    None where the client has a main site already.
    """
    ids = {client_of[row.pk]["client_id"] for row in rows}
    taken = set(
        Site.objects.filter(client_id__in=ids, is_main=True, archived_at=None).values_list("client_id", flat=True)
    )
    chosen: dict[UUID, ImportRow] = {}
    for row in rows:
        client = client_of[row.pk]["client_id"]
        if client in taken:
            continue
        if client not in chosen or (row.values.get("is_main") and not chosen[client].values.get("is_main")):
            chosen[client] = row
    return {row.pk for row in chosen.values()}
