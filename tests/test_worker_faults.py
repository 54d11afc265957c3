"""Everything real: PostgreSQL, Redis, a Celery worker and beat of their own, each killed while reminders wait."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from config.launch import postgres, template
from config.paths import BASE_DIR, socket_dir

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("machines")]
DRIVER = """
import datetime, json, sys
import django
django.setup()
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone
from accounts.factories import UserFactory
from crm.factories import ClientFactory
from visits.actions.mail import message_id
from visits.actions.reminder import PROMISE, schedule
from visits.factories import PromiseFactory
from visits.models import Notification, Reminder, ReminderKind
from visits.views.mail import read_letters
from django.conf import settings

call_command("migrate", verbosity=0)
owner = UserFactory()
client = ClientFactory(owner=owner)
print("ready", flush=True)
for line in sys.stdin:
    connection.close()
    if number := int(line):
        now = timezone.now()
        for _ in range(number):
            promise = PromiseFactory(client=client, due_on=timezone.localdate() - datetime.timedelta(days=1))
            schedule(kind=ReminderKind.PROMISE_DUE, subject_kind=PROMISE, subject_id=promise.pk,
                     due_at=now, recipients=[owner])
    mails = [letter.message_id for letter in read_letters(settings.EMAIL_FILE_PATH)]
    wanted = {message_id(row) for row in Reminder.objects.filter(channel="mail")}
    print(json.dumps({
        "waiting": Reminder.objects.filter(sent_at=None).count(),
        "dropped": Reminder.objects.exclude(dropped_at=None).count(),
        "in_app": Reminder.objects.filter(channel="in_app").count(),
        "told": Notification.objects.count(),
        "mails_right": set(mails) == wanted,
    }), flush=True)
"""
# The product's own worker, beat and schedule; only quicker, so that a test need not wait for twenty seconds.
QUICK = """
import sys
import datetime
import django
django.setup()
from config.celery import app
from visits.actions import sweep
sweep.LEASE = sweep.SENDING = datetime.timedelta(seconds=2)
sweep.FIRST_WAIT = datetime.timedelta(seconds=1)
for entry in app.conf.beat_schedule.values():
    entry["schedule"] = 1.0
app.start(sys.argv[1:])
"""
CALM = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]


@pytest.fixture
def machine(tmp_path):
    """A whole installation of its own, started piece by piece; all of it ends with the test."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("RAPPORT_", "PYTEST_"))}
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "RAPPORT_OWNER"):
        environ.pop(name, None)
    environ |= {"RAPPORT_VAR": str(tmp_path / "var"), "RAPPORT_ENV": "demo", "RAPPORT_TESTING": "1"}
    environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(BASE_DIR)}
    machine = Machine(environ, tmp_path)
    yield machine
    machine.stop()


class Machine:
    def __init__(self, environ, folder):
        self.environ, self.folder, self.processes = environ, folder, {}

    def python(self, *arguments, **more):
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, cwd=BASE_DIR, env=self.environ, start_new_session=True, **more)

    def start(self, name, *arguments):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = self.python(*arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill(self, name, sign=signal.SIGKILL):
        """Kill a process and all that it started, at once."""
        process = self.processes.pop(name)
        os.killpg(process.pid, sign)
        process.wait(20)
        for pipe in filter(None, (process.stdin, process.stdout)):
            pipe.close()

    def redis(self):
        self.start("redis", "-m", "config.launch.child", "redis")

    def postgres(self):
        self.start("postgres", "-m", "config.launch.child", "postgres")
        ready = "from config.launch import postgres; postgres.wait_until_ready(seconds=30)"
        assert self.python("-c", ready).wait(40) == 0

    def worker(self):
        self.start("worker", "-c", QUICK, "-A", "config", "worker", "--concurrency", "1", *CALM)

    def beat(self):
        schedule = ["--schedule", str(self.folder / "schedule"), "--pidfile=", "--loglevel", "WARNING"]
        self.start("beat", "-c", QUICK, "-A", "config", "beat", *schedule)

    def begin(self):
        folders = "from config.launch import postgres, preflight; preflight.make_var(); preflight.make_sockets(); "
        assert self.python("-c", folders + "postgres.prepare()").wait(60) == 0
        self.postgres()
        template.copy_into(f"postgres://{postgres.ROLE}@/{postgres.DATABASE}?host={socket_dir(self.folder / 'var')}")
        self.redis()
        self.worker()
        self.beat()
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.processes["driver"] = self.driver = self.python("-c", DRIVER, **pipes)
        assert self.driver.stdout.readline() == "ready\n"

    def ask(self, new=0):
        """Make `new` promises with a reminder due now; return how things stand."""
        self.driver.stdin.write(f"{new}\n")
        self.driver.stdin.flush()
        return json.loads(self.driver.stdout.readline())

    def wait_until(self, said, seconds=40):
        deadline = time.monotonic() + seconds
        while not said(stand := self.ask()):
            assert time.monotonic() < deadline, (stand, self.logs())
            time.sleep(0.3)
        return stand

    def logs(self):
        return "\n".join(path.read_text(errors="replace")[-1500:] for path in self.folder.glob("*.log"))

    def stop(self):
        for name in ("driver", "beat", "worker", "redis", "postgres"):
            if name in self.processes:
                self.kill(name, signal.SIGQUIT if name == "postgres" else signal.SIGKILL)


def test_worker_redis_and_postgresql_die_in_turn_and_nothing_is_lost(machine):
    machine.begin()
    machine.ask(5)
    machine.wait_until(lambda stand: stand["told"] == 5 and stand["waiting"] == 0)

    machine.ask(40)
    machine.kill("worker")  # in the middle of them
    machine.ask(2)
    machine.worker()

    machine.kill("redis")  # with its queue; it keeps nothing, so this is a flush as well
    machine.ask(3)
    time.sleep(1)
    machine.redis()
    machine.wait_until(lambda stand: stand["waiting"] == 0)

    machine.ask(10)
    machine.kill("postgres", signal.SIGQUIT)  # as a crash: no session is asked
    machine.postgres()
    machine.wait_until(lambda stand: stand["waiting"] == 0)
    assert machine.ask() == {"waiting": 0, "dropped": 0, "in_app": 60, "told": 60, "mails_right": True}
