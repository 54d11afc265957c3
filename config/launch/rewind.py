"""`make rewind`: bring the embedded database back to a moment, from a base copy and the kept log.

Usage: make rewind ARGS='--to "2026-01-31 09:30:00+08:00"', or without --to: as late as the log goes.

The present database is never touched: it is moved aside when the new one is whole, and its folder is named at the end.
"""

import argparse
import datetime
import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import psycopg2

from config.launch import leftovers, postgres, preflight, say, wal
from config.launch.say import Stop
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR, socket_dir, var_dir
from core.stamp import STAMP


def main() -> None:
    say.prepare_streams()
    os.chdir(BASE_DIR)
    try:
        target = _target(sys.argv[1:] or shlex.split(os.environ.get("ARGS", "")))
        with preflight.only_one(preflight.make_var(), "make run", ""):
            preflight.make_sockets()
            leftovers.stop_all()
            try:
                rewind(target)
            finally:
                leftovers.stop_all()
                preflight.remove_sockets()
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _target(arguments: list[str]) -> datetime.datetime | None:
    parser = argparse.ArgumentParser(prog="make rewind")
    parser.add_argument("--to", default="", help="a moment with its offset, such as 2026-01-31 09:30:00+08:00")
    given = parser.parse_args(arguments).to
    if not given:
        return None
    try:
        moment = datetime.datetime.fromisoformat(given)
    except ValueError:
        raise Stop(f"--to {given!r} is no moment: write it as 2026-01-31 09:30:00+08:00.") from None
    if moment.tzinfo is None:
        raise Stop(f"--to {given!r} says no offset from UTC: add it, such as +08:00.")
    return moment.astimezone(datetime.UTC)


def rewind(target: datetime.datetime | None) -> None:
    """Make a database as of `target` (None: as late as possible) and put it in the place of the present one."""
    base = choose_base(wal.folder() / "base", target)
    preflight.check_disk(var_dir())
    stamp = datetime.datetime.now(datetime.UTC).strftime(STAMP)
    fresh = var_dir() / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    with say.step(f"Base copy of {base.name}"):
        _unpack(base, fresh)
    with say.step("Log"):
        _replay(fresh, target)
    present = postgres.data_dir()
    if present.exists():
        present.rename(present.with_name(f"postgres.before-{stamp}"))
    fresh.rename(present)
    # The database goes its own way from here: what was received of the other way would not fit behind it.
    kept_log = wal.set_aside()
    say.line()
    say.line(f"  The database is as of {target.isoformat(' ') if target else 'the last kept moment'}. Start: make run")
    say.line(f"  What was there before: {present.with_name(f'postgres.before-{stamp}')}")
    say.line(f"  What it was made from: {kept_log}")
    say.line("  Remove both once you are content.")


def choose_base(folder: Path, target: datetime.datetime | None) -> Path:
    """Return the newest base copy that was complete at `target`. Raises `Stop` when there is none."""
    bases = sorted(path for path in folder.glob("????????-??????") if (path / "base.tar.gz").exists())
    if not bases:
        raise Stop(f"There is no base copy in {folder}: restore a backup instead. See docs/recovery.md.")
    wanted = target.strftime(STAMP) if target else "9"
    older = [path for path in bases if path.name < wanted]  # not of the same second: it may be the later of the two
    if not older:
        raise Stop(f"The oldest base copy is of {bases[0].name} UTC, later than that: restore a backup instead.")
    return older[-1]


def _unpack(base: Path, fresh: Path) -> None:
    fresh.mkdir(mode=0o700)
    for name, place in (("base.tar.gz", fresh), ("pg_wal.tar.gz", fresh / "pg_wal")):
        with tarfile.open(base / name, "r:gz") as tar:
            tar.extractall(place, filter="data")
    for folder, _folders, _files in os.walk(fresh):
        os.chmod(folder, 0o700)
    (fresh / "recovery.signal").touch()
    postgres.give_folders_away()
    postgres.give_away(fresh)


def _replay(fresh: Path, target: datetime.datetime | None, seconds: float = 24 * 3600) -> None:
    """Run the server on `fresh` until it has followed the log to `target` and stands on its own; then stop it."""
    log = var_dir() / "log" / "rewind.log"
    postgres.give_away(wal.folder() / "wal")
    extra = {"restore_command": _restore_command(wal.folder() / "wal")}
    if target:
        extra |= {"recovery_target_time": target.isoformat(" "), "recovery_target_action": "promote"}
    with log.open("wb") as out:
        server = subprocess.Popen(  # noqa: S603
            postgres.server_command(data=fresh, extra=extra),
            cwd=BASE_DIR,
            env=leftovers.marked_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    try:
        deadline = time.monotonic() + seconds
        while not _stands_alone():
            if server.poll() is not None:
                said = preflight.last_words(log)
                if "before configured recovery target was reached" in said:
                    raise Stop("The kept log ends before that moment: leave out --to for as late as it goes.")
                raise Stop(preflight.disk_full(said, var_dir()) or f"The log could not be followed: see {log}.")
            if time.monotonic() > deadline:
                raise Stop(f"The log is not followed to its end after a day: see {log}.")
            time.sleep(0.1)
    finally:
        if server.poll() is None:
            postgres.stop(server.pid)
            server.wait()


def _restore_command(folder: Path) -> str:
    """Return what fetches one piece of the log: whole, or the one that was being received at the end."""
    place = shlex.quote(str(folder)).replace("%", "%%")
    return f'if [ -f {place}/%f ]; then cp {place}/%f "%p"; else cp {place}/%f.partial "%p" 2>/dev/null; fi'


def _stands_alone() -> bool:
    try:
        connection = psycopg2.connect(
            host=str(socket_dir()), user=postgres.ROLE, dbname=postgres.DATABASE, connect_timeout=5
        )
    except psycopg2.OperationalError:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT pg_is_in_recovery()")
            return bool(cursor.fetchone()[0])
    except psycopg2.Error:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
