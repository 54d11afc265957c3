"""`manage.py backup` and `restore` on real databases."""

import contextlib
import os
import subprocess
import sys
import tarfile

import psycopg2
import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.factories import UserFactory
from crm.factories import ClientFactory
from crm.models import Client
from upkeep import backup
from upkeep.archive import Writer, read_manifest
from upkeep.tests.databases import ask, back_up, databases, manage, other_database
from upkeep.trouble import Trouble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("archives")]


def test_round_trip_into_an_empty_folder(rows, tmp_path):
    archive = back_up(tmp_path / "kept")
    assert archive.stat().st_mode & 0o777 == 0o600
    assert Session.objects.count() == 1
    var = tmp_path / "var"
    with other_database() as url:
        answer = manage(url, var, "restore", str(archive))
        assert answer.returncode == 0, answer.stderr
        assert "1 clients" in answer.stdout
        assert ask(url, "SELECT name FROM crm_client") == [(rows.name,)]
        assert ask(url, "SELECT count(*) FROM django_session") == [(0,)]
        # What is restored is a database that works: triggers, search column, constraints.
        assert ask(url, "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'") == ask(
            connection.settings_dict["NAME"], "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'"
        )
        assert manage(url, var, "migrate", "--check").returncode == 0
        assert (var / "media/2026/名片.jpg").read_bytes() == b"\x00\xffcard"
        assert sorted(path.name for path in var.glob("media*")) == ["media"]
        # And it may be kept again: the same rows.
        second = manage(url, var, "backup", "--to", str(tmp_path / "second"))
        assert second.returncode == 0, second.stderr
        again = read_manifest(backup.archives(tmp_path / "second")[0])
        first = read_manifest(archive)
        assert {**again["tables"], "core_pulse": 0} == {**first["tables"], "core_pulse": 0}
        assert again["files"] == first["files"] == 1


def test_a_database_that_holds_something_is_not_overwritten(rows, tmp_path):
    archive = back_up(tmp_path / "kept")
    with other_database() as url:
        assert manage(url, tmp_path / "var", "restore", str(archive)).returncode == 0
        name = url.rpartition("/")[2]
        with contextlib.closing(psycopg2.connect(**{**connection.get_connection_params(), "dbname": name})) as other:
            with other.cursor() as cursor:
                cursor.execute("UPDATE crm_client SET name = 'changed since'")
            other.commit()
            refused = manage(url, tmp_path / "var", "restore", str(archive))
            assert refused.returncode == 1
            assert "not empty" in refused.stderr
            assert "--replace" in refused.stderr
            busy = manage(url, tmp_path / "var", "restore", str(archive), "--replace")
            assert "1 other connection(s)" in busy.stderr
        assert ask(url, "SELECT name FROM crm_client") == [("changed since",)]
        (tmp_path / "var/media/later").write_bytes(b"later")
        replaced = manage(url, tmp_path / "var", "restore", str(archive), "--replace")
        assert replaced.returncode == 0, replaced.stderr
        assert ask(url, "SELECT name FROM crm_client") == [(rows.name,)]
        assert [path.name for path in (tmp_path / "var/media").iterdir()] == ["2026"]
        assert databases(connection, name) == [(name,)]


def test_a_failure_while_replacing_leaves_all_as_it_was(rows, tmp_path):
    """An archive whose rows are not those it names: found out only after they were read back."""
    archive = back_up(tmp_path / "kept")
    forged = forge(archive, tmp_path / "forged.tar", lambda manifest: manifest["tables"].update(crm_client=7))
    with other_database() as url:
        empty = manage(url, tmp_path / "var", "restore", str(forged))
        assert "crm_client has 1 rows, the backup says 7" in empty.stderr
        assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
        assert manage(url, tmp_path / "var", "restore", str(archive)).returncode == 0
        refused = manage(url, tmp_path / "var", "restore", str(forged), "--replace")
        assert refused.returncode == 1
        assert ask(url, "SELECT name FROM crm_client") == [(rows.name,)]
        name = url.rpartition("/")[2]
        assert databases(connection, name) == [(name,)]
        assert sorted(path.name for path in (tmp_path / "var").glob("media*")) == ["media"]


def forge(archive, target, change):
    """Write the archive anew, whole in its form, with a manifest that was changed."""
    manifest = read_manifest(archive)
    del manifest["parts"]
    change(manifest)
    with tarfile.open(archive) as tar, target.open("wb") as out:
        writer = Writer(out)
        for member in tar:
            if member.name.startswith("database/"):
                writer._bytes(member.name, tar.extractfile(member).read())
        writer.close(manifest)
    return target


def test_what_does_not_fit_is_refused_before_anything_is_touched(rows, tmp_path):
    archive = back_up(tmp_path / "kept")

    def newer(manifest):
        manifest["migrations"].append(["crm", "9999_from_the_future"])

    def elsewhere(manifest):
        manifest["postgres"] = 99

    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(archive.read_bytes()[:-20_000])
    cases = [
        (forge(archive, tmp_path / "newer.tar", newer), "demo", "newer Rapport"),
        (forge(archive, tmp_path / "pg.tar", elsewhere), "demo", "PostgreSQL 99 or newer"),
        (damaged, "demo", "damaged or cut off"),
        (archive, "production", "backup of a demo"),
    ]
    with other_database() as url:
        for path, mode, words in cases:
            answer = manage(url, tmp_path / "var", "restore", str(path), mode=mode)
            assert answer.returncode == 1
            assert words in answer.stderr
            assert answer.stderr.count("\n") == 1, answer.stderr
        assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
        assert not (tmp_path / "var/media").exists()


def test_one_moment(rows, tmp_path, monkeypatch):
    """What is written while a backup runs is not in it, neither counted nor dumped."""
    real = backup._dump

    def meanwhile(*arguments):
        ClientFactory(owner=UserFactory())
        return real(*arguments)

    monkeypatch.setattr(backup, "_dump", meanwhile)
    archive = back_up(tmp_path / "kept")
    assert Client.objects.count() == 2
    assert read_manifest(archive)["tables"]["crm_client"] == 1
    with other_database() as url:
        assert manage(url, tmp_path / "var", "restore", str(archive)).returncode == 0
        assert ask(url, "SELECT count(*) FROM crm_client") == [(1,)]


def test_an_old_pg_dump_is_told_with_the_package_to_install(rows, tmp_path, settings, monkeypatch):
    (tmp_path / "pg_dump").write_text('#!/bin/sh\necho "pg_dump (PostgreSQL) 15.4 (Debian)"\n')
    (tmp_path / "pg_dump").chmod(0o755)
    settings.POSTGRES_PROGRAMS = None
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(CommandError, match=r"18 or newer is needed .* is of 15\).*postgresql-client-18"):
        call_command("backup", to=str(tmp_path / "kept"))


def test_a_role_that_may_little(rows, tmp_path):
    """As hosts give them: it owns its database and may nothing else. An empty one is filled; --replace needs more."""
    archive = back_up(tmp_path / "kept")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE rapport_small LOGIN")
    try:
        with other_database() as url:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER DATABASE {url.rpartition('/')[2]} OWNER TO rapport_small")
            small = url.replace("//rapport@", "//rapport_small@")
            answer = manage(small, tmp_path / "var", "restore", str(archive))
            assert answer.returncode == 0, answer.stderr
            assert manage(small, tmp_path / "var", "backup", "--to", str(tmp_path / "second")).returncode == 0
            answer = manage(small, tmp_path / "var", "restore", str(archive), "--replace")
            assert "ALTER ROLE rapport_small CREATEDB" in answer.stderr
            assert ask(url, "SELECT count(*) FROM crm_client") == [(1,)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP ROLE rapport_small")


def test_to_the_standard_output_for_encryption(rows, tmp_path, settings):
    with other_database(migrated=True) as url:
        assert manage(url, tmp_path / "var", "migrate").returncode == 0
        program = f"{sys.executable} {settings.BASE_DIR}/manage.py backup --to - | cat > {tmp_path}/piped.tar"
        environ = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
        environ |= {"DATABASE_URL": url, "RAPPORT_VAR": str(tmp_path / "var"), "RAPPORT_ENV": "demo"}
        environ["RAPPORT_SECRET_KEY"] = "a test's " * 6
        subprocess.run(["sh", "-c", program], cwd=settings.BASE_DIR, env=environ, check=True)
    assert read_manifest(tmp_path / "piped.tar")["tables"]["crm_client"] == 0


def test_no_secret_is_in_the_archive(rows, tmp_path, settings):
    archive = back_up(tmp_path / "kept")
    key = Session.objects.get().session_key
    assert settings.SECRET_KEY.encode() not in archive.read_bytes()
    # The dump is compressed: look at its text.
    dump = tmp_path / "dump"
    with tarfile.open(archive) as tar:
        pieces = [tar.extractfile(member).read() for member in tar if member.name.startswith("database/")]
    dump.write_bytes(b"".join(pieces))
    program = settings.POSTGRES_PROGRAMS / "pg_restore"
    text = subprocess.run([program, "-f", "-", str(dump)], capture_output=True, text=True, check=True).stdout
    assert rows.name.replace("\\", "\\\\") in text
    assert key not in text
    assert settings.SECRET_KEY not in text


def test_an_empty_database_has_nothing_to_keep(tmp_path):
    with other_database() as url:
        answer = manage(url, tmp_path / "var", "backup")
    assert answer.returncode == 1
    assert "nothing to back up" in answer.stderr
    with pytest.raises(Trouble):
        read_manifest(tmp_path / "var/backups/none.tar")
