"""The heart: a sweeper that is killed anywhere, or has company, tells everyone once and forgets nobody (H5)."""

import datetime
import os
import random
import signal
import time
import traceback
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.utils import timezone

from accounts.factories import UserFactory
from crm.factories import ClientFactory
from visits.actions import sweep
from visits.actions.mail import message_id
from visits.actions.reminder import PROMISE, schedule
from visits.factories import PromiseFactory
from visits.models import Notification, Reminder, ReminderKind
from visits.views.mail import read_letters

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def letters(settings, tmp_path, monkeypatch):
    """Mail goes to files, and leases are short: nobody waits half a minute in a test."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    monkeypatch.setattr(sweep, "LEASE", datetime.timedelta(seconds=0.4))
    monkeypatch.setattr(sweep, "SENDING", datetime.timedelta(seconds=0.4))
    monkeypatch.setattr(sweep, "FIRST_WAIT", datetime.timedelta(seconds=0.4))
    return tmp_path


def due_promises(number):
    """Make promises due yesterday: for each, one reminder in the product and one by mail, due a minute ago."""
    owner = UserFactory()
    client = ClientFactory(owner=owner)
    now = timezone.now()
    for _ in range(number):
        promise = PromiseFactory(client=client, due_on=timezone.localdate() - datetime.timedelta(days=1))
        schedule(
            kind=ReminderKind.PROMISE_DUE,
            subject_kind=PROMISE,
            subject_id=promise.pk,
            due_at=now - datetime.timedelta(minutes=1),
            recipients=[owner],
        )


def forked(work):
    """Run `work` in a process of its own, which ends without tidying up; return its id."""
    connections.close_all()  # a connection must not be shared with the child
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(3)
    os._exit(0)


def sweeper(seconds=20):
    sweep.sweep(clock=timezone.now, until=timezone.now() + datetime.timedelta(seconds=seconds))


def ended(child):
    """Wait for a process; return the signal that ended it (0: none)."""
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        assert os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def finish(seconds=20):
    """Sweep, as beat would, until nothing waits."""
    deadline = time.monotonic() + seconds
    while Reminder.objects.filter(sent_at=None, dropped_at=None).exists():
        assert time.monotonic() < deadline, "a reminder is stuck"
        assert ended(forked(sweeper)) == 0
        time.sleep(0.1)


def assert_everyone_told(letters, *, most_mails=None):
    in_app = Reminder.objects.filter(channel="in_app")
    assert Notification.objects.count() == in_app.count()
    assert not Reminder.objects.exclude(dropped_at=None).exists()
    assert not Reminder.objects.filter(sent_at=None).exists()
    wanted = {message_id(row) for row in Reminder.objects.filter(channel="mail")}
    got = [letter.message_id for letter in read_letters(Path(letters))]
    assert set(got) == wanted
    if most_mails is not None:
        assert len(got) <= most_mails


def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)


def dying(point, after):
    """Return a sweeper's work that is killed the `after`th time it comes to `point`."""
    where, name, when = POINTS[point]

    def work():
        target, attribute = (where, name)
        real, count = getattr(target, attribute), [0]

        def watched(*args, **kwargs):
            count[0] += 1
            last = count[0] == after
            if last and when == "before":
                die()
            result = real(*args, **kwargs)
            if last and when == "after":
                die()
            return result

        setattr(target, attribute, watched)
        sweeper()

    return work


POINTS = {
    "before a batch is leased": (sweep, "lease_due", "before"),
    "after a batch is leased": (sweep, "lease_due", "after"),
    "before a reminder is locked": (sweep, "locked_subject", "before"),
    "after it is found deserving": (sweep, "still_deserved", "after"),
    "before the notification is written": (Notification.objects, "create", "before"),
    "between notification and mark": (Notification.objects, "create", "after"),
    "after the mark, before the commit": (sweep, "_mark_sent", "after"),
    "after the notification's commit": (sweep, "_deliver_in_app", "after"),
    "before a mail is sent": (sweep, "send_mail", "before"),
    "between mail and mark": (sweep, "send_mail", "after"),
    "after the mail's mark": (sweep, "_deliver_by_mail", "after"),
}


@pytest.mark.parametrize("point", POINTS)
def test_killed_between_any_two_lines(point, letters):
    due_promises(3)
    after = 1 if "batch" in point else 2
    assert ended(forked(dying(point, after))) == signal.SIGKILL
    finish()
    assert_everyone_told(letters, most_mails=4)


def test_killed_at_random(letters):
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    due_promises(25)
    kills, deadline = 0, time.monotonic() + 12
    while Reminder.objects.filter(sent_at=None).exists() and time.monotonic() < deadline:
        child = forked(sweeper)
        time.sleep(chance.uniform(0.02, 0.25))
        os.kill(child, signal.SIGKILL)
        kills += ended(child) == signal.SIGKILL
    finish()
    assert kills, f"seed {seed}"
    assert_everyone_told(letters, most_mails=25 + kills)


def test_four_sweepers_at_once(letters, monkeypatch):
    monkeypatch.setattr(sweep, "LEASE", datetime.timedelta(seconds=30))
    monkeypatch.setattr(sweep, "SENDING", datetime.timedelta(seconds=30))
    due_promises(20)
    children = [forked(sweeper) for _ in range(4)]
    assert [ended(child) for child in children] == [0, 0, 0, 0]
    assert_everyone_told(letters, most_mails=20)


def test_the_database_ends_every_session_in_the_middle(letters):
    """What a sweeper sees of a PostgreSQL that restarts: its session is gone. It goes on, or the next one does."""
    due_promises(10)

    def work():
        real = sweep.deliver
        count = [0]

        def cut(*args, **kwargs):
            count[0] += 1
            if count[0] == 7:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    (pid,) = cursor.fetchone()
                end_session(pid)
            return real(*args, **kwargs)

        sweep.deliver = cut
        sweeper()

    child = forked(work)
    _pid, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) in (0, 3)
    finish()
    assert_everyone_told(letters, most_mails=11)


def end_session(pid):
    database = django_settings.DATABASES["default"]
    other = psycopg2.connect(host=database["HOST"], user=database["USER"], dbname="postgres")
    other.autocommit = True
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
