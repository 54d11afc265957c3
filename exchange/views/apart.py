"""What tells rows of one name apart, as somebody who has to choose among them knows them."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from exchange.nouns import NOUNS
from exchange.nouns.beside import ways_of

# What is asked of other rows for it.
ASKED: dict[str, tuple[str, ...]] = {
    "client": ("owner",),
    "person": ("client", "department"),
    "department": ("client", "parent"),
    "product": ("client", "competitor", "department"),
    "site": ("client",),
    "contract": ("client",),
}


def apart(noun: str, row: Any) -> list[str]:
    """Return, of a client, whose it is, where, and its code; of others what is as telling, the likeliest first."""
    told: Iterable[Any]
    if noun == "client":
        told = (row.owner, row.address, row.registration_code)
    elif noun == "person":
        ways = sorted(ways_of(row), key=lambda way: not way.is_preferred)
        told = (row.position if row.name else "", row.department, *(way.value for way in ways[:1]))
    elif noun == "department":
        told = (row.parent,)
    elif noun == "product":
        told = (row.competitor, row.department, row.contract_end and localize(row.contract_end))
    elif noun == "site":
        told = (row.line if row.name else "",)
    else:
        told = (row.starts_on and localize(row.starts_on), row.ends_on and localize(row.ends_on))
    return [*map(str, filter(None, told)), *([_("archived")] if row.archived_at else [])]


def rows_to_tell(noun: str, rows: Any) -> Any:
    """Return a query's rows with what `apart` asks of them."""
    return rows.select_related(*ASKED[noun]).prefetch_related(*(NOUNS[noun].prefetched if noun == "person" else ()))
