"""The write-ahead log of the embedded PostgreSQL, kept as it is written: what `make rewind` goes back by.

`RAPPORT_WAL` names a folder, best on another disk. In it: `wal/`, which pg_receivewal writes within a second or so of
each commit, and `base/`, the base copies that recovery begins from (upkeep/base_copy.py).
"""

import contextlib
import os
import subprocess
from pathlib import Path

import psycopg2

from config import environment
from config.launch import postgres
from config.launch.say import Stop
from config.paths import socket_dir

SLOT = "rapport"


def folder() -> Path:
    """Return the folder of `RAPPORT_WAL`. Raises `Stop` where there is none."""
    place = environment.read_wal_folder(dict(os.environ))
    if place is None:
        raise Stop("RAPPORT_WAL is not set: there is no kept log to go back by. See docs/recovery.md.")
    return place


def receiver_command() -> list[str]:
    """Return the receiver's command line, its slot made: with it the server keeps what is not received yet.

    `--synchronous`: on the disk at once rather than file by file. No commit waits for it.
    """
    place = folder() / "wal"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _drop_lost_slot()
    command = [postgres.binary("pg_receivewal"), "-D", str(place), f"--slot={SLOT}", "--synchronous", "--no-password"]
    command += ["-h", str(socket_dir()), "-U", postgres.ROLE]
    making = [part for part in command if part != "--synchronous"]
    subprocess.run([*making, "--create-slot", "--if-not-exists"], check=True)  # noqa: S603
    return command


def _drop_lost_slot() -> None:
    """Drop a slot whose log the server had to let go; the gap ends with the next base copy."""
    server = psycopg2.connect(host=str(socket_dir()), user=postgres.ROLE, dbname="postgres", connect_timeout=20)
    server.autocommit = True
    with contextlib.closing(server), server.cursor() as cursor:
        cursor.execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
            " WHERE slot_name = %s AND wal_status = 'lost' AND NOT active",
            [SLOT],
        )
