"""A folder of backups: one a night, the newest kept, a failure told."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command

from core.models import Pulse
from upkeep import backup, nightly
from upkeep.progress import Progress
from upkeep.tests.databases import back_up
from visits.models import Attachment

pytestmark = pytest.mark.django_db(transaction=True)


def test_only_the_newest_are_kept_and_strangers_never_touched(rows, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "rapport-notes.tar").write_text("mine")
    (folder / "rapport-20200101-000000.tar.partial").write_text("of a backup that was killed")
    progress = Progress(io.StringIO(), "")
    moments = [datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in range(1, 5)]
    for now in moments:
        made = backup.back_up_into(folder, keep=2, now=now, progress=progress)
    assert [path.name for path in made.removed] == ["rapport-20260102-000000.tar"]
    assert [path.name for path in backup.archives(folder)] == [
        "rapport-20260103-000000.tar",
        "rapport-20260104-000000.tar",
    ]
    assert (folder / "rapport-notes.tar").read_text() == "mine"
    assert list(folder.glob("*.partial")) == []


def test_a_failed_backup_leaves_the_older_ones_and_tells(rows, tmp_path, settings):
    folder = tmp_path / "kept"
    kept = back_up(folder)
    broken = tmp_path / "bin"
    broken.mkdir()
    script = """#!/bin/sh
[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 18.0" && exit
echo half
echo "pg_dump: error: server closed the connection" >&2
exit 1
"""
    (broken / "pg_dump").write_text(script)
    (broken / "pg_dump").chmod(0o755)
    settings.POSTGRES_PROGRAMS = broken
    with pytest.raises(CommandError, match="server closed the connection"):
        call_command("backup", to=str(folder), keep=1)
    assert [path for path in folder.iterdir() if path.name != ".lock"] == [kept]
    row = Pulse.objects.get(name=nightly.NAME)
    assert (row.done, row.failures, row.error) == (1, 1, "Trouble")
    assert row.detail["path"] == str(kept)


def test_two_at_once_into_one_folder(rows, tmp_path):
    with backup._only_one(tmp_path / "kept"), pytest.raises(CommandError, match="under way"):
        call_command("backup", to=str(tmp_path / "kept"))
    assert not Pulse.objects.filter(name=nightly.NAME).exists()  # no failure: the other one is about to tell


def test_when_the_night_asks(settings):
    """Due once a night; at once on a machine that was off at that hour; not again within the hour of a failure."""
    settings.TIME_ZONE = "Asia/Shanghai"

    def at(text):
        return datetime.datetime.fromisoformat(text + "+08:00")

    settings.BACKUP_NIGHTLY = False
    assert not nightly.is_due(now=at("2026-03-01T03:00"))
    settings.BACKUP_NIGHTLY = True
    assert nightly.is_due(now=at("2026-03-01T12:00"))  # never yet
    row = Pulse.objects.create(name=nightly.NAME, ok_at=at("2026-03-01T12:00"))
    assert not nightly.is_due(now=at("2026-03-02T02:19"))
    assert nightly.is_due(now=at("2026-03-02T02:20"))
    assert nightly.is_due(now=at("2026-03-05T09:00"))
    row.failed_at = at("2026-03-05T09:00")
    row.save()
    assert not nightly.is_due(now=at("2026-03-05T09:59"))
    assert nightly.is_due(now=at("2026-03-05T10:00"))


def test_the_nights_task_keeps_one(rows, tmp_path, settings):
    from upkeep.tasks import back_up as task  # noqa: PLC0415  tasks register with Celery when imported

    settings.BACKUP_NIGHTLY, settings.BACKUP_FOLDER, settings.BACKUP_KEEP = True, tmp_path / "kept", 3
    task()
    (archive,) = backup.archives(tmp_path / "kept")
    made = archive.stat().st_ino
    task()  # not due again; within the same second it would have the same name
    assert [path.stat().st_ino for path in backup.archives(tmp_path / "kept")] == [made]
    row = Pulse.objects.get(name=nightly.NAME)
    assert row.detail == {"path": str(archive), "bytes": archive.stat().st_size}
    assert json.dumps(row.detail)


def test_a_backup_by_hand_that_finds_no_upload_says_so(rows, tmp_path, settings):
    """Run with another RAPPORT_VAR than the service, it would keep the database alone and nobody would know."""
    Attachment.objects.create(
        client=rows, added_by=rows.owner, name="名片.jpg", content_type="image/jpeg", size=6, digest="0" * 64,
        stored_as="2026/名片.jpg",
    )  # fmt: skip
    said = {"there": io.StringIO(), "nowhere": io.StringIO()}
    call_command("backup", "--to", str(tmp_path / "one"), stdout=io.StringIO(), stderr=said["there"])
    settings.MEDIA_ROOT = tmp_path / "nowhere"
    call_command("backup", "--to", str(tmp_path / "two"), stdout=io.StringIO(), stderr=said["nowhere"])
    assert "uploaded files" not in said["there"].getvalue()
    assert "names uploaded files, but there is none" in said["nowhere"].getvalue()
