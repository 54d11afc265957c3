"""The page that tells an admin how the installation is, and its words."""

import datetime
import shutil

import pytest
from django.core import mail
from django.utils import timezone, translation

from core import pulse
from core.models import Pulse
from upkeep import health, state
from visits.actions.reminder import PROMISE, schedule
from visits.factories import PromiseFactory
from visits.models import ReminderKind

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


@pytest.fixture
def well(db, settings, tmp_path):
    """An installation that works: production with mail, a young backup, workers that answer."""
    settings.DEMO, settings.MAIL_IS_SET, settings.BACKUP_NIGHTLY = False, True, True
    settings.BACKUP_FOLDER = tmp_path
    now = timezone.now()
    for name in (pulse.SWEEP, pulse.WORKER, pulse.MAIL):
        Pulse.objects.create(name=name, ok_at=now)
    Pulse.objects.create(name=pulse.BACKUP, ok_at=now, detail={"path": "/backups/rapport-1.tar", "bytes": 3_400_000})


def of(key):
    return next(one for one in health.findings() if one.key == key)


def change(name, **values):
    Pulse.objects.filter(name=name).update(**values)


def test_all_is_well(well, as_, admin):
    assert {one.key: one.state for one in health.findings()} == dict.fromkeys(
        ("reminders", "mail", "workers", "backup", "database", "disk"), health.State.WELL
    )
    page = as_(admin).get("/health/").content.decode()
    assert "All is well." in page
    assert "3.4 MB" in page
    assert "/backups/rapport-1.tar" in page


def test_workers_that_fell_silent(well):
    late = timezone.now() - 10 * MINUTE
    change(pulse.WORKER, ok_at=late)
    change(pulse.SWEEP, ok_at=late)
    assert of("workers").state == of("reminders").state == health.State.BROKEN
    assert "worker.log" in of("workers").remedy
    change(pulse.WORKER, ok_at=None)
    change(pulse.SWEEP, ok_at=None)
    assert of("workers").state == of("reminders").state == health.State.LOOK  # it may have been started just now


def test_without_redis_it_says_so(well, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}}
    change(pulse.WORKER, ok_at=timezone.now() - 10 * MINUTE)
    assert "Redis does not answer" in of("workers").remedy


def test_reminders_that_wait(well, world):
    from crm.factories import ClientFactory  # noqa: PLC0415

    promise = PromiseFactory(client=ClientFactory(owner=world.manager))
    due = timezone.now() - HOUR
    schedule(kind=ReminderKind.PROMISE_DUE, subject_kind=PROMISE, subject_id=promise.pk, due_at=due,
             recipients=[world.manager])  # fmt: skip
    found = of("reminders")
    assert found.state == health.State.BROKEN
    assert found.said == "1 reminder is late."
    assert due in [value for _label, value in found.facts]
    from visits.models import Reminder  # noqa: PLC0415

    Reminder.objects.filter(channel="in_app").update(sent_at=timezone.now())
    assert of("reminders").state == health.State.LOOK
    Reminder.objects.update(due_at=timezone.now() - MINUTE)  # not late yet: the sweeper is about to come
    assert of("reminders").state == health.State.WELL


def test_mail_that_is_refused(well, settings):
    change(pulse.MAIL, failed_at=timezone.now() + MINUTE, error="SMTPAuthenticationError")
    assert of("mail").state == health.State.BROKEN
    assert "did not accept user and password" in of("mail").said
    assert "EMAIL_HOST" in of("mail").remedy
    change(pulse.MAIL, ok_at=timezone.now() + 2 * MINUTE)
    assert of("mail").state == health.State.WELL
    settings.MAIL_IS_SET = False
    assert of("mail").state == health.State.BROKEN
    settings.DEMO = True
    assert of("mail").state == health.State.OFF


def test_backups(well, settings):
    settings.BACKUP_FOLDER = settings.VAR / "backups"
    assert "in the folder of the data itself" in of("backup").said
    change(pulse.BACKUP, ok_at=timezone.now() - 37 * HOUR)
    assert of("backup").state == health.State.BROKEN
    change(pulse.BACKUP, ok_at=timezone.now() - HOUR, failed_at=timezone.now())
    assert of("backup").said == "The last backup failed."
    Pulse.objects.filter(name=pulse.BACKUP).delete()
    assert of("backup").state == health.State.LOOK
    settings.BACKUP_NIGHTLY = False
    assert "RAPPORT_BACKUPS" in of("backup").remedy
    settings.DEMO = True
    assert of("backup").state == health.State.OFF


def test_room_on_the_disk(well, monkeypatch):
    for free, wanted in ((100 * 2**20, "broken"), (2**30, "look"), (2**40, "well")):
        monkeypatch.setattr(shutil, "disk_usage", lambda place, free=free: shutil._ntuple_diskusage(2**41, 0, free))
        assert of("disk").state == wanted


def test_the_log_to_go_back_by(well, settings, tmp_path):
    settings.WAL_FOLDER = tmp_path / "kept"
    assert of("kept_log").state == health.State.BROKEN  # nobody receives from the tests' server
    assert "wal.log" in of("kept_log").remedy


def test_one_that_cannot_be_looked_at_does_not_hide_the_others(well, monkeypatch, as_, admin):
    def gone(place):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    page = as_(admin).get("/health/").content.decode()
    assert "This could not be looked at (OSError)." in page
    assert "Every reminder that was due has been sent." in page


@pytest.mark.django_db
def test_missing_migrations_are_told_with_the_command(well, monkeypatch):
    monkeypatch.setattr(state, "missing_migrations", lambda: ["visits.0009", "crm.0007"])
    assert of("database").said == "The database lacks 2 changes of this release."
    assert "manage.py migrate" in of("database").remedy


def test_a_test_mail_goes_to_who_asks_in_their_language(well, as_, admin):
    admin.language = "zh-hans"
    admin.save()
    answer = as_(admin).post("/health/mail/", follow=True)
    assert answer.redirect_chain == [("/health/", 302)]
    (letter,) = mail.outbox
    assert letter.to == [admin.email]
    with translation.override("zh-hans"):
        assert letter.subject == translation.gettext("Rapport: a test")
    assert letter.subject != "Rapport: a test"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_test_mail_that_fails_is_told(well, as_, admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = as_(admin).post("/health/mail/", follow=True)
    assert "did not take it" in answer.content.decode()


def test_only_admins_find_it(world, as_):
    assert "/health/" in as_(world.admin).get("/people/").content.decode()
    assert "/health/" not in as_(world.lead).get("/").content.decode()
