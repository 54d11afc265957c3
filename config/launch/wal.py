"""The write-ahead log of the embedded PostgreSQL, kept as it is written: what `make rewind` goes back by.

`RAPPORT_WAL` names a folder, best on another disk. In it: `wal/`, which pg_receivewal writes within a second or so of
each commit, and `base/`, the base copies that recovery begins from (upkeep/base_copy.py).
"""

import contextlib
import datetime
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2

from config import environment
from config.launch import postgres
from config.launch.say import Stop
from config.paths import socket_dir
from core.stamp import STAMP

SLOT = "rapport"
_SEGMENT = re.compile(r"[0-9A-F]{24}(\.partial)?")
_HEADER = struct.Struct("<24xQ")  # of a file of the log: what a page begins with, then the database's identifier


def folder() -> Path:
    """Return the folder of `RAPPORT_WAL`. Raises `Stop` where there is none."""
    place = environment.read_wal_folder(dict(os.environ))
    if place is None:
        raise Stop("RAPPORT_WAL is not set: there is no kept log to go back by. See docs/recovery.md.")
    return place


def set_aside() -> Path:
    """Move log and base copies aside, so that another database's can begin; return where they are now."""
    stamp = datetime.datetime.now(datetime.UTC).strftime(STAMP)
    place = folder() / f"before-{stamp}"
    place.mkdir(mode=0o700)
    for name in ("wal", "base"):
        if (folder() / name).exists():
            (folder() / name).rename(place / name)
    return place


def receiver_command() -> list[str]:
    """Return the receiver's command line, its slot made: with it the server keeps what is not received yet.

    `--synchronous`: on the disk at once rather than file by file. No commit waits for it.
    """
    _set_another_ones_aside()
    place = folder() / "wal"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _drop_lost_slot()
    command = [postgres.binary("pg_receivewal"), "-D", str(place), f"--slot={SLOT}", "--synchronous", "--no-password"]
    command += ["-h", str(socket_dir()), "-U", postgres.ROLE]
    making = [part for part in command if part != "--synchronous"]
    subprocess.run([*making, "--create-slot", "--if-not-exists"], check=True)  # noqa: S603
    return command


def _set_another_ones_aside() -> None:
    """Set aside what was kept of another database, such as one whose disk is gone and that was begun anew.

    The receiver could not go on from the end of that log, and the next base copies would clear the old ones away.
    """
    kept = _database_of(folder() / "wal")
    if kept is None:
        return
    with contextlib.closing(_connect()) as server, server.cursor() as cursor:
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        if cursor.fetchone() == (kept,):
            return
    sys.stderr.write(f"The kept log is of another database: moved to {set_aside()}\n")


def _database_of(place: Path) -> int | None:
    """Return the identifier of the database that the kept log is of, as its newest file says; None without a log."""
    for path in sorted(place.glob("*"), reverse=True):
        if _SEGMENT.fullmatch(path.name):
            with path.open("rb") as file:
                header = file.read(_HEADER.size)
            found = _HEADER.unpack(header)[0] if len(header) == _HEADER.size else 0
            if found:  # a file that was begun and not written to holds zeros
                return int(found)
    return None


def _connect() -> Any:
    server = psycopg2.connect(host=str(socket_dir()), user=postgres.ROLE, dbname="postgres", connect_timeout=20)
    server.autocommit = True
    return server


def _drop_lost_slot() -> None:
    """Drop a slot whose log the server had to let go; the gap ends with the next base copy."""
    with contextlib.closing(_connect()) as server, server.cursor() as cursor:
        cursor.execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
            " WHERE slot_name = %s AND wal_status = 'lost' AND NOT active",
            [SLOT],
        )
