"""The embedded PostgreSQL: found as files of a wheel, never imported, run as a process of our own."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg2

from config.environment import packaged_postgres
from config.launch.preflight import disk_full, last_words
from config.launch.say import Stop
from config.paths import socket_dir, var_dir

NOBODY = 65534  # the user that a root's PostgreSQL runs as: PostgreSQL refuses root
ROLE = DATABASE = "rapport"


def data_dir() -> Path:
    """Return the database's folder."""
    return var_dir() / "postgres"


def binary(name: str) -> str:
    """Return the path of `postgres`, `initdb` or another program of the wheel.

    The package is not imported: it starts things of its own, with locks and permissions that we do not want.
    """
    folder = packaged_postgres()
    path = folder / name if folder else None
    if path is None or not path.exists():
        raise Stop(
            "There is no embedded PostgreSQL for this system: install PostgreSQL 18 and start with "
            "DATABASE_URL=postgres://… RAPPORT_ENV=demo (or production)."
        )
    return str(path)


def server_command(
    *, durable: bool = True, data: Path | None = None, extra: Mapping[str, str] | None = None
) -> list[str]:
    """Return the server's command line; `durable=False` (tests) trades safety on power loss for speed.

    `data` is another folder than ours, `extra` more of PostgreSQL's settings.
    """
    options = {
        "listen_addresses": "",  # no TCP at all
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "max_wal_size": "512MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    if os.environ.get("RAPPORT_WAL"):
        # A receiver that is away for long loses its place (a new base copy mends it) rather than fill the disk.
        options["max_slot_wal_keep_size"] = "4GB"
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [binary("postgres"), "-D", str(data or data_dir()), "-k", str(socket_dir())]
    for name, value in {**options, **(extra or {})}.items():
        command += ["-c", f"{name}={value}"]
    return [*as_other_than_root(), *command]


def prepare() -> None:
    """Make the database cluster on first use: in a folder beside, renamed when whole."""
    data = data_dir()
    give_folders_away()
    server_command()  # says now what would keep the server from starting
    if data.exists():
        version = (data / "PG_VERSION").read_text().strip() if (data / "PG_VERSION").exists() else "none"
        if version != "18":
            raise Stop(
                f"{data} holds a database of version {version}, not 18: move it away, or bring back the old Rapport."
            )
        return
    fresh = data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if _runs_as_nobody():
        os.chown(fresh, NOBODY, NOBODY)
    command = [binary("initdb"), "-D", str(fresh), "-U", ROLE, "-A", "trust", "--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    result = subprocess.run(  # noqa: S603
        [*as_other_than_root(), *command],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=_plain_env(),
    )
    if result.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        said = (result.stderr or result.stdout).strip()
        log = var_dir() / "log" / "initdb.log"
        with contextlib.suppress(OSError):
            log.write_text(said, encoding="utf-8")
        raise Stop(disk_full(said, var_dir()) or f"The database cannot be made: see {log}.")
    fresh.rename(data)


def wait_until_ready(meanwhile: Callable[[], None] = lambda: None, seconds: float = 60) -> None:
    """Return once the server answers and holds our database; calls `meanwhile` again and again until then."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection = psycopg2.connect(host=str(socket_dir()), user=ROLE, dbname="postgres", connect_timeout=5)
            break
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                log = var_dir() / "log" / "postgres.log"
                full = disk_full(last_words(log), var_dir())
                raise Stop(full or f"PostgreSQL does not answer: see {log}.") from None
            meanwhile()
            time.sleep(0.05)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{DATABASE}"')


def remove_leftovers() -> None:
    """Stop a server that an earlier start left behind in our folder, and remove what a dead one left.

    A container that is started again reuses process ids, so the id in `postmaster.pid` may be anybody's: only a
    process that works in our data folder is stopped.
    """
    pid_file = data_dir() / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        pid = 0
    if pid and _works_in(pid, data_dir()):
        stop(pid)
    pid_file.unlink(missing_ok=True)


def stop(pid: int, seconds: float = 20) -> None:
    """Stop the server: SIGINT ends open sessions (a polite stop would wait for them for ever)."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + seconds
        try:
            os.kill(pid, sign)
            while time.monotonic() < deadline:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)  # where it is our own child: a dead one must not count as living
                os.kill(pid, 0)
                time.sleep(0.05)
        except ProcessLookupError:
            return


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == folder
    except OSError:
        pass
    try:  # no /proc here: ask ps
        said = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
        return str(folder) in said.stdout
    except OSError:
        return False


def _plain_env() -> dict[str, str]:
    """Return the environment without what would steer PostgreSQL elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}


# --- root ---------------------------------------------------------------------------------------------------------
# PostgreSQL refuses to run as root. In a user namespace that calls us nobody, it runs and its files stay root's.
# Where namespaces are refused (many containers), it runs as nobody with the one capability that lets it pass the
# folders above, if it needs one: so the data stays in `var` in every case.

_NAMESPACE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]


def as_other_than_root() -> list[str]:
    if os.getuid() != 0:
        return []
    if not _runs_as_nobody():
        return _NAMESPACE
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    for capability in ("", "dac_read_search", "dac_override"):
        attempt = [*drop, *([f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"] if capability else [])]
        if _succeeds([*attempt, "sh", "-c", 'cd "$1" && "$2" --version', "sh", str(var_dir()), binary("postgres")]):
            return attempt
    raise Stop(
        "PostgreSQL does not run as root, and here root may neither use a user namespace nor let another user into "
        f"{var_dir()}: run as an ordinary user, or put the folder where others may enter."
    )


def _runs_as_nobody() -> bool:
    """Say whether this is a root without user namespaces (`RAPPORT_NO_NAMESPACE=1` pretends it, for the tests)."""
    if os.getuid() != 0:
        return False
    return bool(os.environ.get("RAPPORT_NO_NAMESPACE")) or not _succeeds([*_NAMESPACE, "true"])


def give_folders_away() -> None:
    """Give database and socket folder to whom the server runs as (it may have been another the last time)."""
    if os.getuid() != 0:
        return
    owner = NOBODY if _runs_as_nobody() else 0
    os.chown(socket_dir(), owner, owner)
    if data_dir().exists() and data_dir().stat().st_uid != owner:
        give_away(data_dir())


def give_away(folder: Path) -> None:
    """Give a folder and all in it to whom the server runs as."""
    if os.getuid() != 0:
        return
    owner = NOBODY if _runs_as_nobody() else 0
    for inner, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.chown(os.path.join(inner, name), owner, owner, follow_symlinks=False)


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 0  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
