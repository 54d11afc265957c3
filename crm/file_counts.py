"""What is known of clients, counted in the database for one or for a thousand at once (H2)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from core.house import house_day
from crm.completeness import FileCounts, Section

# One round trip; each part goes through the index of its table by client. Arguments: the ids.
SQL = """
SELECT client.id, client.tier, client.industry_id IS NOT NULL, client.headcount <> '', client.business <> '',
       client.address <> '' OR EXISTS (
           SELECT FROM crm_site AS site WHERE site.client_id = client.id AND site.archived_at IS NULL),
       client.phone <> '' OR client.website <> '',
       departments.*, people.*, products.*, client.rivals_answer, contracts.*,
       client.updated_at, client.rivals_asked_on, marks.said, client.last_visit_at
FROM crm_client AS client
CROSS JOIN LATERAL (
    SELECT count(*), count(*) FILTER (WHERE function <> 'other'), max(updated_at)
    FROM crm_department WHERE client_id = client.id AND archived_at IS NULL
) AS departments
CROSS JOIN LATERAL (
    SELECT count(*), count(*) FILTER (WHERE one.level <> ''), count(*) FILTER (WHERE ways.number > 0),
           count(*) FILTER (WHERE ways.number > 1), count(*) FILTER (WHERE ways.number > 1 AND ways.preferred),
           count(*) FILTER (WHERE one.level IN ('management', 'top')),
           count(*) FILTER (WHERE one.level IN ('management', 'top') AND ways.number > 0),
           max(greatest(one.updated_at, ways.updated_at))
    FROM crm_person AS one CROSS JOIN LATERAL (
        SELECT count(*) AS number, bool_or(is_preferred) AS preferred, max(updated_at) AS updated_at
        FROM crm_contactway WHERE person_id = one.id AND removed_at IS NULL
    ) AS ways
    WHERE one.client_id = client.id AND one.archived_at IS NULL AND one.name <> ''
) AS people
CROSS JOIN LATERAL (
    -- Of one in a running contract the end is asked of the contract (`InstalledProduct.lacks_end`).
    SELECT count(*),
           count(*) FILTER (WHERE coalesce(contract.ends_on, one.contract_end) IS NOT NULL
                               OR contract.state = 'running'),
           count(one.satisfaction),
           count(one.department_id), count(one.competitor_id), max(one.updated_at),
           max(one.updated_at) FILTER (WHERE one.competitor_id IS NOT NULL)
    FROM crm_installedproduct AS one
    LEFT JOIN crm_contract AS contract ON contract.id = one.contract_id AND contract.archived_at IS NULL
    WHERE one.client_id = client.id AND one.archived_at IS NULL
) AS products
CROSS JOIN LATERAL (
    SELECT count(*), count(ends_on)
    FROM crm_contract WHERE client_id = client.id AND archived_at IS NULL AND state = 'running'
) AS contracts
CROSS JOIN LATERAL (
    SELECT array_agg(substr(kind, 7) || ' ' || asked_on) AS said
    FROM crm_gapmark WHERE client_id = client.id AND kind LIKE 'right:%%'
) AS marks
WHERE client.id = ANY(%s)
"""

# The counts in the order of the statement.
COLUMNS = (
    "tier", "has_industry", "has_size", "has_business", "has_place", "has_switchboard",
    "departments", "departments_told",
    "people", "people_levelled", "people_reached", "people_several", "people_preferred",
    "deciders", "deciders_reached",
    "products", "products_ending", "products_judged", "products_placed", "rivals",
    "rivals_answer", "contracts", "contracts_ending",
)  # fmt: skip


def counts_of(clients: Sequence[UUID]) -> dict[UUID, FileCounts]:
    """Return what is known of each of `clients`, by one query."""
    if not clients:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, [list(clients)])
        return {row[0]: _counts(row) for row in cursor.fetchall()}


def _counts(row: Sequence[Any]) -> FileCounts:
    departments, people, products = row[7:10], row[10:18], row[18:25]
    changed, asked_on, said, last_visit = row[28:32]
    looked = {
        Section.FIRM: _day(changed),
        Section.DEPARTMENTS: _day(departments[2]),
        Section.PEOPLE: _day(people[7]),
        Section.INSTALLED: _day(products[5]),
        Section.RIVALS: _day(products[6]) or asked_on,
    }
    found_right = dict(one.split() for one in said or ())
    if products[4] and Section.INSTALLED in found_right:  # who found all in use right saw the rivals' among it
        seen = found_right[Section.INSTALLED]
        found_right[Section.RIVALS] = max(seen, found_right.get(Section.RIVALS, seen))
    values = (*row[1:7], *departments[:2], *people[:7], *products[:5], *row[25:28])
    known = dict(zip(COLUMNS, values, strict=True))
    return FileCounts(
        **known,
        looked=_later(looked, found_right),
        last_visit=_day(last_visit),
    )


def _later(looked: Mapping[Section, dt.date | None], said: Mapping[str, str]) -> tuple[tuple[Section, dt.date], ...]:
    """Return the later of when a section was written and when it was found right."""
    found = []
    for section, day in looked.items():
        right = dt.date.fromisoformat(said[section]) if section in said else None
        latest = max(filter(None, (day, right)), default=None)
        if latest is not None:
            found.append((section, latest))
    return tuple(found)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else house_day(moment)
