"""Base copies of the embedded PostgreSQL: where `make rewind` begins to follow the kept log from."""

import datetime
import json
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from core import pulse
from core.stamp import STAMP
from upkeep import programs
from upkeep.trouble import Trouble

NAME = pulse.BASE_COPY
KEEP = 2
EVERY = datetime.timedelta(days=7)
SEGMENT = 16 * 2**20  # bytes of a file of the log, as initdb made it


def folder() -> Path:
    """Return where base copies go. Raises `Trouble` when the settings keep none."""
    if settings.WAL_FOLDER is None:
        raise Trouble("RAPPORT_WAL is not set: it names the folder of base copies and log. See docs/recovery.md.")
    return settings.WAL_FOLDER / "base"


def copies() -> list[Path]:
    """Return the finished base copies, oldest first."""
    return sorted(folder().glob("????????-??????"))


def is_due(*, now: datetime.datetime) -> bool:
    """Say whether there is no base copy, or only one that is a week old."""
    if settings.WAL_FOLDER is None:
        return False
    newest = copies()[-1:]
    return not newest or newest[0].name < (now - EVERY).astimezone(datetime.UTC).strftime(STAMP)


def make(*, now: datetime.datetime) -> Path:
    """Make a base copy, then remove all but the newest two and the log that only older ones need.

    Raises `Trouble`; nothing is left behind then. `now` is for the pulse: the copy is named by when it is complete.
    """
    try:
        place = _make()
    except Exception as error:
        pulse.failed(NAME, now=now, error=type(error).__name__)
        raise
    size = sum(path.stat().st_size for path in place.iterdir())
    pulse.went_well(NAME, now=now, detail={"path": str(place), "bytes": size})
    for old in copies()[:-KEEP]:
        shutil.rmtree(old)
    _clean_log(copies()[0])
    return place


def _make() -> Path:
    partial = folder() / f"partial-{os.getpid()}"
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder().glob("partial-*"):
            shutil.rmtree(left)
        database = connection.settings_dict
        with connection.cursor():
            major = connection.connection.info.server_version // 10000
        command = [programs.program("pg_basebackup", major), "-D", str(partial), "--format=tar", "--gzip"]
        command += ["--wal-method=stream", "--checkpoint=fast", "--no-password"]
        command += ["-h", str(database["HOST"]), "-U", str(database["USER"])]
        environ = programs.environment(database)
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            raise Trouble(f"pg_basebackup failed: {programs.last_line(done.stderr)}")
        place = folder() / datetime.datetime.now(datetime.UTC).strftime(STAMP)
        partial.rename(place)
    except OSError as error:
        raise Trouble(f"The base copy cannot be written to {folder()}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return place


def first_segment(base: Path) -> str:
    """Return the name of the file of the log that recovery from `base` begins with."""
    ranges = json.loads((base / "backup_manifest").read_text(encoding="utf-8"))["WAL-Ranges"]
    high, low = ranges[0]["Start-LSN"].split("/")
    return f"{ranges[0]['Timeline']:08X}{int(high, 16):08X}{int(low, 16) // SEGMENT:08X}"


def _clean_log(oldest: Path) -> None:
    log = folder().with_name("wal")
    if not log.is_dir():
        return
    first = first_segment(oldest)
    for path in log.iterdir():
        # Names of one length in order of time; those of histories of timelines are shorter and stay.
        if len(path.name.split(".")[0]) == len(first) and path.name[:24] < first:
            path.unlink()
