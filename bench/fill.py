"""Fill a database by sets: INSERT … SELECT in chunks, triggers off, going on where an interrupted fill stopped.

Usage, inside `make bench` (Django set up): fill(SIZES["medium"], today=…).
"""

import contextlib
import datetime
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import Role, Team, User
from bench.measure.pages import PASSWORD
from bench.sizes import Size, words

HERE = Path(__file__).parent
CHUNK = 50_000
_QUICK = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "'8GB'"}
_STEP = re.compile(r"^-- step: (.+?) / (\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the filling: its SQL is run for each chunk of what `counts` counts (or once)."""

    name: str
    counts: str
    sql: str


def read_steps() -> list[Step]:
    """Return the steps of fill.sql in their order."""
    parts = _STEP.split((HERE / "fill.sql").read_text(encoding="utf-8"))[1:]
    return [Step(*parts[i : i + 3]) for i in range(0, len(parts), 3)]


def fill(size: Size, *, today: datetime.date, say: Callable[[str], None] = lambda line: None) -> datetime.date:
    """Fill this database up to `size` and return the day it was filled for (the first call's `today`).

    Each chunk and its mark are one transaction: killed at any moment, the next call goes on. Parameters: `today`,
    the day that visits and promises lie around; `say`, told each finished step in a line.
    """
    with connection.cursor() as cursor:
        cursor.execute((HERE / "functions.sql").read_text(encoding="utf-8"))
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_mark (step text PRIMARY KEY, done bigint, size text, day date);"
            "ALTER TABLE bench_mark ADD COLUMN IF NOT EXISTS seconds double precision DEFAULT 0"
        )
        cursor.execute("SELECT size, day FROM bench_mark LIMIT 1")
        kept = cursor.fetchone()
        if kept and kept[0] != size.name:
            raise ValueError(f"This database is filled as {kept[0]}, not {size.name}.")
        day = kept[1] if kept else today
        given = words() | {
            "managers": size.managers, "team_size": size.team_size, "each_has": size.visits_each,
            "recent": size.recent, "today": day,
        }  # fmt: skip
        steps = [Step("people of ours", "once", ""), *read_steps()]
        changed = False
        with _disk_in_its_own_time(cursor):
            for step in steps:
                started = time.monotonic()
                if sum(1 for _ in _run(cursor, step, size, given)):
                    changed = True
                    say(f"{step.name:<28} {time.monotonic() - started:6.1f} s")
        if changed and not connection.in_atomic_block:
            started = time.monotonic()
            cursor.execute("VACUUM (ANALYZE)")
            say(f"{'vacuum, analyze':<28} {time.monotonic() - started:6.1f} s")
        elif changed:
            cursor.execute("ANALYZE")
    return day


@contextlib.contextmanager
def _disk_in_its_own_time(cursor: CursorWrapper) -> Iterator[None]:
    """Let PostgreSQL not wait for the disk meanwhile: on a slow one, that was nine tenths of filling `large`.

    A killed fill goes on all the same; after a machine that went down midway, remove var/bench.
    """
    if connection.in_atomic_block:  # the tests' own database, which others use
        yield
        return
    try:
        for name, value in _QUICK.items():
            cursor.execute(f"ALTER SYSTEM SET {name} = {value}")
        cursor.execute("SELECT pg_reload_conf()")
        yield
    finally:
        for name in _QUICK:
            cursor.execute(f"ALTER SYSTEM RESET {name}")
        cursor.execute("SELECT pg_reload_conf()")
        cursor.execute("CHECKPOINT")


def seconds_taken() -> dict[str, float]:
    """Return how long each step took, all its chunks together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT step, round(seconds::numeric, 3)::float FROM bench_mark ORDER BY seconds DESC, step")
        return dict(cursor.fetchall())


def _run(cursor: CursorWrapper, step: Step, size: Size, given: dict[str, Any]) -> Iterator[int]:
    """Run the chunks of a step that are not done, yielding the end of each."""
    total = 1 if step.counts == "once" else getattr(size, step.counts)
    cursor.execute("SELECT done FROM bench_mark WHERE step = %s", [step.name])
    row = cursor.fetchone()
    done = row[0] if row else 0
    while done < total:
        end, started = min(done + CHUNK, total), time.monotonic()
        with transaction.atomic():
            # Foreign keys and history are triggers; what is made here keeps to both by construction.
            cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
            if step.sql:
                cursor.execute(step.sql, given | {"lo": done, "hi": end})
            else:
                _make_people(size)
            cursor.execute(
                "INSERT INTO bench_mark (step, done, size, day, seconds) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT (step) "
                "DO UPDATE SET done = EXCLUDED.done, seconds = bench_mark.seconds + EXCLUDED.seconds",
                [step.name, end, size.name, given["today"], time.monotonic() - started],
            )
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        done = end
        yield done


def _make_people(size: Size) -> None:
    """Make teams under one root, managers `manager0`…, a lead for each team `lead0`…, and `admin`."""
    ids = _ids(2, size.managers // size.team_size + 1)
    teams = len(ids) - 1
    Team.objects.bulk_create(
        [
            Team(pk=ids[teams], name="Sales"),
            *(Team(pk=ids[n], name=f"Team {n}", parent_id=ids[teams]) for n in range(teams)),
        ]
    )
    password = make_password(PASSWORD)

    def person(pk: Any, username: str, role: Role, team: Any) -> User:
        return User(
            pk=pk, username=username, name=username.capitalize(), email=f"{username}@example.com", role=role,
            team_id=team, password=password,
        )  # fmt: skip

    keys = _ids(1, size.managers + teams + 1)
    people = [person(keys[n], f"manager{n}", Role.MANAGER, ids[n // size.team_size]) for n in range(size.managers)]
    people += [person(keys[size.managers + n], f"lead{n}", Role.LEAD, ids[n]) for n in range(teams)]
    people.append(person(keys[-1], "admin", Role.ADMIN, None))
    User.objects.bulk_create(people)
    through = Team.leads.through
    through.objects.bulk_create([through(team_id=ids[n], user_id=keys[size.managers + n]) for n in range(teams)])


def _ids(kind: int, count: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT bench_id(%s, n) FROM generate_series(0, %s) AS n", [kind, count - 1])
        return [row[0] for row in cursor.fetchall()]
