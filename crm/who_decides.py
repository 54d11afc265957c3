"""In which order the people at a client stand: who decides first. Pure: rows in, rows out, no query."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from crm.models import Department, Person, PersonLevel

# From the top down; those whose level is unknown come last.
RANK = {level: place for place, level in enumerate((*reversed(PersonLevel.values), ""))}
# How far below the head a title stands; the first that fits counts: 副总经理助理 assists.
_BELOW = (
    (3, re.compile(r"助理|\b(?:assistant|asst)\b", re.IGNORECASE)),
    (1, re.compile(r"(?:常务|第一|执行)副|\b(?:executive\s+(?:vice|deputy)\b|evp\b)", re.IGNORECASE)),
    # Not 副食品部经理, 副产品部经理: there 副 belongs to the goods.
    (2, re.compile(r"副(?!食|业(?!务)|产品(?!经理|总监))|\b(?:vice|deputy|dep|associate|[as]?vp)\b", re.IGNORECASE)),
)


def below_head(position: str) -> int:
    """Return how far below the head a job title stands: 0 a head, 1 the first deputy, 2 a deputy, 3 an assistant."""
    return next((steps for steps, words in _BELOW if words.search(position)), 0)


def in_rank(people: Iterable[Person], departments: Iterable[Department]) -> list[Person]:
    """Return the people of one client by level, then those with a name, then by how high their department stands,
    heads before deputies before assistants, then by name.

    Parameters: `departments`, all of the client's. Who is in none stands beside the highest.
    """
    rows = list(departments)
    above = {row.pk: row.parent_id for row in rows}
    there = {row.pk for row in rows if row.archived_at is None}
    depths = {pk: _depth(pk, above, there) for pk in above}

    def rank(person: Person) -> tuple[int, bool, int, int, str, UUID]:
        depth = depths.get(person.department_id, 0) if person.department_id else 0
        level = RANK.get(person.level, len(RANK))
        return level, person.is_placeholder, depth, below_head(person.position), person.sort_key, person.pk

    return sorted(people, key=rank)


def _depth(pk: UUID, above: Mapping[UUID, UUID | None], there: set[UUID]) -> int:
    """Return how many departments that are still there stand above one."""
    seen, at = {pk}, above[pk]
    depth = 0
    while at is not None and at not in seen:
        seen.add(at)
        depth += at in there
        at = above.get(at)
    return depth
