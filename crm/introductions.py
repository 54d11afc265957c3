"""Who can introduce me to X (H8): the shortest friendly ways from colleagues, through people the asker may see."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from crm.models import Person, TieKind

MOST_STEPS = 4
MOST_TIES = 20  # the strongest of one person; a hub of thousands would be walked whole
MOST_FOUND = 6
# How two who know each other are told of; a rivalry is on no way.
SAID = {
    TieKind.FRIEND: _("{one} and {other} are friends"),
    TieKind.KIN: _("{one} and {other} are related"),
    TieKind.CLASSMATE: _("{one} and {other} studied together"),
    TieKind.WORKED: _("{one} and {other} used to work together"),
    TieKind.TOWN: _("{one} and {other} come from the same town"),
    TieKind.MENTOR: _("{one} and {other} are mentor and pupil"),
    TieKind.BUSINESS: _("{one} and {other} know each other through work"),
}

# Walks back from the person, one tie a step. Every person on the way is checked against what the asker may see before
# the walk goes on, so that a way through a hidden one is not found at all. A tie costs 4 - strength.
_WALK = """
WITH RECURSIVE walk AS (
    SELECT person.id AS at, ARRAY[person.id] AS people, ARRAY[]::text[] AS kinds, 0 AS cost
    FROM crm_person AS person WHERE person.id = %(target)s
    UNION ALL
    SELECT tie.next, walk.people || tie.next, walk.kinds || tie.kind, walk.cost + 4 - tie.strength
    FROM walk CROSS JOIN LATERAL (
        SELECT ties.next, ties.kind, ties.strength
        FROM (
            SELECT other_id AS next, kind::text, strength FROM crm_relation
            WHERE person_id = walk.at AND removed_at IS NULL AND kind <> %(rivalry)s
            UNION ALL
            SELECT person_id, kind::text, strength FROM crm_relation
            WHERE other_id = walk.at AND removed_at IS NULL AND kind <> %(rivalry)s
        ) AS ties
        JOIN crm_person AS person ON person.id = ties.next
        JOIN crm_client AS client ON client.id = person.client_id
        WHERE person.erased_at IS NULL AND person.name <> ''
          AND (%(everything)s OR client.owner_id = %(user)s OR client.team_id = ANY(%(teams)s)
               OR EXISTS (SELECT FROM crm_clientshare AS share
                          WHERE share.client_id = client.id AND share.user_id = %(user)s
                            AND (share.ends_at IS NULL OR share.ends_at > STATEMENT_TIMESTAMP())))
        ORDER BY ties.strength DESC, ties.next LIMIT %(ties)s
    ) AS tie
    WHERE cardinality(walk.people) < %(steps)s AND tie.next <> ALL(walk.people)
)
SELECT colleague.id, known.kind, walk.people, walk.kinds, walk.cost + 4 - known.strength AS cost
FROM walk
JOIN crm_acquaintance AS known ON known.person_id = walk.at AND known.removed_at IS NULL AND known.kind <> %(rivalry)s
JOIN accounts_user AS colleague ON colleague.id = known.colleague_id AND colleague.is_active
ORDER BY cardinality(walk.people), cost, colleague.id <> %(user)s, colleague.name, walk.people
LIMIT %(found)s
"""


class Step(NamedTuple):
    """One stop of a way: a person, and how the one before knows them."""

    person: Person
    kind: TieKind


@dataclass(frozen=True, slots=True)
class Introduction:
    """A way to a person: a colleague, then people, the last of them the person asked for."""

    colleague: User
    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """How many acquaintances the way needs."""
        return len(self.steps)


def introductions_to(person: Person, *, user: User) -> list[Introduction]:
    """Return up to six ways to `person` of at most four steps, the shortest first, then the closest.

    `person` must be one that `user` may see. A person whom `user` may not see is on none of them; a rivalry is no tie.
    """
    scope = user.scope
    asked: dict[str, Any] = {
        "target": person.pk, "rivalry": TieKind.RIVALRY, "everything": scope.everything, "user": user.pk,
        "teams": list(scope.team_ids), "ties": MOST_TIES, "steps": MOST_STEPS, "found": MOST_FOUND,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_WALK.replace("ANY(%(teams)s)", "ANY(%(teams)s::uuid[])"), asked)
        rows: list[Any] = cursor.fetchall()
    return _told(rows)


def _told(rows: list[Any]) -> list[Introduction]:
    people_ids: set[UUID] = {pk for row in rows for pk in row[2]}
    people = Person.objects.select_related("client").in_bulk(people_ids)
    colleagues = User.objects.in_bulk({row[0] for row in rows})
    ways = []
    for colleague, kind, chain, hows, _cost in rows:
        said = [kind, *reversed(hows)]
        steps = tuple(Step(people[pk], TieKind(how)) for pk, how in zip(reversed(chain), said, strict=True))
        ways.append(Introduction(colleagues[colleague], steps))
    return ways
