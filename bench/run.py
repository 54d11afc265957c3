"""`make bench`: fill once, serve as production does, measure every page beside the floor.

Settings, from the environment: SIZE (small, medium, large), WHO (manager,lead,admin), PAGES (part of a page's name),
N (requests a page, 200), SECONDS (at concurrency 8, 2; 0 leaves it out), BUDGET (seconds for all measuring: a page
that would break it gets fewer requests and says so), FILL=1 (fill only), EXPLAIN=/clients/ (show how the database
answers that address instead of measuring).
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
from bench.measure.figures import Effort, measure
from bench.measure.pages import LIST, PAGES, PASSWORD, PEOPLE, SHARE
from bench.measure.weight import FIRST, LATER, first_load
from bench.sizes import SIZES
from config.launch import preflight, say, services
from config.launch.leftovers import marked_environment
from config.launch.prepare import compile_translations
from config.launch.run import build_assets
from config.launch.say import Stop
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR, socket_dir, var_dir

BUDGET = {"small": 400.0, "medium": 1000.0, "large": 3600.0}


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
        kept = _measure_all(size, facts, port, floor, people)
    say.line(f"  Kept as {kept.relative_to(BASE_DIR)}")


def _measure_all(size: str, facts: dict[str, str], port: int, floor: Browser, people: list[str]) -> Path:
    folder = var_dir() / "results"
    before = report.last(folder, size)
    wanted, seconds = int(os.environ.get("N") or 200), float(os.environ.get("SECONDS") or 2)
    _wait(floor, "/")
    _wait(Browser(port), "/livez")
    floor.get("/")
    say.line(f"\n  {report.HEAD}")
    rows: list[dict[str, Any]] = []
    missing: list[str] = []
    asked = os.environ.get("PAGES") or ""
    todo = [(person, page) for person in people for page in PAGES if asked in page.name and person in page.people]
    end = time.monotonic() + float(os.environ.get("BUDGET") or BUDGET[size])
    browsers = {person: Browser(port) for person in people}
    for person, browser in browsers.items():
        browser.sign_in(PEOPLE[person], PASSWORD)
    for left, (person, page) in zip(range(len(todo), 0, -1), todo, strict=True):
        share = max(1.0, (end - time.monotonic()) / left - 2 * seconds)
        effort = Effort(wanted, seconds, share)
        try:
            figures = measure(page, page.path.format(**facts), person, browsers[person], floor, effort)
        except Refused as refused:
            missing.append(f"{page.name} ({person}): {refused}")
            continue
        rows.append(figures.as_row())
        few = "" if figures.requests >= wanted else f"  only {figures.requests} requests"
        say.line(f"  {report.shown(rows[-1], before.get((page.name, person)))}{few}")
    for line in missing:
        say.problem(f"not measured: {line}")
    missed = [f"{row['page']} ({row['person']})" for row in rows if row["ratio"] > row["target"]]
    say.line(f"\n  {len(rows) - len(missed)} of {len(rows)} within their ratio to the floor.")
    slow = [f"{row['page']} ({row['person']})" for row in rows if row["kind"] == LIST and report.share_of(row) < SHARE]
    say.line(f"  Lists below {SHARE} of the floor's rate at 8: {', '.join(slow) or 'none'}.")
    unequal = report.unequal(rows, folder, size, SIZES)
    if unequal is not None:
        say.line(f"  Other queries than at other sizes: {'; '.join(unequal) or 'none'}.")
    first = {person: first_load(browser, "/") for person, browser in browsers.items()}
    heavy = [f"{row['page']} ({row['person']})" for row in rows if row["brotli"] > LATER]
    for person, weight in first.items():
        mark = "" if weight.whole <= FIRST else f"  ! more than {FIRST / 1000:.0f}"
        assets = weight.whole - weight.page
        say.line(f"  Today, nothing cached, {person}: {weight.whole / 1000:.1f} kB (assets {assets / 1000:.1f}){mark}")
    say.line(f"  Pages over {LATER / 1000:.0f} kB: {', '.join(heavy) or 'none'}.")
    now = datetime.datetime.now(tz=datetime.UTC)
    content = {
        "size": size, "at": now.isoformat(timespec="seconds"), "commit": _commit(), "cores": os.cpu_count(),
        "filled_for": facts["filled_for"], "fill_seconds": facts["fill_seconds"], "rows": rows, "missing": missing,
        "first_load": {person: {"bytes": one.whole, "assets": one.assets} for person, one in first.items()},
    }  # fmt: skip
    return report.keep(folder, size, now.strftime("%Y%m%dT%H%M%S"), content)


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
