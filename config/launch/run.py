"""`make run`: everything Rapport needs, in the foreground, until Ctrl-C.

Also starts production on one machine: `RAPPORT_ENV=production`, without demo data. With `DATABASE_URL` or `REDIS_URL`
set, that service is yours and is not started here.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.launch import leftovers, postgres, preflight, probe, redis_server, say
from config.launch.prepare import DEMO_MARK
from config.launch.say import Stop
from config.launch.supervise import Supervisor, end_with_parent
from config.paths import BASE_DIR, var_dir

SIGN_INS = [
    ("manager", "account manager, first team"),
    ("teammate", "account manager, first team"),
    ("stranger", "account manager, another team"),
    ("lead", "leads the first team"),
    ("admin", "people, teams, handbook"),
]
PASSWORD = "rapport-demo"  # noqa: S105  printed for everybody: the demo's


class Ended(BaseException):
    """The person (or the system) asked us to stop."""


def main() -> None:
    say.prepare_streams()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _end)
    os.chdir(BASE_DIR)
    started = time.monotonic()
    try:
        mode = environment.read_mode(dict(os.environ))
        host, port = preflight.address()
        var = preflight.make_var()
        with preflight.only_one(var, "make run", preflight.shown(host, port)):
            preflight.make_sockets()
            if count := leftovers.stop_all():
                say.event(f"An earlier start had left {count} process(es) behind: stopped.")
            preflight.check_port(host, port)
            preflight.check_disk(var)
            _run(mode, host, port, started)
    except (Stop, ImproperlyConfigured) as stop:
        say.problem(str(stop))
        sys.exit(1)
    except OSError as error:
        say.problem(preflight.disk_full(error, BASE_DIR) or f"Starting failed: {error}.")
        sys.exit(1)
    except Ended:
        sys.exit(0)


def _end(number: int, frame: FrameType | None) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)  # once is enough: stopping is under way
    raise Ended


def _run(mode: str, host: str, port: int, started: float) -> None:
    own_database, own_redis = not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")
    wal_folder = environment.read_wal_folder(dict(os.environ))
    programs = [
        *(["wal"] if wal_folder else []),
        *(["postgres"] if own_database else []),
        *(["redis"] if own_redis else []),
        "beat",
        "worker",
        "web",
    ]
    supervisor = Supervisor(programs)
    try:
        build_assets()
        begun = time.monotonic()
        if own_redis:
            redis_server.binary()  # says now if there is none
        if own_database:
            postgres.prepare()
        supervisor.begin()
        if own_database:
            postgres.wait_until_ready(lambda: _tell(supervisor))
            say.done("PostgreSQL", time.monotonic() - begun)
            if wal_folder:
                supervisor.start("wal")
        if own_redis:
            with say.step("Redis"):
                redis_server.wait_until_ready()
        prepare(with_demo=mode == environment.DEMO)
        with say.step("Web, worker, beat"):
            preflight.check_port(host, port)
            supervisor.start("web")
            _wait_until_ready(supervisor, host, port)
            supervisor.start("worker")
            supervisor.start("beat")
        _welcome(mode, host, port, time.monotonic() - started)
        while True:
            _tell(supervisor)
            time.sleep(0.3)
    finally:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        begun = time.monotonic()
        supervisor.stop()
        leftovers.stop_all()
        preflight.remove_sockets()
        if supervisor.begun:
            say.line()
            say.done("Everything is stopped", time.monotonic() - begun)


def build_assets() -> None:
    """Fetch and bundle scripts and styles where their sources changed."""
    with say.step("Scripts and styles"):
        result = _call("config.assets", quiet=True)
        if result.returncode != 0:
            said = result.stderr.decode(errors="replace").strip()
            raise Stop(preflight.disk_full(said, BASE_DIR) or said or "Scripts and styles could not be built.")


def prepare(*, with_demo: bool) -> None:
    """Bring database, translations and static files up to date."""
    result = _call("config.launch.prepare", *(["--with-demo"] if with_demo else []))
    if result.returncode != 0:
        raise SystemExit(1)  # it has said why


def _call(module: str, *arguments: str, quiet: bool = False) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", module, *arguments],
        env=leftovers.marked_environment(),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
        capture_output=quiet,
        check=False,
    )


class Terminal:
    """The terminal that we were started in, if we were.

    The kernel sends SIGHUP to the leader of the session alone. Where that is not a shell but `make` (ssh -t host make
    run, a window of tmux), make hears it and goes on waiting for us: so we look ourselves.
    """

    def __init__(self) -> None:
        self._had = os.isatty(0) and os.isatty(1)

    def is_gone(self) -> bool:
        """Say whether there was one and it has been closed."""
        return self._had and not os.isatty(0)


_terminal = Terminal()


def _tell(supervisor: Supervisor) -> None:
    if _terminal.is_gone():
        _end(signal.SIGHUP, None)
    for sentence in supervisor.check():
        say.event(sentence)


def _wait_until_ready(supervisor: Supervisor, host: str, port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not probe.web_answers(host, port):
        _tell(supervisor)
        if time.monotonic() > deadline:
            raise Stop(
                f"The web server does not answer within {seconds:.0f} s: see {supervisor.log.with_name('web.log')}."
            )
        time.sleep(0.1)


def _welcome(mode: str, host: str, port: int, seconds: float) -> None:
    say.line()
    say.line(
        f"  Rapport is ready after {seconds:.0f} s:  "
        f"{os.environ.get('RAPPORT_URL') or f'http://{environment.reachable_host(host)}:{port}'}"
    )
    say.line()
    if mode == environment.DEMO and not (var_dir() / DEMO_MARK).exists():
        say.line("  The demo data was removed: sign in as you did before.")
    elif mode == environment.DEMO:
        say.line(f"  Sign in as one of these; the password is {PASSWORD}")
        for name, what in SIGN_INS:
            say.line(f"    {name:<10} {what}")
    else:
        say.line("  The first admin, with the same settings in the environment:")
        say.line("    .venv/bin/python manage.py create_admin NAME EMAIL 'Name as colleagues know it'")
    say.line()
    say.line("  Ctrl-C stops everything.")
    say.line()


if __name__ == "__main__":
    main()
