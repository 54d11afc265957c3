"""The data of every release so far. One dump a release, made by `pg_dump --no-owner --no-acl` (comments left out) of a
small database that the release itself made; what must be found of it once it is brought up to this code.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2

from upkeep import programs
from upkeep.backup import table_counts
from upkeep.tests.databases import load

RELEASES = sorted(Path(__file__).parent.glob("*.sql"))
_RENAMED = {
    "crm_competitorpresence": "crm_installedproduct",
    "crm_competitorpresenceevent": "crm_installedproductevent",
    "visits_reviewcomment": "visits_comment",
}
_ADD_A_RIVALS_PRODUCT = """
    INSERT INTO crm_competitorpresence (id, created_at, version, updated_at, client_id, competitor_id, product,
        satisfaction, contract_end, representative, representative_notes)
    SELECT uuidv7(), now(), 1, now(), (SELECT min(id::text)::uuid FROM crm_client), id, 'Fleet SIM', 2, '2027-03-05',
        'Mr Vance', '' FROM crm_competitor LIMIT 1
    RETURNING id::text
"""
_FOLLOWS = """
    UPDATE accounts_user AS u SET team_id = (SELECT id FROM accounts_team WHERE id IS DISTINCT FROM u.team_id LIMIT 1)
    WHERE u.id = (SELECT owner_id FROM visits_promise);
    SELECT p.team_id = u.team_id FROM visits_promise AS p JOIN accounts_user AS u ON u.id = p.owner_id
"""


class Old:
    """A release's data in a database of its own, which Django's settings would call `database` (NAME, USER, HOST)."""

    def __init__(self, database: dict[str, Any], release: Path) -> None:
        load(database, release)
        self.database = database
        self.product = self.ask(_ADD_A_RIVALS_PRODUCT)
        self.counts = self._counts()
        self.names = self.ask("SELECT id, name, version, updated_at FROM crm_client ORDER BY id")
        self.promises = self.ask("SELECT id, text, due_on, state FROM visits_promise")
        assert self.names
        assert self.promises
        assert self.counts["crm_installedproductevent"] == 1

    def must_be_whole(self, database: dict[str, Any] | None = None) -> None:
        """Check that all is there and works with what came later; `database` is where it is now, if elsewhere."""
        self.database = database or self.database
        after = self._counts()
        assert {name: after.get(name) for name in self.counts} == self.counts
        assert self.ask("SELECT id, name, version, updated_at FROM crm_client ORDER BY id") == self.names
        assert self.ask("SELECT id, text, due_on, state FROM visits_promise") == self.promises
        named = "SELECT id::text FROM crm_installedproduct WHERE product = 'Fleet SIM' AND competitor_id IS NOT NULL"
        assert self.ask(named) == self.product
        for table in ("visits_visit", "visits_promise", "visits_visitrecord"):
            assert self.ask(f"SELECT count(*) FROM {table} WHERE client_owner_id IS NULL") == [(0,)]  # noqa: S608  ours
        # What came later works on what was there: an open promise follows its owner to another team.
        assert self.ask(_FOLLOWS) == [(True,)]

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of the last statement, which is committed."""
        with self._connected() as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            connection.commit()
            return rows

    def _counts(self) -> dict[str, int]:
        """Return rows by table, without Django's own lists, which grow with each release."""
        with self._connected() as connection:
            found = table_counts(connection)
        kept = {name: rows for name, rows in found.items() if not name.startswith(("django_", "auth_"))}
        return {_RENAMED.get(name, name): rows for name, rows in kept.items()}

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Any]:
        with contextlib.closing(psycopg2.connect(programs.connection_string(self.database))) as connection:
            yield connection
