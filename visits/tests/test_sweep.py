import datetime
import smtplib

import pytest
from django.core import mail

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role
from crm.factories import ClientFactory
from crm.models import Client
from visits.actions import promise as promises
from visits.actions import review, sweep
from visits.factories import VisitFactory, VisitRecordFactory
from visits.models import Notification, Reminder, VisitState

NOW = datetime.datetime(2026, 11, 25, 2, 0, tzinfo=datetime.UTC)  # a Wednesday, 10:00 in Shanghai
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _one_day(time_machine):
    """Letters say "today" by the clock of whoever writes them."""
    time_machine.move_to(NOW, tick=True)


def run(now=NOW, *, until=None):
    """Sweep with a clock that stands still."""
    return sweep.sweep(clock=lambda: now, until=until or now + MINUTE)


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager, name="Huaxing", short_name="")


@pytest.fixture
def promise(manager, client_row):
    """Due today: its reminder of the day waits at once."""
    return promises.make_promise(
        by=manager, now=NOW, client=client_row, text="Send the quote", due_on=datetime.date(2026, 11, 25)
    )


def test_a_due_reminder_arrives_in_the_product_once_and_by_mail(promise, manager):
    assert run() == 2
    assert run() == 0
    one = Notification.objects.get()
    assert (one.recipient, one.kind, one.facts) == (manager, "promise_due", {"due_on": "2026-11-25"})
    (letter,) = mail.outbox
    assert letter.to == [manager.email]
    assert f"/promises/{promise.pk}/" in letter.body
    assert "Send the quote" in letter.body
    row = Reminder.objects.get(kind="promise_due", channel="mail")
    assert letter.extra_headers["Message-ID"] == f"<reminder-{row.pk}@127.0.0.1>"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert row.sent_at == NOW


def test_a_mail_speaks_the_readers_language(promise, manager):
    manager.language = "zh-hans"
    manager.save()
    run()
    (letter,) = mail.outbox
    html = letter.alternatives[0][0]
    assert '<html lang="zh-Hans">' in html
    assert "到期" in letter.subject


def test_nothing_is_sent_before_its_time(manager, client_row):
    promises.make_promise(by=manager, now=NOW, client=client_row, text="x", due_on=datetime.date(2026, 12, 4))
    assert run() == 0
    assert run(datetime.datetime(2026, 12, 3, 0, 29, 59, tzinfo=datetime.UTC)) == 0
    assert run(datetime.datetime(2026, 12, 3, 0, 30, tzinfo=datetime.UTC)) == 2


def test_what_the_product_tells_waits_for_no_mail_server(manager, client_row, monkeypatch):
    for n in range(6):
        promises.make_promise(by=manager, now=NOW, client=client_row, text=f"{n}", due_on=datetime.date(2026, 11, 25))
    told_before_a_mail = []
    monkeypatch.setattr(sweep, "send_mail", lambda *_args: told_before_a_mail.append(Notification.objects.count()))
    assert run() == 12
    assert told_before_a_mail == [6] * 6


def test_a_closed_promise_says_nothing_even_when_leased_before(promise, manager):
    leased = sweep.lease_due(now=NOW)
    assert len(leased) == 2
    promises.keep_promise(promise=promise, version=1, by=manager, now=NOW)
    for reminder in leased:
        sweep.deliver(reminder, now=NOW)
    assert not Notification.objects.exists()
    assert not mail.outbox


def test_a_lease_keeps_others_away_until_it_passes(promise):
    first = sweep.lease_due(now=NOW)
    assert sweep.lease_due(now=NOW + sweep.LEASE / 2) == []
    again = sweep.lease_due(now=NOW + sweep.LEASE)
    assert {row.pk for row in again} == {row.pk for row in first}
    for reminder in first:  # the slow one's lease has gone to another
        sweep.deliver(reminder, now=NOW + sweep.LEASE)
    assert not Notification.objects.exists()
    for reminder in again:
        sweep.deliver(reminder, now=NOW + sweep.LEASE)
    assert (Notification.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_mail_that_fails_waits_longer_each_time_and_is_never_lost(promise, manager, monkeypatch):
    def refuse(*args):
        raise smtplib.SMTPRecipientsRefused({manager.email: (550, b"no such user")})

    now, waits = NOW, []
    with monkeypatch.context() as patched:
        patched.setattr(sweep, "send_mail", refuse)
        for _try in range(12):
            run(now)
            row = Reminder.objects.get(kind="promise_due", channel="mail")
            waits.append(row.leased_until - now)
            now = row.leased_until
    assert [wait.total_seconds() for wait in waits[:4]] == [15, 30, 60, 120]
    assert max(waits) == sweep.LONGEST_WAIT
    assert (row.sent_at, row.dropped_at, row.last_error) == (None, None, "SMTPRecipientsRefused")
    assert Notification.objects.count() == 1  # the failing mail held nobody else up
    run(now)
    row.refresh_from_db()
    assert row.sent_at == now
    assert len(mail.outbox) == 1


def test_a_reminder_that_breaks_the_sweeper_stops_no_other(promise, manager, client_row, monkeypatch):
    other = promises.make_promise(by=manager, now=NOW, client=client_row, text="y", due_on=promise.due_on)
    real = sweep.facts_for

    def stumble(reminder, subject):
        if subject.pk == promise.pk:
            raise RuntimeError
        return real(reminder, subject)

    monkeypatch.setattr(sweep, "facts_for", stumble)
    run()
    assert [one.subject_id for one in Notification.objects.all()] == [other.pk]
    assert Reminder.objects.filter(subject_id=promise.pk, sent_at=None, last_error="undeliverable").count() == 2


LATE = datetime.datetime(2026, 11, 26, 0, 30, tzinfo=datetime.UTC)


def test_overdue_goes_to_the_lead_the_next_workday(promise, lead):
    run()
    run(LATE)
    assert [one.kind for one in Notification.objects.filter(recipient=lead)] == ["promise_late_lead"]


def test_who_leads_no_more_hears_nothing_and_who_leads_now_does(promise, lead, world):
    after = UserFactory(username="after", role=Role.LEAD)
    world.team.leads.set([after])
    run(LATE)
    assert not Notification.objects.filter(recipient=lead).exists()
    assert [one.kind for one in Notification.objects.filter(recipient=after)] == ["promise_late_lead"]


def test_the_lead_who_follows_one_switched_off_is_told(promise, lead, world):
    world.team.leads.add(UserFactory(username="after", role=Role.LEAD, is_active=False))
    lead.is_active = False
    lead.save()
    after = UserFactory(username="next", role=Role.LEAD)
    world.team.leads.add(after)
    run(LATE)
    assert not Notification.objects.filter(recipient=lead).exists()
    assert [one.kind for one in Notification.objects.filter(recipient=after)] == ["promise_late_lead"]


def told_late(person):
    return Notification.objects.filter(recipient=person, kind="promise_late_lead").count()


def test_a_lead_added_beside_an_active_one_is_told_too_and_once(promise, lead, world):
    second = UserFactory(username="second", role=Role.LEAD)
    world.team.leads.add(second)
    run(LATE)
    run(LATE + MINUTE)
    assert (told_late(lead), told_late(second)) == (1, 1)
    mails = Reminder.objects.filter(kind="promise_late_lead", channel="mail", sent_at__isnull=False)
    assert sorted(mails.values_list("recipient__username", flat=True)) == ["lead", "second"]


def test_a_team_that_had_no_lead_gets_one_in_time(lead, world, manager, client_row):
    world.team.leads.clear()
    promises.make_promise(by=manager, now=NOW, client=client_row, text="x", due_on=datetime.date(2026, 11, 25))
    assert not Reminder.objects.filter(kind="promise_late_lead").exists()
    world.team.leads.add(lead)
    run(LATE)
    assert told_late(lead) == 1


def test_leads_hear_of_a_late_promise_whose_owner_is_switched_off(promise, manager, world):
    second = UserFactory(username="second", role=Role.LEAD)
    world.team.leads.set([second])
    manager.is_active = False
    manager.save()
    run(LATE)
    assert not Notification.objects.filter(recipient=manager).exists()
    assert told_late(second) == 1


def test_a_lead_east_of_the_owner_is_not_told_again_at_the_owners_morning(promise, lead, manager):
    manager.time_zone = "Europe/Berlin"
    manager.save()
    run(LATE)  # the lead's morning
    run(datetime.datetime(2026, 11, 26, 7, 30, tzinfo=datetime.UTC))  # the owner's
    assert Notification.objects.filter(recipient=manager, kind="promise_late").count() == 1
    assert told_late(lead) == 1


def test_who_has_moved_east_is_not_told_again_of_the_same_day(promise, manager):
    manager.time_zone = "Europe/Berlin"
    manager.save()
    promise = promises.edit_promise(promise=promise, version=1, by=manager, now=NOW, text="a", cost="", person=None)
    told_at = datetime.datetime(2026, 11, 25, 7, 30, tzinfo=datetime.UTC)
    run(told_at)
    manager.time_zone = "Asia/Shanghai"
    manager.save()
    promise.refresh_from_db()  # its owner too
    later = told_at + MINUTE
    promise = promises.edit_promise(promise=promise, version=2, by=manager, now=later, text="b", cost="", person=None)
    run(later)
    assert Notification.objects.filter(recipient=manager, kind="promise_due").count() == 1
    assert Reminder.objects.filter(kind="promise_due", channel="mail", sent_at__isnull=False).count() == 1
    promises.renegotiate_promise(
        promise=promise, version=3, by=manager, now=later, due_on=datetime.date(2026, 11, 26), agreed_with_client=True
    )
    run(later)
    run(datetime.datetime(2026, 11, 26, 0, 30, tzinfo=datetime.UTC))  # another day's is another message
    assert Notification.objects.filter(recipient=manager, kind="promise_due").count() == 2


def test_who_is_switched_off_hears_nothing(promise, manager):
    manager.is_active = False
    manager.save()
    run()
    assert not Notification.objects.exists()
    assert Reminder.objects.filter(kind="promise_due", dropped_at=NOW).count() == 2


def test_who_has_moved_west_is_told_at_their_new_morning(promise, manager):
    manager.time_zone = "Europe/Berlin"
    manager.save()
    tomorrow = datetime.datetime(2026, 11, 26, 0, 30, tzinfo=datetime.UTC)  # 08:30 in Shanghai, 01:30 in Berlin
    run()
    assert not Notification.objects.filter(kind="promise_due").exists()
    waits = Reminder.objects.get(kind="promise_due", channel="in_app", sent_at=None, dropped_at=None)
    assert waits.due_at == datetime.datetime(2026, 11, 25, 7, 30, tzinfo=datetime.UTC)
    run(waits.due_at)
    run(tomorrow)
    assert Notification.objects.filter(recipient=manager, kind="promise_due").count() == 1


@pytest.fixture
def recorded(client_row):
    visit = VisitFactory(client=client_row, left=True, state=VisitState.RECORDED)
    VisitRecordFactory(visit=visit, next_contact_on=datetime.date(2026, 12, 4))
    return visit


def test_leads_hear_of_a_new_record_in_the_product_only(recorded, manager, lead):
    review.record_submitted(visit=recorded, by=manager, now=NOW)
    run()
    assert [(one.recipient, one.kind) for one in Notification.objects.all()] == [(lead, "record_new")]
    assert not mail.outbox
    run(datetime.datetime(2026, 12, 4, 0, 30, tzinfo=datetime.UTC))
    assert [one.kind for one in Notification.objects.filter(recipient=manager)] == ["next_contact"]


def test_whoever_manages_the_client_on_that_morning_is_told_to_be_in_touch(recorded, world, manager):
    review.record_submitted(visit=recorded, by=manager, now=NOW)
    Client.objects.filter(pk=recorded.client_id).update(owner=world.stranger)  # by a form, an import or a merge
    run(datetime.datetime(2026, 12, 4, 0, 30, tzinfo=datetime.UTC))
    told = Notification.objects.filter(kind="next_contact")
    assert [one.recipient for one in told] == [world.stranger]
    assert [one.to for one in mail.outbox] == [[world.stranger.email]]


def test_a_contact_that_came_about_calls_nobody(recorded, manager):
    review.record_submitted(visit=recorded, by=manager, now=NOW)
    VisitFactory(client=recorded.client, left=True, starts_at=recorded.starts_at + datetime.timedelta(hours=1))
    run(datetime.datetime(2026, 12, 4, 0, 30, tzinfo=datetime.UTC))
    assert not Notification.objects.filter(recipient=manager, kind="next_contact").exists()


def test_a_record_reviewed_meanwhile_is_announced_no_more(recorded, manager, lead):
    review.record_submitted(visit=recorded, by=manager, now=NOW)
    review.accept_record(visit=recorded, version=recorded.version, by=lead, now=NOW)
    run()
    assert not Notification.objects.exists()  # while it may still be taken back with one tap
    run(NOW + review.TELL_AFTER)
    assert [(one.recipient, one.kind) for one in Notification.objects.all()] == [(manager, "record_accepted")]


def test_nobody_hears_of_what_they_may_not_see(promise, manager, stranger):
    other = UserFactory(username="elsewhere", role=Role.LEAD)
    TeamFactory(name="Far", leads=[other])
    Reminder.objects.filter(kind="promise_due").update(recipient=other)
    run()
    assert not Notification.objects.filter(recipient=other).exists()
