"""One page of a timeline: the union of its sources, and what is said of each entry."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from accounts.models import User
from core.paging import decode_cursor, encode_cursor
from core.prepared import Prepared, Text
from visits.timeline import care, firm, work
from visits.timeline.kinds import KINDS
from visits.timeline.source import Entry, Line, Source

SOURCES: tuple[Source, ...] = (*work.SOURCES, *care.SOURCES, *firm.SOURCES)
BY_NAME = {source.name: source for source in SOURCES}
WORDS = frozenset(kind.key for kind in KINDS)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Lines, newest first, and the cursor of the next page, "" on the last one."""

    lines: list[Line]
    after: str


def chosen_sources(kinds: frozenset[str]) -> tuple[Source, ...]:
    """Return the sources of some kinds, of all where none is named; none whose rows another of them holds."""
    wanted = [source for source in SOURCES if not kinds or kinds & set(source.kinds)]
    names = {source.name for source in wanted}
    return tuple(source for source in wanted if source.within not in names)


def timeline_of(
    user: User, client_id: UUID, *, kinds: frozenset[str] = frozenset(), after: str = "", size: int
) -> TimelinePage:
    """Return a page of what happened at a client, as `user` may see it: nothing of a client that they do not see.

    Parameters: `kinds`, the chips chosen; `after`, a page's cursor, one that cannot be read asks for the first page.
    """
    names = tuple(source.name for source in chosen_sources(kinds))
    found = _asked(names, size)(user, client_id, *(_cursor(after) or ()))
    entries = [Entry(*row) for row in found]
    shown = entries[:size]
    cursor = encode_cursor((one := shown[-1]).moment, one.key, one.source) if len(entries) > size else ""
    return TimelinePage([BY_NAME[entry.source].say(entry, client_id) for entry in shown], cursor)


@lru_cache(maxsize=500)
def _asked(names: tuple[str, ...], size: int) -> Prepared:
    """Return the prepared union of some sources."""

    def union(user: User, client_id: UUID, *cursor: Any) -> QuerySet:
        after: Any = cursor or None
        first, *others = (BY_NAME[name].entries(user, client_id, after, size + 1) for name in names)
        if not others:
            return first
        rows = first.union(*others, all=True)
        return rows.order_by("-e_moment", "-e_key", "e_source")[: size + 1]

    return Prepared(union)


def _cursor(text: str) -> tuple[datetime.datetime, Text, str] | None:
    values = decode_cursor(text, 3)
    if values is None or values[2] not in BY_NAME:
        return None
    try:
        moment = parse_datetime(values[0])
    except ValueError:
        return None
    return None if moment is None or is_naive(moment) else (moment, Text(values[1]), values[2])
