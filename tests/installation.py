"""A whole installation of its own, for tests that destroy one: embedded PostgreSQL and its log's receiver."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

from config.launch import leftovers
from config.paths import BASE_DIR

SOCKETS = "import config.paths; print(config.paths.socket_dir())"
BEGIN = (
    "from config.launch import postgres, preflight; preflight.make_var(); preflight.make_sockets(); postgres.prepare()"
)
READY = "from config.launch import postgres; postgres.wait_until_ready(seconds=60)"


class Installation:
    """Its data are in `folder`/var, what is kept of its log in `folder`/kept."""

    def __init__(self, folder: Path) -> None:
        # A folder that quoting must stand: restore_command is read by PostgreSQL and by a shell.
        self.var, self.kept = folder / "var", folder / "kept 100% 'log'"
        own = ("RAPPORT_", "PYTEST_", "EMAIL_")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        for name in ("DATABASE_URL", "REDIS_URL", leftovers.MARK, "ARGS"):
            environ.pop(name, None)
        self.environ = {
            **environ,
            "RAPPORT_VAR": str(self.var),
            "RAPPORT_ENV": "production",
            "RAPPORT_URL": "http://127.0.0.1",
            "RAPPORT_WAL": str(self.kept),
            "RAPPORT_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.processes: dict[str, subprocess.Popen] = {}
        self.sockets = self.python("-c", SOCKETS).strip()

    def python(self, *arguments: str) -> str:
        """Run to its end; return what it said. Fails with its words when it fails."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=BASE_DIR, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """Run what must fail; return its words."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=BASE_DIR, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stdout
        return done.stdout + done.stderr

    def start(self) -> None:
        """Start PostgreSQL and the receiver."""
        self.python("-c", BEGIN)
        self._child("postgres")
        self.python("-c", READY)
        self._child("wal")
        self._wait_for("SELECT count(*) FROM pg_stat_replication WHERE application_name = 'pg_receivewal'", 1)

    def _child(self, name: str) -> None:
        with (self.var / "log" / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "config.launch.child", name],
                cwd=BASE_DIR,
                env={**self.environ, leftovers.MARK: str(self.var)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait_for(self, sql: str, wanted: object, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while (rows := self.ask(sql)) != [(wanted,)]:  # no row while the receiver is still connecting
            assert time.monotonic() < deadline, f"{sql}: {rows}"
            time.sleep(0.1)

    def connect(self):
        connection = psycopg2.connect(host=self.sockets, user="rapport", dbname="rapport")
        connection.autocommit = True
        return connection

    def ask(self, sql: str) -> list[tuple]:
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def do(self, sql: str) -> None:
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(sql)

    def received(self) -> None:
        """Wait until the receiver has on disk what was written until now."""
        self._wait_for(
            "WITH now AS MATERIALIZED (SELECT pg_current_wal_lsn() AS lsn) SELECT flush_lsn >= lsn"
            " FROM pg_stat_replication, now WHERE application_name = 'pg_receivewal'",
            True,
        )

    def kill(self) -> None:
        """Kill everything at once, as a power cut does."""
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
        self.processes.clear()
        stop = "from config.launch import leftovers, preflight; leftovers.stop_all(); preflight.remove_sockets()"
        if Path(self.sockets).exists():
            self.python("-c", stop)


@contextlib.contextmanager
def installation():
    """Yield one; all of it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="rapport-own-") as folder:
        made = Installation(Path(folder))
        try:
            yield made
        finally:
            made.kill()
