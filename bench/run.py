"""`make bench`: fill once, serve as production does, measure every page beside the floor.

Environment: SIZE (small, medium, large), PAGES (a part of the pages' names), WHO (manager,lead,admin), N (requests a
page, 200), SECONDS (at concurrency 8, 1.5; 0 leaves it out), FILL=1 (fill only), EXPLAIN=/clients/ (instead of
measuring, show how the database answers that address for each of WHO).
"""

import contextlib
import datetime
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2

from bench.measure import report
from bench.measure.browser import Browser, Refused
from bench.measure.figures import Effort, measure, per_second
from bench.measure.pages import PAGES, PEOPLE
from bench.sizes import SIZES
from config.launch import preflight, say, services
from config.launch.leftovers import marked_environment
from config.launch.prepare import compile_translations
from config.launch.run import build_assets
from config.launch.say import Stop
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR, socket_dir, var_dir

PASSWORD = "rapport-bench"  # noqa: S105  of made-up people on this machine alone


def main() -> None:
    say.prepare_streams()
    os.chdir(BASE_DIR)
    try:
        size = os.environ.get("SIZE") or "small"
        if size not in SIZES:
            raise Stop(f"SIZE={size} is unknown: give one of {', '.join(SIZES)}.")
        use_bench_environment(size)
        with preflight.only_one(preflight.make_var(), "make bench", ""):
            build_assets()
            compile_translations()
            with services.running(durable=True):
                _bench(size)
    except (Stop, Refused) as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def use_bench_environment(size: str) -> None:
    """Point this process and its children at the benchmark's own folder and database, in production's mode."""
    for name in list(os.environ):
        if name in {"DATABASE_URL", "REDIS_URL", "HOST"} or name.startswith(("EMAIL_", "RAPPORT_")):
            del os.environ[name]
    os.environ |= {
        "RAPPORT_VAR": "var/bench",
        "RAPPORT_ENV": "production",
        "RAPPORT_URL": f"http://127.0.0.1:{_free_port()}",
        "RAPPORT_LOG": "WARNING",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_DATABASE": f"bench_{size}",
        "BENCH_SOCKETS": "",
        "BENCH_FLOOR_KEY": secrets.token_urlsafe(50),
    }
    os.environ["BENCH_SOCKETS"] = str(socket_dir())


def _bench(size: str) -> None:
    _make_database(f"bench_{size}")
    _make_database(f"bench_floor_{size}")
    _python("-m", "config.launch.prepare")
    say.line(f"  Filling {size}:")
    facts = json.loads(_python("manage.py", "bench_fill", size, read=True))
    floor_environ = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "BENCH_DATABASE": f"bench_floor_{size}"}
    clients = SIZES[size].clients
    people = (os.environ.get("WHO") or ",".join(PEOPLE)).split(",")
    if path := os.environ.get("EXPLAIN"):
        for person in people:
            _python("manage.py", "bench_explain", PEOPLE[person], path.format(**facts))
        return
    session = _python("-m", "bench.floor.prepare", str(clients), environ=floor_environ, read=True).strip()
    if os.environ.get("FILL"):
        return
    port, floor_port = int(os.environ["RAPPORT_URL"].rpartition(":")[2]), _free_port()
    with (
        _served("config.wsgi:application", port, {}),
        _served("bench.floor.wsgi:application", floor_port, floor_environ),
    ):
        floor = Browser(floor_port, {"sessionid": session})
        rows = _measure_all(size, facts, port, floor)
    say.line(f"  Kept as {rows.relative_to(BASE_DIR)}")


def _measure_all(size: str, facts: dict[str, str], port: int, floor: Browser) -> Path:
    folder = var_dir() / "results"
    before = report.last(folder, size)
    effort = Effort(int(os.environ.get("N") or 200), float(os.environ.get("SECONDS") or 1.5))
    _wait(floor, "/")
    _wait(Browser(port), "/livez")
    floor.get("/")
    floor_rate = per_second(lambda who: _look(who, "/"), floor, effort.seconds)
    asked, people = os.environ.get("PAGES") or "", (os.environ.get("WHO") or ",".join(PEOPLE)).split(",")
    say.line(f"  The floor at 8: {floor_rate} a second\n\n  {report.HEAD}")
    rows: list[dict[str, Any]] = []
    missing: list[str] = []
    for person in people:
        browser = Browser(port)
        browser.sign_in(PEOPLE[person], PASSWORD)
        for page in PAGES:
            if asked not in page.name or person not in page.people:
                continue
            try:
                row = measure(page, page.path.format(**facts), person, browser, floor, effort).as_row()
            except Refused as refused:
                missing.append(f"{page.name} ({person}): {refused}")
                continue
            rows.append(row)
            say.line(f"  {report.shown(row, before.get((page.name, person)), floor_rate)}")
        browser.close()
    for line in missing:
        say.problem(f"not measured: {line}")
    missed = [f"{row['page']} ({row['person']})" for row in rows if row["ratio"] > row["target"]]
    say.line(f"\n  {len(rows) - len(missed)} of {len(rows)} within their ratio to the floor.")
    now = datetime.datetime.now(tz=datetime.UTC)
    content = {
        "size": size, "at": now.isoformat(timespec="seconds"), "commit": _commit(), "cores": os.cpu_count(),
        "filled_for": facts["filled_for"], "floor_per_second": floor_rate, "rows": rows, "missing": missing,
    }  # fmt: skip
    return report.keep(folder, size, now.strftime("%Y%m%dT%H%M%S"), content)


def _look(who: Browser, path: str) -> None:
    if who.get(path).status != 200:
        raise Refused(f"the floor answered {who.get(path).status}")


@contextlib.contextmanager
def _served(application: str, port: int, environ: dict[str, str]) -> Iterator[None]:
    """Run gunicorn as production does (two workers, four threads each) until the block ends."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command += ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--keep-alive", "30"]
    name = application.partition(":")[0]
    with (var_dir() / "log" / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            command, env=marked_environment() | environ, stdout=log, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            if process.poll() is None:
                process.kill()


def _wait(browser: Browser, path: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            browser.get(path)
            return
        time.sleep(0.1)
    raise Stop(f"The server on port {browser.port} does not answer: see {var_dir() / 'log'}.")


def _python(*arguments: str, environ: dict[str, str] | None = None, read: bool = False) -> str:
    """Run our Python; return what it printed if `read`. Its words to stderr reach the person."""
    result = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], env=marked_environment() | (environ or {}), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if read else None, text=True, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        raise Stop(f"{' '.join(arguments)} failed: what it said stands above.")
    return result.stdout or ""


def _make_database(name: str) -> None:
    connection = psycopg2.connect(host=str(socket_dir()), user="rapport", dbname="postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _commit() -> str:
    answer = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    return answer.stdout.strip()


if __name__ == "__main__":
    main()
