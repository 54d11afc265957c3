"""A replica is made by typing what docs/deploy.md and docs/scale.md say, is read from, and is promoted.

Each machine lies as Debian lays it out: settings in etc/, conf.d/ read, passwords asked for by TCP, none by a socket.
Two things are not as written: the machines are two addresses of this one, and lines `hostssl` are `host`, as the
packages' PostgreSQL has no TLS.
"""

import contextlib
import os
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2

from config.launch import postgres
from soak import Failed, must
from soak.house import House, example_settings
from soak.services import free_port
from soak.visitor import Visitor
from soak.written import blocks, elsewhere, typed

NAME, WORD = "chen", "a-quite-long-secret"
PRIMARY, REPLICA, WEB = "127.0.0.11", "127.0.0.12", "127.0.0.1/32"
_SETTINGS = """
data_directory = '{data}'
hba_file = '{etc}/pg_hba.conf'
unix_socket_directories = '{sockets}'
port = {port}
listen_addresses = ''
timezone = 'UTC'
include_dir = 'conf.d'
"""


class Machine:
    """One machine with a PostgreSQL of its system: where it keeps things, and a shell with its `sudo`."""

    def __init__(self, log: Path, port: int) -> None:
        """`log`: where the server's log is kept when all else of the machine is gone."""
        # A socket's path must be short, and the page's own paths are plain.
        self._log, self.home = log, Path(tempfile.mkdtemp(prefix="rapport-own-"))
        self.etc, self.data, self.sockets = self.home / "etc", self.home / "lib" / "main", self.home / "run"
        for path in (self.etc / "conf.d", self.data.parent, self.sockets, self.home / "bin"):
            path.mkdir(parents=True)
        self._write(self.etc / "pg_hba.conf", "local all all trust\n")
        said = _SETTINGS.format(data=self.data, etc=self.etc, sockets=self.sockets, port=port)
        self._write(self.etc / "postgresql.conf", said)
        programs = Path(postgres.binary("postgres")).parent
        how = shlex.join(postgres.as_other_than_root())
        served = f"{how} {shlex.quote(str(programs / 'pg_ctl'))} -s -w -D {self.data} -l {self.home}/log"
        self._stub("sudo", f'if [ "$1" = -u ]; then shift 2; exec {how} "$@"; fi; exec "$@"')
        self._stub("systemctl", f"exec {served} -o '-c config_file={self.etc}/postgresql.conf' \"$1\"")
        self.environ = {
            "PATH": f"{self.home}/bin:{programs}:{os.environ['PATH']}", "HOME": str(self.home), "LC_ALL": "C.UTF-8",
            "PGHOST": str(self.sockets), "PGPORT": str(port), "PGUSER": "postgres",
        }  # fmt: skip
        try:
            self.type(f"sudo -u postgres initdb -D {self.data} -U postgres -A trust")
            self.type("sudo systemctl start postgresql")  # with the packages comes an empty database, which runs
        except Failed:
            self.end()
            raise

    def type(self, block: str) -> str:
        """Type a block on this machine, and the same password wherever one is asked for."""
        postgres.give_away(self.home)
        return typed(block, cwd=self.home, environ=self.environ, word=WORD, seconds=120)

    def ask(self, question: str, database: str = "postgres") -> Any:
        """Ask its server as its administrator; return the first column of the first row."""
        with contextlib.closing(
            psycopg2.connect(host=str(self.sockets), port=self.environ["PGPORT"], user="postgres", dbname=database)
        ) as connection, connection.cursor() as cursor:  # fmt: skip
            cursor.execute(question)
            row = cursor.fetchone()
            return row[0] if row else None

    def end(self) -> None:
        """Stop its server, if it runs, and leave nothing of the machine but the log."""
        with contextlib.suppress(Failed):
            self.type("sudo systemctl stop postgresql")
        with contextlib.suppress(OSError):
            shutil.copy(self.home / "log", self._log)
        shutil.rmtree(self.home, ignore_errors=True)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")

    def _stub(self, name: str, line: str) -> None:
        path = self.home / "bin" / name
        self._write(path, f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)


def rehearse(folder: Path, seconds: float) -> dict[str, Any]:
    """Run it. There is no load here: that is ONLY=replica."""
    facts: dict[str, Any] = {}
    with _machines(folder) as (primary, replica, port):
        primary.type(blocks("deploy.md", "One machine, systemd")[0])  # role and database of the product
        on_primary, on_replica, on_web, promoting = blocks("scale.md", "A replica for reading")
        primary.type(_for(primary, on_primary, {"localhost, 192.0.2.11": PRIMARY, "192.0.2.12/32": WEB}))
        house = House(folder / "web", example_settings(
            RAPPORT_SECRET_KEY=secrets.token_urlsafe(50), EMAIL_HOST="127.0.0.1", RAPPORT_BACKUPS="off",
            DATABASE_URL=f"postgres://rapport:{WORD}@{PRIMARY}:{port}/rapport",
            REDIS_URL="redis://127.0.0.1:1/0",  # gone: that costs throttling, no page
        ))  # fmt: skip
        house.manage("migrate", "--no-input")
        house.manage("create_admin", NAME, "chen@example.com", "Chen Min", RAPPORT_ADMIN_PASSWORD=WORD)
        began = time.monotonic()
        moved = {"primary.internal": PRIMARY, "localhost, 192.0.2.12": REPLICA}
        replica.type(_for(replica, on_replica, moved | {"/var/lib/postgresql/18/main": str(replica.data)}))
        facts["replica made as docs/scale.md says, s"] = round(time.monotonic() - began, 1)
        _streams(primary, replica)
        house.environ |= _settings(on_web, port)
        facts["pages opened until the replica had read the clients' table"] = _is_read_from(house, replica, seconds)
        facts["writes taken by the replica once promoted"] = _promoted(house, replica, promoting, port)
    return facts


@contextlib.contextmanager
def _machines(folder: Path) -> Iterator[tuple[Machine, Machine, int]]:
    port = free_port()
    with contextlib.ExitStack() as undo:
        made = []
        for name in ("primary", "replica"):
            made.append(Machine(folder / f"{name}.log", port))
            undo.callback(made[-1].end)
        yield made[0], made[1], port


def _for(machine: Machine, block: str, names: dict[str, str]) -> str:
    """Return a block of the page as this machine's folders and addresses have it."""
    here = {"/etc/postgresql/18/main": str(machine.etc), "hostssl ": "host ", "192.0.2.32/28": WEB}
    return elsewhere(block, names | here)


def _streams(primary: Machine, replica: Machine) -> None:
    held = "SELECT active FROM pg_replication_slots WHERE slot_name = 'rapport_replica'"
    _wait(lambda: bool(primary.ask(held)), "The replica streams, by its slot", 30)
    must(primary.ask("SHOW max_slot_wal_keep_size") == "4GB", "The slot keeps 4 GB at most")
    may = "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'replicator'"
    must(primary.ask(may) is False, "The role may replicate and nothing else")
    must(replica.ask("SELECT pg_is_in_recovery()"), "The replica follows")
    must(replica.ask("SHOW hot_standby_feedback") == "on", "Long searches are told to the primary")


def _settings(block: str, port: int) -> dict[str, str]:
    """Return what the page has every web machine set, read by a shell."""
    written = elsewhere(block, {"rapport:…@replica.internal/": f"rapport:{WORD}@{REPLICA}:{port}/"})
    said = subprocess.run(["sh", "-ec", f"{written}\nset | grep ^RAPPORT_REPLICA"], capture_output=True, text=True,  # noqa: S603, S607
                          check=True, env={"PATH": os.environ["PATH"]}).stdout  # fmt: skip
    return {name: value.strip("'") for name, _, value in (line.partition("=") for line in said.splitlines())}


def _is_read_from(house: House, replica: Machine, seconds: float) -> int:
    house.environ["RAPPORT_STATIC"] = str(house.checkout / "var/build/static")
    house.python("-m", "config.launch.build")
    scans = "SELECT seq_scan + idx_scan FROM pg_stat_user_tables WHERE relname = 'crm_client'"
    try:
        house.start_child("web")
        visitor = Visitor(house.port, https=True)
        _wait(lambda: _answers(visitor), "Web serves", 60)
        must(visitor.sign_in(NAME, WORD).status == 302, "The admin signs in")

        before, opened = replica.ask(scans, "rapport"), 0

        def is_read() -> bool:
            nonlocal opened
            opened += 1
            must(visitor.get("/clients/").status == 200, "A page is made", house.log("web")[-2000:])
            return bool(replica.ask(scans, "rapport") > before)

        # Who has just written is answered by the primary, and figures are told some seconds late.
        _wait(is_read, "Pages are read from the replica", max(seconds, 60))
        return opened
    finally:
        house.stop()


def _promoted(house: House, replica: Machine, promoting: str, port: int) -> int:
    replica.type(promoting)
    del house.environ["RAPPORT_REPLICA_URL"]
    house.environ["DATABASE_URL"] = f"postgres://rapport:{WORD}@{REPLICA}:{port}/rapport"
    asked = "from accounts.models import User; print(User.objects.filter(username__in=['chen', 'li']).count())"
    house.manage("create_admin", "li", "li@example.com", "Li Lei", RAPPORT_ADMIN_PASSWORD=WORD)
    must(house.manage("shell", "--no-imports", "-c", asked).strip() == "2", "It has what was there, and takes more")
    return 1


def _answers(visitor: Visitor) -> bool:
    try:
        return visitor.get("/livez").status == 200
    except OSError:
        return False


def _wait(done: Callable[[], bool], promise: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        must(time.monotonic() < deadline, promise, f"waited {seconds:.0f} s")
        time.sleep(0.2)
