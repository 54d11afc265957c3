"""Queries whose plan PostgreSQL keeps, too: half the time of a query of ours is to plan it (docs/adr/0010).

A `Statement` is prepared (`PREPARE`) the first time that a database connection asks for it, and only executed from
then on. The connection's options want one plan for all values (`plan_cache_mode`, config/environment.py): left the
choice, PostgreSQL would keep planning anew, for it expects more rows when it does not know the ids.

A statement's name is a digest of its text, so that a name says the same query whoever prepared it. What a connection
has prepared is remembered beside it, and forgotten when it is opened anew. Within a transaction, where a statement
that is gone would undo what was written, queries are asked plainly.
"""

import datetime
import hashlib
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import Error

MOST_KEPT = 120  # statements of one connection, in which each takes some 100 kB of the server's memory
TYPES = ((UUID, "uuid"), (datetime.datetime, "timestamptz"), (datetime.date, "date"))  # a datetime is a date
# The statement is gone (DISCARD ALL, a pooler's other connection); its columns are of other types than when prepared.
GONE, CHANGED = "26000", "0A000"
THERE_ALREADY = "42P05"
_PLACE = re.compile("%[%s]")


class Statement:
    """A query's SQL with a parameter for each value: `call` executes it with the values at `places`, in that order."""

    def __init__(self, sql: str, parameters: Sequence[tuple[int, Any]], examples: Sequence[Any]) -> None:
        """Take SQL with `%s` for each of `parameters` (number of the value, or -1 and a constant), and like values.

        Constants stay in the text: partial indexes are found by them.
        """
        self.places = tuple(dict.fromkeys(place for place, _constant in parameters if place >= 0))
        self._constants = [constant for place, constant in parameters if place < 0]
        marks = iter([f"${self.places.index(place) + 1}" if place >= 0 else "%s" for place, _constant in parameters])
        text = _PLACE.sub(lambda found: next(marks) if found[0] == "%s" else found[0], sql)
        types = f"({', '.join(_type_of(examples[place]) for place in self.places)})" if self.places else ""
        digest = hashlib.sha256(f"{types} {text} {self._constants!r}".encode()).hexdigest()
        self.name = f"rapport_{digest[:32]}"
        self._prepare = f"PREPARE {self.name} {types} AS {text}"
        self.call = f"EXECUTE {self.name}" + (f"({', '.join(['%s'] * len(self.places))})" if self.places else "")

    def prepare_on(self, connection: Any) -> None:
        """Have the connection know the statement; of very many it forgets the one not used for longest."""
        known = _known(connection)
        if self.name in known:
            known[self.name] = known.pop(self.name)
            return
        if len(known) >= MOST_KEPT:
            oldest = next(iter(known))
            del known[oldest]
            _tell(connection, f"DEALLOCATE {oldest}", but=GONE)
        _tell(connection, self._prepare, self._constants, but=THERE_ALREADY)
        known[self.name] = True

    def is_lost(self, connection: Any, error: Error) -> bool:
        """Say whether this error means that the query must be asked plainly, and forget the statement if so."""
        code = _code(error)
        if code not in (GONE, CHANGED) or connection is None or _known(connection).pop(self.name, None) is None:
            return False
        if code == CHANGED:
            _tell(connection, f"DEALLOCATE {self.name}", but=GONE)
        return True


def is_free(connection: Any) -> bool:
    """Say whether the connection is in no transaction; it is opened if it is not yet."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return bool(connection.autocommit) and not connection.in_atomic_block


def _type_of(value: Any) -> str:
    """Return the type a value has where it is written into the SQL; of texts PostgreSQL finds it out in both cases."""
    return next((name for kind, name in TYPES if isinstance(value, kind)), "unknown")


def _known(connection: Any) -> dict[str, bool]:
    """Return the names of what the connection has prepared since it was opened, the last used last."""
    opened, known = getattr(connection, "rapport_prepared", (None, {}))
    if opened is not connection.connection:
        known = {}
        connection.rapport_prepared = connection.connection, known
    return known


def _tell(connection: Any, sql: str, parameters: Sequence[Any] | None = None, *, but: str) -> None:
    """Run a statement that asks nothing, past what counts and logs queries; an error with the code `but` is none."""
    try:
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(sql, parameters or [])
    except Error as error:
        if _code(error) != but:
            raise


def _code(error: Error) -> str:
    return getattr(error.__cause__, "pgcode", None) or ""
