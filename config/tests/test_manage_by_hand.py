"""`deploy/rapport-manage` itself, unchanged, called by a link as the docs say: it works where the units do."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config.paths import BASE_DIR
from config.tests.test_production import EXAMPLE, KEY, OWN, UNITS
from upkeep.tests.databases import manage, other_database

SETPRIV = 'echo "home $HOME as $1" >&2; while [ "${1#--}" != "$1" ]; do shift; done; exec "$@"'


class Machine:
    """A checkout below `folder` whose settings are the example's and `settings`.

    Its packages are this checkout's, and there is no such user as the service's: who it becomes is only said.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.checkout, self.links = folder, folder / "a checkout", folder / "bin"
        self.settings = folder / "production.env"
        text = EXAMPLE.read_text(encoding="utf-8").replace("RAPPORT_SECRET_KEY=\n", f"RAPPORT_SECRET_KEY='{KEY}'\n")
        text += "".join(f"{name}='{value}'\n" for name, value in settings.items())
        self.settings.write_text(text, encoding="utf-8")
        stubs = {
            self.checkout / ".venv/bin/python": f"cd '{BASE_DIR}'; exec '{sys.executable}' \"$@\"",
            self.links / "setpriv": SETPRIV,
        }
        for place, line in stubs.items():
            place.parent.mkdir(parents=True)
            place.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
            place.chmod(0o755)
        (self.checkout / "deploy").mkdir()
        shutil.copy(BASE_DIR / "deploy" / "rapport-manage", self.checkout / "deploy")
        (self.links / "rapport-manage").symlink_to(self.checkout / "deploy" / "rapport-manage")

    def by_hand(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.links}:{os.environ['PATH']}"
        return subprocess.run(
            [str(self.links / "rapport-manage"), *arguments],
            env={"PATH": path, "RAPPORT_ENVIRONMENT": str(self.settings), "HOME": "/root"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )


def test_it_has_the_units_folders(tmp_path):
    """Or a backup finds no uploads, and a restore puts them where no unit looks."""
    machine = Machine(tmp_path, **OWN)
    asked = "from django.conf import settings as s; print(s.MEDIA_ROOT, s.STATIC_ROOT, sep='|')"
    answer = machine.by_hand("shell", "--no-imports", "--command", asked)
    assert answer.returncode == 0, answer.stderr
    (folder,) = {re.search(r"RAPPORT_VAR=(\S+)", unit.read_text(encoding="utf-8"))[1] for unit in UNITS}
    assert answer.stdout.strip().split("|") == [f"{folder}/media", str(machine.checkout / "var" / "build" / "static")]
    if os.geteuid() == 0:  # root's home is closed to the service's user
        assert f"home {folder} as --reuid=rapport" in answer.stderr


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_what_embedded_services_hold_is_restored_while_the_unit_is_stopped(tmp_path, world):
    """Nothing listens then, and the folder of the unit's sockets is gone."""
    with other_database(migrated=True) as url:
        made = manage(url, tmp_path / "theirs", "backup", "--to", str(tmp_path / "kept"), mode="production")
        assert made.returncode == 0, made.stderr
    (archive,) = (tmp_path / "kept").glob("*.tar")
    with tempfile.TemporaryDirectory(prefix="rm-") as short:
        var = Path(short) / "var"
        machine = Machine(tmp_path, RAPPORT_VAR=str(var), RAPPORT_WAL=str(tmp_path / "wal"))
        answer = machine.by_hand("restore", str(archive))
        assert answer.returncode == 0, answer.stdout + answer.stderr
        # The next command starts them again, on what the first one brought, and leaves nothing behind.
        answer = machine.by_hand("migrate", "--check")
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert not (var / "postgres" / "postmaster.pid").exists()
        # While Rapport runs its services are asked; a second server on the same files is never begun.
        with (var / "run.lock").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            answer = machine.by_hand("migrate", "--check")
            assert answer.returncode != 0
            assert "No such file or directory" in answer.stderr
            answer = machine.by_hand("rewind")
            assert "Another make run works in this folder" in answer.stderr + answer.stdout
        answer = machine.by_hand("rewind")
        assert "There is no base copy" in answer.stderr + answer.stdout
