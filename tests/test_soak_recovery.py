"""`make soak`: a whole installation at work is destroyed, and brought back twice: to a moment, and from a backup."""

import datetime
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from config.paths import BASE_DIR
from tests.installation import Installation, installation

pytestmark = pytest.mark.soak
SECONDS = float(os.environ.get("SECONDS") or 60)
# Clients and promises through the product's own actions, as fast as it takes them; each line says what was committed.
WRITER = """
import datetime, django, sys, time
django.setup()
from django.db import connection
from django.utils import timezone
from accounts.factories import UserFactory
from crm.factories import ClientFactory
from visits.actions.reminder import PROMISE, schedule
from visits.factories import PromiseFactory
from visits.models import ReminderKind
owner = UserFactory(username=f"writer{time.time_ns()}")
while True:
    client = ClientFactory(owner=owner)
    promise = PromiseFactory(client=client)
    schedule(kind=ReminderKind.PROMISE_DUE, subject_kind=PROMISE, subject_id=promise.pk, due_at=timezone.now(),
             recipients=[owner])
    print(client.pk, flush=True)
"""


def say(text):
    print(f"  {time.strftime('%H:%M:%S')} {text}", flush=True)  # noqa: T201  a soak is watched


class Writer:
    """Writes until the power goes; knows what the database said it had committed."""

    def __init__(self, own: Installation, log) -> None:
        self.log = log
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", WRITER],
                cwd=BASE_DIR,
                env={**own.environ, "PYTHONPATH": str(BASE_DIR)},
                stdout=out,
                stderr=subprocess.DEVNULL,
            )

    def committed(self) -> list[str]:
        return [line for line in self.log.read_text().split("\n")[:-1] if line]

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def clients(own: Installation) -> set[str]:
    return {str(key) for (key,) in own.ask("SELECT id FROM crm_client")}


def test_a_working_installation_is_destroyed_and_comes_back(tmp_path):
    with installation() as own:
        own.start()
        own.python("manage.py", "migrate", "--verbosity", "0")
        say(f"writing for {SECONDS:.0f} s, a base copy and a backup meanwhile")
        writer = Writer(own, tmp_path / "one")
        try:
            time.sleep(SECONDS * 0.3)
            own.python("manage.py", "base_copy")
            time.sleep(SECONDS * 0.2 + 1)
            own.python("manage.py", "backup", "--to", str(tmp_path / "backups"))
            time.sleep(SECONDS * random.uniform(0.1, 0.3))
            moment, until_moment = own.ask("SELECT now()")[0][0], len(clients(own))
            time.sleep(SECONDS * 0.2)
            own.received()
        finally:
            own.kill()
            writer.end()
        said = writer.committed()
        say(f"{len(said)} clients written, about {until_moment} at {moment}; power cut, disk gone")
        shutil.rmtree(own.var / "postgres")

        begun = time.monotonic()
        own.python("-m", "config.launch.rewind", "--to", moment.isoformat())
        say(f"brought back to that moment in {time.monotonic() - begun:.1f} s")
        own.start()
        there = clients(own)
        # Exactly a beginning of what was written: nothing of before is missing, nothing of after is there.
        assert there == set(said[: len(there)])
        assert abs(len(there) - until_moment) <= 3
        assert own.ask("SELECT max(created_at) FROM crm_client")[0][0] <= moment
        # Whole, not only counted: every row of every table is read.
        own.python("manage.py", "migrate", "--check")
        own.python("manage.py", "backup", "--to", str(tmp_path / "after"))

        say("writing again, then a second power cut without any warning")
        own.python("manage.py", "base_copy")
        second = Writer(own, tmp_path / "two")
        time.sleep(max(5.0, SECONDS * 0.2))
        own.kill()
        second.end()
        shutil.rmtree(own.var / "postgres")
        own.python("-m", "config.launch.rewind")
        own.start()
        expected, got = set(second.committed()), clients(own) - there
        lost = len(expected - got)
        say(f"{len(expected)} written, {lost} lost: what had not reached the kept log when the power went")
        assert lost <= max(20, len(expected) * 0.1)
        own.kill()

        say("and from the backup, into an empty folder")
        shutil.rmtree(own.var)
        begun = time.monotonic()
        own.start()
        (archive,) = (tmp_path / "backups").glob("*.tar")
        said_by_restore = own.python("manage.py", "restore", str(archive))
        say(f"{said_by_restore.splitlines()[-1]} {time.monotonic() - begun:.1f} s")
        there = clients(own)
        assert there == set(said[: len(there)])
        assert datetime.datetime.now(datetime.UTC) > moment
