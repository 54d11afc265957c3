"""Read a backup back. Everything that can be known is checked before anything is touched.

An empty database is filled in one transaction. With `replace`, the archive is read into a database beside the present
one, which is changed for it only when all is well.
"""

import contextlib
import datetime
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg2.sql import SQL, Identifier

from upkeep import programs
from upkeep.archive import DATABASE, FILES, members
from upkeep.backup import table_counts
from upkeep.progress import Progress
from upkeep.trouble import Trouble


def check_fits(manifest: dict[str, Any], *, from_demo: bool) -> None:
    """Refuse an archive that this code or this server cannot take. Raises `Trouble`."""
    if manifest["rapport"]["mode"] == "demo" and not settings.DEMO and not from_demo:
        raise Trouble(
            "This is the backup of a demo, with sign-ins that everybody knows, and this is production. If its demo "
            "data was removed before, say --from-demo."
        )
    known = set(MigrationLoader(None).disk_migrations)  # type: ignore[arg-type]
    apps = {app for app, _name in known}
    newer = sorted(f"{app}.{name}" for app, name in manifest["migrations"] if app in apps and (app, name) not in known)
    if newer:
        made = manifest["rapport"]
        raise Trouble(
            f"The backup was made by a newer Rapport ({made['version']} {made['commit']}; this one does not know "
            f"{newer[0]}): restore it with that one, or a newer one."
        )
    server = _server_version()
    if server < manifest["postgres"]:
        raise Trouble(
            f"The backup comes from PostgreSQL {manifest['postgres']}, and this server is {server}: use "
            f"PostgreSQL {manifest['postgres']} or newer."
        )
    programs.program("pg_restore", max(server, manifest["postgres"]))


def restore(
    path: Path, manifest: dict[str, Any], *, replace: bool, now: datetime.datetime, progress: Progress
) -> dict[str, int]:
    """Put the archive's database and files in place, migrate, and return the rows by table as they were read back.

    `manifest` comes from `read_manifest`, which has checked every part. Raises `Trouble`; database and files are as
    before then.
    """
    name = connection.settings_dict["NAME"]
    empty = _is_empty()
    if not empty and not replace:
        raise Trouble(
            f"The database {name} is not empty: restore into an empty one, or say --replace to put the backup in its "
            "place."
        )
    _refuse_company(name)
    connection.close()
    files = _Files(path, now)
    try:
        files.unpack(progress)
        if empty:
            counts = _fill_empty(path, manifest, progress, files.swap)
        else:
            counts = _fill_beside(path, manifest, now, progress, files.swap)
    finally:
        files.clean()
    return counts


def _fill_empty(
    path: Path, manifest: dict[str, Any], progress: Progress, swap_files: Callable[[], None]
) -> dict[str, int]:
    name = connection.settings_dict["NAME"]
    try:
        _load(path, name, manifest, progress)
        counts = _finish(manifest)
        swap_files()
        return counts
    except BaseException:
        connection.close()
        with _connected(name) as database, database.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        raise


def _fill_beside(
    path: Path, manifest: dict[str, Any], now: datetime.datetime, progress: Progress, swap_files: Callable[[], None]
) -> dict[str, int]:
    name = connection.settings_dict["NAME"]
    stamp = f"{now.astimezone(datetime.UTC):%Y%m%d%H%M%S}"
    fresh, old = f"{name[:40]}_new_{stamp}", f"{name[:40]}_old_{stamp}"
    with _connected("postgres") as server, server.cursor() as cursor:
        try:
            cursor.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(fresh)))
        except psycopg2.errors.InsufficientPrivilege:
            raise Trouble(
                "This user may not make databases, and --replace needs one beside the present one. Either "
                f"ALTER ROLE {connection.settings_dict['USER']} CREATEDB, or make an empty database and name it in "
                "DATABASE_URL."
            ) from None
        renamed: list[tuple[str, str]] = []
        try:
            _load(path, fresh, manifest, progress)
            with _django_in(fresh):
                counts = _finish(manifest)
            for pair in ((name, old), (fresh, name)):
                _rename(cursor, *pair)
                renamed.append(pair)
            swap_files()
        except BaseException as error:
            for before, after in reversed(renamed):
                _rename(cursor, after, before)
            _drop(cursor, fresh)
            if isinstance(error, psycopg2.errors.ObjectInUse):
                raise Trouble(f"Somebody connected to {name} meanwhile: stop web, worker and beat first.") from None
            raise
        _drop(cursor, old)
    return counts


def _finish(manifest: dict[str, Any]) -> dict[str, int]:
    """Compare the rows with the manifest's, then bring the tables up to this code."""
    with contextlib.closing(psycopg2.connect(**connection.get_connection_params())) as database:
        counts = table_counts(database)
    wrong = sorted(name for name in {*counts, *manifest["tables"]} if counts.get(name) != manifest["tables"].get(name))
    if wrong:
        raise Trouble(
            f"What was read back is not what was kept: {wrong[0]} has {counts.get(wrong[0])} rows, the backup says "
            f"{manifest['tables'].get(wrong[0])}."
        )
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    return counts


def _load(path: Path, name: str, manifest: dict[str, Any], progress: Progress) -> None:
    database = {**connection.settings_dict, "NAME": name}
    at_least = max(_server_version(), manifest["postgres"])
    command = [programs.program("pg_restore", at_least), "--no-owner", "--no-acl", "--exit-on-error"]
    command += ["--single-transaction", "--no-password", f"--dbname={programs.connection_string(database)}"]
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=programs.environment(database),
    )
    assert process.stdin is not None  # noqa: S101  both are pipes
    assert process.stderr is not None  # noqa: S101
    try:
        with contextlib.suppress(BrokenPipeError):  # it has ended: its last words say why
            for _name, source in members(path, DATABASE):
                while block := source.read(2**20):
                    process.stdin.write(block)
                    progress.add(len(block))
            process.stdin.close()
        said = process.stderr.read().decode(errors="replace")
        code = process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stderr.close()
    if code != 0:
        raise Trouble(f"pg_restore failed: {programs.last_line(said)}")


class _Files:
    """What people uploaded: unpacked beside, then put in place by renaming."""

    def __init__(self, path: Path, now: datetime.datetime) -> None:
        self._path, self._place = path, Path(settings.MEDIA_ROOT)
        stamp = f"{now.astimezone(datetime.UTC):%Y%m%d%H%M%S}"
        self._fresh = self._place.with_name(f"{self._place.name}.new-{stamp}")
        self._old = self._place.with_name(f"{self._place.name}.old-{stamp}")

    def unpack(self, progress: Progress) -> None:
        self._fresh.mkdir(mode=0o700, parents=True)
        root = self._fresh.resolve()
        for name, source in members(self._path, FILES):
            target = (root / name).resolve()
            if not target.is_relative_to(root) or target == root:
                raise Trouble(f"{self._path} is damaged: {name!r} would be written outside of the folder of files.")
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                while block := source.read(2**20):
                    out.write(block)
                    progress.add(len(block))

    def swap(self) -> None:
        if self._place.exists():
            self._place.rename(self._old)
        self._fresh.rename(self._place)
        shutil.rmtree(self._old, ignore_errors=True)

    def clean(self) -> None:
        shutil.rmtree(self._fresh, ignore_errors=True)


def _is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
            " AND c.relkind IN ('r', 'v', 'S'))"
        )
        return not cursor.fetchone()[0]


def _refuse_company(name: str) -> None:
    """Refuse while web, worker or beat are connected: they would write into what is about to change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid() AND backend_type = %s",
            [name, "client backend"],
        )
        if others := cursor.fetchone()[0]:
            raise Trouble(f"{others} other connection(s) use the database {name}: stop web, worker and beat first.")


def _server_version() -> int:
    with connection.cursor():
        return int(connection.connection.info.server_version) // 10000


@contextlib.contextmanager
def _connected(name: str) -> Iterator[Any]:
    """Connect to another database of the same server, outside of any transaction."""
    with contextlib.closing(psycopg2.connect(**{**connection.get_connection_params(), "dbname": name})) as database:
        database.autocommit = True
        yield database


@contextlib.contextmanager
def _django_in(name: str) -> Iterator[None]:
    """Let Django's connection lead to the database `name`."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _rename(cursor: Any, before: str, after: str) -> None:
    cursor.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(before), Identifier(after)))


def _drop(cursor: Any, name: str) -> None:
    cursor.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
