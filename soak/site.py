"""One installation on several pretended machines: each has a folder of its own and shares only the services."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import psycopg2

from config.launch import postgres, template
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR, socket_dir
from soak import Failed

HOST = "crm.test"  # what people open: the servers know it and each has a port of its own
_FOLDERS = "from config.launch import postgres, preflight; preflight.make_var(); preflight.make_sockets()"
_CALM = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]


class Site:
    """Its processes by name, each started, killed and started again; `with Site(…)` ends all of them."""

    def __init__(self, folder: Path, *, released: bool) -> None:
        """`released`: with collected, hashed static files as in production; else as the tests have them."""
        self.folder, self.released = folder, released
        self.processes: dict[str, subprocess.Popen[str]] = {}
        self.ports: dict[str, int] = {}
        self.machines: set[str] = set()
        self.key = secrets.token_urlsafe(50)
        self.more: dict[str, str] = {}  # environment of every machine

    def __enter__(self) -> "Site":
        with contextlib.ExitStack() as undo:
            undo.callback(self.stop)
            self._ready("db", "; postgres.prepare()")
            self.postgres("db")
            template.copy_into(self.url("db"))
            self._start("redis", "db", "-m", "config.launch.child", "redis")
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self._start("driver", "db", "-m", "soak.inside.driver", **pipes)
            self.ask("begin")
            undo.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    # --- machines ---------------------------------------------------------------------------------------------------
    def environment(self, machine: str) -> dict[str, str]:
        """Return what a process on this machine is told; databases' machines know of no services but their own."""
        mine = {
            name: value for name, value in os.environ.items() if not name.startswith(("RAPPORT_", "PG", "PYTEST_"))
        }
        mine |= {"RAPPORT_VAR": str(self.folder / machine), "RAPPORT_ENV": "demo", "RAPPORT_LOG": "WARNING"}
        mine |= {"RAPPORT_SECRET_KEY": self.key, "RAPPORT_URL": f"http://{HOST}", "PYTHONPATH": str(BASE_DIR)}
        mine |= {"DATABASE_URL": self.url("db"), "REDIS_URL": f"unix://{self.sockets('db')}/redis.sock"}
        mine |= {"DJANGO_SETTINGS_MODULE": "config.settings", "HOST": "127.0.0.1", "WEB_CONCURRENCY": "1"}
        return mine | ({} if self.released else {"RAPPORT_TESTING": "1"}) | self.more

    def sockets(self, machine: str) -> str:
        """Return the folder of a machine's sockets."""
        return str(socket_dir((self.folder / machine).resolve()))

    def url(self, machine: str) -> str:
        """Return the address of the database on this machine."""
        return f"postgres://{postgres.ROLE}@/{postgres.DATABASE}?host={self.sockets(machine)}"

    def sql(self, machine: str, question: str, *values: object) -> Any:
        """Ask a database directly; return the first column of the first row."""
        connection = psycopg2.connect(self.url(machine), connect_timeout=5)
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchone()[0] if cursor.description else None

    def ready_machine(self, machine: str) -> None:
        """Make a machine's folders and, where released, its bundles and static files, as a release does."""
        self._ready(machine, "")
        for module in ("config.assets", "config.launch.prepare") if self.released else ():
            with (self.folder / f"{machine}.log").open("ab") as log:
                if self._python(machine, "-m", module, stdout=log, stderr=log).wait(120) != 0:
                    raise Failed(f"{module} failed on {machine}: {self.logs()}")

    # --- services ---------------------------------------------------------------------------------------------------
    def postgres(self, machine: str) -> None:
        """Start the database server of this machine and wait until it answers."""
        self._start(f"postgres {machine}", machine, "-m", "config.launch.child", "postgres")
        deadline = time.monotonic() + 30
        while True:
            try:
                asked = f"postgres://{postgres.ROLE}@/postgres?host={self.sockets(machine)}"
                psycopg2.connect(asked, connect_timeout=5).close()
                break
            except psycopg2.OperationalError:
                if time.monotonic() > deadline:
                    raise Failed(f"PostgreSQL on {machine} does not answer: {self.logs()}") from None
                time.sleep(0.1)
        if machine == "db":
            wait = "from config.launch import postgres; postgres.wait_until_ready(seconds=30)"  # makes our database
            self._python(machine, "-c", wait).wait(40)

    def replica(self, machine: str) -> None:
        """Copy the primary with pg_basebackup and start the copy as its streaming replica."""
        self._ready(machine, "")
        target = self.folder / machine / "postgres"
        source = f"host={self.sockets('db')} user={postgres.ROLE} application_name={machine}"
        command = [
            postgres.binary("pg_basebackup"),
            "-D",
            str(target),
            "-d",
            source,
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
        if result.returncode != 0:
            raise Failed(f"pg_basebackup: {result.stderr}")
        self._ready(machine, "; postgres.prepare()")  # the owner of its files, where the server runs as another
        self.postgres(machine)

    def web(self, machine: str) -> None:
        """Start the web server of this machine; `await_web` waits for it."""
        if machine not in self.ports:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.ports[machine] = int(probe.getsockname()[1])
        more = {"env": self.environment(machine) | {"PORT": str(self.ports[machine])}}
        self._start(f"web {machine}", machine, "-m", "config.launch.child", "web", **more)

    def await_web(self, machine: str, seconds: float = 60) -> None:
        """Return once the web server takes connections."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.ports[machine]), 5):
                return
            if time.monotonic() > deadline:
                raise Failed(f"The web server of {machine} does not answer: {self.logs()}")
            time.sleep(0.1)

    def worker(self, machine: str) -> None:
        """Start a Celery worker of this machine, with leases and periods short enough for a rehearsal."""
        self._start(f"worker {machine}", machine, "-m", "soak.inside.quick", "worker", "--concurrency", "1", *_CALM)

    def beat(self, machine: str) -> None:
        """Start beat on this machine."""
        schedule = ["--schedule", str(self.folder / machine / "schedule"), "--pidfile=", "--loglevel", "WARNING"]
        self._start(f"beat {machine}", machine, "-m", "soak.inside.quick", "beat", *schedule)

    def ask(self, what: str, **values: object) -> Any:
        """Have the driver (soak/inside/driver.py) do something; return what it answers."""
        driver = self.processes["driver"]
        _pipe(driver.stdin).write(json.dumps({"do": what, **values}) + "\n")
        _pipe(driver.stdin).flush()
        answer = _pipe(driver.stdout).readline()
        if not answer:
            raise Failed(f"The driver has died: {self.logs()}")
        return json.loads(answer)

    # --- processes --------------------------------------------------------------------------------------------------
    def kill(self, name: str) -> None:
        """End a process and all it has started, at once and unasked (SIGKILL): as if its machine were gone."""
        process = self.processes.pop(name)
        for pid in [process.pid, *_descendants(process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(20)
        for pipe in filter(None, (process.stdin, process.stdout)):
            pipe.close()

    def stop(self) -> None:
        """End everything, the databases last."""
        for name in sorted(self.processes, key=lambda name: name.startswith(("postgres", "redis"))):
            self.kill(name)
        for machine in self.machines:
            shutil.rmtree(self.sockets(machine), ignore_errors=True)

    def logs(self) -> str:
        """Return the ends of all logs."""
        paths = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-1500:]}" for path in paths)

    def _ready(self, machine: str, more: str) -> None:
        self.machines.add(machine)
        if self._python(machine, "-c", _FOLDERS + more).wait(60) != 0:
            raise Failed(f"{machine} could not be set up: {self.logs()}")

    def _python(self, machine: str, *arguments: str, **more: Any) -> "subprocess.Popen[str]":
        given: dict[str, Any] = {"env": self.environment(machine), "stdin": subprocess.DEVNULL, "text": True} | more
        command = [sys.executable, *arguments]
        return subprocess.Popen(  # noqa: S603
            command, cwd=BASE_DIR, start_new_session=True, preexec_fn=end_with_parent, **given
        )

    def _start(self, name: str, machine: str, *arguments: str, **more: Any) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = self._python(machine, *arguments, **({"stdout": log, "stderr": log} | more))


def _descendants(pid: int) -> list[int]:
    """Return the ids of what a process started and what that started; PostgreSQL's are in no group of its own."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(path.read_text(errors="replace").rpartition(")")[2].split()[1]) == pid:
                child = int(path.parent.name)
                found += [child, *_descendants(child)]
    return found


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None  # noqa: S101  the driver is started with pipes
    return pipe
