import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.factories import ClientFactory
from visits.actions import promise as promises
from visits.actions import sweep
from visits.context_processors import unread
from visits.factories import PromiseFactory
from visits.models import Notification, Reminder


@pytest.fixture
def notify(manager):
    def make(promise=None, recipient=manager):
        promise = promise or PromiseFactory(client=ClientFactory(owner=manager, name="Huaxing"))
        reminder = Reminder.objects.create(
            subject_kind="promise",
            subject_id=promise.pk,
            kind="promise_due",
            due_at=timezone.now(),
            recipient=recipient,
            channel="in_app",
            sent_at=timezone.now(),
        )
        return Notification.objects.create(
            reminder=reminder,
            recipient=recipient,
            kind=reminder.kind,
            subject_kind="promise",
            subject_id=promise.pk,
            facts={},
        )

    return make


def test_opening_one_marks_it_read_and_goes_to_the_thing(as_, manager, stranger, notify):
    one = notify()
    where = reverse("notification-open", args=[one.pk])
    assert as_(stranger).get(where).status_code == 404
    response = as_(manager).get(where)
    assert response["Location"] == reverse("promise-detail", args=[one.subject_id])
    one.refresh_from_db()
    assert one.read_at is not None


def test_what_may_no_longer_be_seen_tells_nothing(as_, stranger, notify):
    one = notify(recipient=stranger)
    text = as_(stranger).get(reverse("notification-list")).content.decode()
    assert "Huaxing" not in text
    assert "Send the quote" not in text
    assert as_(stranger).get(reverse("notification-open", args=[one.pk]))["Location"] == reverse("notification-list")


def test_mark_all_read_is_ones_own(as_, manager, lead, notify):
    mine, theirs = notify(), notify(recipient=lead)
    as_(manager).post(reverse("notification-read-all"))
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.read_at is not None, theirs.read_at) == (True, None)


def test_marking_all_read_is_taken_back_with_one_tap(as_, manager, lead, notify):
    read, mine, theirs = notify(), notify(), notify(recipient=lead)
    moment = timezone.now()
    Notification.objects.filter(pk=read.pk).update(read_at=moment)
    Notification.objects.filter(pk=theirs.pk).update(read_at=moment)
    browser = as_(manager)
    page = browser.post(reverse("notification-read-all"), follow=True).content.decode()
    undo = unescape(re.search(r'action="(/notifications/unread/[^"]+)"', page)[1])
    assert not Notification.objects.unread().exists()
    as_(lead).post(undo)
    assert not Notification.objects.unread().exists()
    browser.post(undo)
    assert list(Notification.objects.unread()) == [mine]
    for junk in ("", "?at=x", "?at=2026-11-24", "?at=2026-13-41T00:00:00Z", "?at=2026-11-24T00:00:00"):
        assert browser.post(reverse("notification-unread-again") + junk).status_code == 404


def test_the_bell_counts_to_ninety_nine(rf, manager, notify):
    request = rf.get("/")
    request.user = manager
    assert str(unread(request)["unread"]) == ""
    notify()
    assert str(unread(request)["unread"]) == "1"
    promise = PromiseFactory(client=ClientFactory(owner=manager))
    for _ in range(100):
        notify(promise)
    with CaptureQueriesContext(connection) as caught:
        assert str(unread(request)["unread"]) == "99+"
    assert len(caught) == 1


def test_the_list_is_read_in_the_readers_language_and_its_queries_do_not_grow(as_, manager, notify):
    browser, where = as_(manager), reverse("notification-list")

    def count():
        browser.get(where)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(where).status_code == 200
        return len(caught)

    notify()
    one = count()
    notify(), notify()
    assert count() == one
    manager.language = "zh-hans"
    manager.save()
    assert "Huaxing" in browser.get(where).content.decode()


def letter(to, subject="Promise due", body="Send the quote"):
    return (
        f"Content-Type: text/plain; charset=utf-8\nMIME-Version: 1.0\nSubject: {subject}\nFrom: Rapport <r@x>\n"
        f"To: {to}\nMessage-ID: <1@x>\n\n{body}\n\n" + "-" * 79 + "\n"
    )


def test_the_demo_shows_each_their_own_mail(as_, manager, lead, admin, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (tmp_path / "1.log").write_text(letter(manager.email, body="<b>mine</b>") + letter(lead.email, body="theirs"))
    (tmp_path / "2.log").write_bytes(b"Subject: =?utf-8?b?broken\nTo: \xff\xfe" + manager.email.encode()[:4])
    (tmp_path / "3.log").write_bytes(b"")
    (tmp_path / "4.log").write_text(letter(manager.email, body="half")[:-60])

    def shown(person):
        text = as_(person).get(reverse("demo-mail")).content.decode()
        assert "<b>mine" not in text
        return [word for word in ("mine", "theirs", "half") if word in text]

    assert shown(manager) == ["mine", "half"]
    assert shown(lead) == ["theirs"]
    assert shown(admin) == ["mine", "theirs", "half"]
    settings.DEMO = False
    assert as_(manager).get(reverse("demo-mail")).status_code == 404


def test_what_the_sweeper_mails_is_what_the_demo_shows(as_, manager, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    manager.language = "zh-hans"
    manager.save()
    now = datetime.datetime(2026, 11, 25, 2, 0, tzinfo=datetime.UTC)
    client = ClientFactory(owner=manager, name="华兴物流")
    day = datetime.date(2026, 11, 25)
    promises.make_promise(by=manager, now=now, client=client, text="周五前给报价", due_on=day)
    sweep.sweep(clock=lambda: now, until=now + datetime.timedelta(minutes=1))
    text = as_(manager).get(reverse("demo-mail")).content.decode()
    assert "华兴物流" in text
    assert "周五前给报价" in text
