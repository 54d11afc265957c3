"""Make a backup: the database as one moment saw it, and the files, into one archive.

The signing key and sessions stay out: whoever finds an archive must not be able to be anybody in the running product.
"""

import contextlib
import datetime
import fcntl
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ
from psycopg2.sql import SQL, Identifier

from upkeep import programs
from upkeep.archive import Writer
from upkeep.progress import Progress
from upkeep.trouble import Busy, Trouble
from upkeep.version import commit, version

NAME = re.compile(r"rapport-\d{8}-\d{6}\.tar")
UNFINISHED = ".partial"
LEFT_OUT = ("django_session",)  # tables whose rows are not kept


@dataclass(frozen=True)
class Made:
    """A finished archive: where, its bytes, its manifest, and the older ones removed for it."""

    path: Path
    size: int
    manifest: dict[str, Any]
    removed: list[Path]


def back_up_into(folder: Path, *, keep: int, now: datetime.datetime, progress: Progress) -> Made:
    """Write `folder`/rapport-YYYYmmdd-HHMMSS.tar (UTC), then remove all but the newest `keep` archives.

    Under another name until it is whole and on the disk, so that no half archive is ever taken for one. Raises
    `Trouble`; nothing is left behind then and no older archive is removed.
    """
    with _only_one(folder):
        for left in folder.glob(f"rapport-*.tar{UNFINISHED}"):
            left.unlink()  # of a backup that was killed: we hold the lock, so nobody writes it
        path = folder / f"rapport-{now.astimezone(datetime.UTC):%Y%m%d-%H%M%S}.tar"
        partial = path.with_name(path.name + UNFINISHED)
        try:
            with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                manifest = back_up(out, now=now, progress=progress)
                out.flush()
                os.fsync(out.fileno())
            partial.rename(path)
            _sync(folder)
        except OSError as error:
            raise Trouble(f"The backup cannot be written to {folder}: {error.strerror or error}.") from error
        finally:
            partial.unlink(missing_ok=True)
        return Made(path, path.stat().st_size, manifest, _remove_old(folder, keep))


def archives(folder: Path) -> list[Path]:
    """Return the finished archives in `folder`, oldest first."""
    return sorted(path for path in folder.glob("rapport-*.tar") if NAME.fullmatch(path.name))


def back_up(out: BinaryIO, *, now: datetime.datetime, progress: Progress) -> dict[str, Any]:
    """Write an archive to `out` and return its manifest (without the list of parts)."""
    writer = Writer(out, progress.add)
    try:
        manifest = _contents(writer, now, progress)
        writer.close(manifest)
    except BaseException:
        writer.abandon()
        raise
    return manifest


def _contents(writer: Writer, now: datetime.datetime, progress: Progress) -> dict[str, Any]:
    with contextlib.closing(psycopg2.connect(**connection.get_connection_params())) as database:
        # One snapshot for the counts and the dump: the archive can be compared with itself after it is read back.
        database.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        manifest = {
            "rapport": {"version": version(), "commit": commit(), "mode": settings.MODE},
            "made_at": now.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            "postgres": database.info.server_version // 10000,
            "left_out": list(LEFT_OUT),
            **_facts(database),
        }
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        manifest["dump_bytes"] = _dump(writer, snapshot, manifest["postgres"], progress)
    return {**manifest, "files": _files(writer)}


def table_counts(database: Any) -> dict[str, int]:
    """Return the number of rows of every table whose rows are kept. `database` is a psycopg2 connection."""
    with database.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        names = [name for (name,) in cursor.fetchall() if name not in LEFT_OUT]
        counts = {}
        for name in names:
            cursor.execute(SQL("SELECT count(*) FROM public.{}").format(Identifier(name)))
            counts[name] = cursor.fetchone()[0]
    return counts


def _facts(database: Any) -> dict[str, Any]:
    with database.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.django_migrations')")
        if cursor.fetchone()[0] is None:
            raise Trouble("This database holds no Rapport yet: there is nothing to back up.")
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return {"migrations": [list(row) for row in cursor.fetchall()], "tables": table_counts(database)}


def _dump(writer: Writer, snapshot: str, server: int, progress: Progress) -> int:
    database = connection.settings_dict
    command = [programs.program("pg_dump", server), "--format=custom", "--no-owner", "--no-acl", "--verbose"]
    command += [f"--exclude-table-data=public.{name}" for name in LEFT_OUT]
    command += [f"--snapshot={snapshot}", "--no-password", f"--dbname={programs.connection_string(database)}"]
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=programs.environment(database),
    )
    assert process.stdout is not None  # noqa: S101  both are pipes
    assert process.stderr is not None  # noqa: S101
    said: list[str] = []

    def listen() -> None:
        for line in process.stderr:  # type: ignore[union-attr]
            said[:] = [*said[-20:], line.decode(errors="replace")]
            if b"dumping contents of table" in line:
                progress.table()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        size = writer.database(process.stdout)  # type: ignore[arg-type]
        code = process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        listener.join(10)
        process.stdout.close()
        process.stderr.close()
    if code != 0:
        raise Trouble(f"pg_dump failed: {programs.last_line(''.join(said))}")
    return size


def _files(writer: Writer) -> int:
    """Write what people uploaded. After the database: a row of the snapshot never lacks its file."""
    root = Path(settings.MEDIA_ROOT)
    count = 0
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                writer.file(path.relative_to(root).as_posix(), path)
                count += 1
    return count


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two backups never share a name or clean up after each other."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise Trouble(f"Backups cannot be kept in {folder}: {error.strerror or error}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(f"Another backup into {folder} is under way.") from None
        yield


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_old(folder: Path, keep: int) -> list[Path]:
    old = archives(folder)[:-keep] if keep else []
    for path in old:
        path.unlink(missing_ok=True)
    return old
