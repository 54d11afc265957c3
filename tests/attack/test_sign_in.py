"""Guessing, flooding, staying on, being led elsewhere: what a stranger or a person on the way out may try."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.actions.person import switch_off, switch_on
from accounts.factories import PASSWORD, UserFactory
from accounts.mail import password_link
from crm.factories import ClientFactory
from visits.factories import VisitFactory
from visits.models import VisitNotes

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def enter(name: str, password: str = "a-guess-1234", **more: str) -> Client:  # noqa: S107
    browser = Client()
    browser.post(LOGIN, {"login": name, "password": password}, **more)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("profile")).status_code == 200


def test_one_password_through_all_names_ends_after_thirty_and_the_wait_passes(world):
    """A spray from one address; forging where it comes from is no way around, and after the wait all is as before."""
    people = [UserFactory(username=f"sprayed{n}") for n in range(32)]
    with time_machine.travel(datetime.datetime.now(tz=datetime.UTC), tick=False) as clock:
        for n, person in enumerate(people[:30]):
            enter(person.username, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")
        assert not is_in(enter(people[31].username, PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.9"))
        assert is_in(enter(people[31].username, PASSWORD, REMOTE_ADDR="203.0.113.9"))
        clock.shift(datetime.timedelta(minutes=5, seconds=1))
        assert is_in(enter(people[31].username, PASSWORD))


def test_many_addresses_at_one_account_end_after_thirty_and_the_wait_passes(manager):
    with time_machine.travel(datetime.datetime.now(tz=datetime.UTC), tick=False) as clock:
        for n in range(30):
            enter("manager", REMOTE_ADDR=f"203.0.113.{n}")
        assert not is_in(enter("manager", PASSWORD, REMOTE_ADDR="203.0.113.200"))
        clock.shift(datetime.timedelta(minutes=15, seconds=1))
        assert is_in(enter("manager", PASSWORD, REMOTE_ADDR="203.0.113.200"))


def test_letters_to_choose_a_password_flood_nobody(manager):
    for n in range(12):
        Client().post(reverse("account_reset_password"), {"email": manager.email}, REMOTE_ADDR=f"203.0.113.{n}")
    assert len(mail.outbox) == 5


def test_who_is_switched_off_is_out_at_once_everywhere(manager, admin, as_, now):
    """Page, part of a page, post, and what saves itself; links in old mail are dead, also when they are back."""
    client = ClientFactory(owner=manager)
    visit = VisitFactory(client=client, begun=True)
    browser, link = as_(manager), password_link(manager).split("://", 1)[1].partition("/")[2]
    notes = reverse("visit-notes", args=[visit.pk])
    typed = {"body": "typed before", "version": 1}
    assert browser.post(notes, typed, content_type="application/json").status_code == 200
    switch_off(manager, by=admin, now=now)
    assert browser.get(reverse("client-detail", args=[client.pk]))["Location"].startswith(LOGIN)
    assert browser.get(reverse("client-list"), headers={"HX-Request": "true"}).status_code == 401
    late = browser.post(notes, {"body": "late", "version": 2}, content_type="application/json",
                        headers={"X-Requested-With": "XMLHttpRequest"})  # fmt: skip
    assert late.status_code == 401
    assert browser.post(reverse("client-new"), {"name": "Late"})["Location"].startswith(LOGIN)
    assert VisitNotes.objects.get(visit=visit).body == "typed before"
    visitor = Client()
    visitor.get(f"/{link}", follow=True)
    for _back_on in (False, True):
        page = visitor.get(f"/{link}", follow=True)
        address = page.redirect_chain[-1][0] if page.redirect_chain else f"/{link}"
        visitor.post(address, {"password1": "another-Word-77", "password2": "another-Word-77"})
        manager.refresh_from_db()
        assert manager.check_password(PASSWORD), "a link of before still sets the password"
        assert not is_in(visitor)
        switch_on(manager, by=admin, now=now)
    assert not is_in(browser)


def test_a_session_from_before_signing_in_is_not_the_one_after(manager):
    browser = Client()
    browser.cookies["rapport_session"] = "a" * 32
    browser.post(LOGIN, {"login": "manager", "password": PASSWORD})
    assert is_in(browser)
    assert browser.cookies["rapport_session"].value != "a" * 32


ELSEWHERE = ["//evil.invalid/", "https://evil.invalid/", "/\\evil.invalid", "\\\\evil.invalid", "///evil.invalid",
             "javascript:alert(1)", "\t//evil.invalid", "http:evil.invalid", "/%09/evil.invalid"]  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere(address, manager, as_):
    """By `next` at sign-in and in forms, and by where a request says that it comes from."""
    visit = VisitFactory(client=ClientFactory(owner=manager), left=True)
    answers = [
        Client().post(f"{LOGIN}?next={address}", {"login": "manager", "password": PASSWORD}),
        Client().post(LOGIN, {"login": "manager", "password": PASSWORD, "next": address}),
        Client().post(reverse("set_language"), {"language": "en", "next": address}),
        Client().post(reverse("set_language"), {"language": "en"}, headers={"Referer": f"http://testserver{address}"}),
        Client().get(reverse("profile"), headers={"Referer": address}),
        as_(manager).post(reverse("visit-comments", args=[visit.pk]), {"body": "x", "next": address}),
        as_(manager).post(reverse("account_logout"), {"next": address}),
    ]
    cache.clear()
    for answer in answers:
        to = answer.headers.get("Location", "/")
        assert to.startswith("/"), to
        assert not to.startswith(("//", "/\\", "/\t")), to


def test_a_forged_host_is_in_no_answer(settings, manager, as_):
    settings.ALLOWED_HOSTS = ["crm.example.com"]
    assert as_(manager).get("/", headers={"Host": "evil.invalid"}).status_code == 400
    answer = as_(manager).get("/profile/", headers={"Host": "crm.example.com", "X-Forwarded-Host": "evil.invalid"})
    assert b"evil.invalid" not in answer.content


def test_a_body_too_large_is_refused_before_it_is_read(settings, manager, as_):
    """Files too: nobody's disk fills up with what no form takes, whether they have signed in or not."""
    settings.BODY_LIMIT = 2000
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    for browser in (Client(), as_(manager)):
        large = SimpleUploadedFile("x.bin", b"x" * 4000)
        answer = browser.post(LOGIN, {"login": "manager", "file": large})
        assert answer.status_code == 413
        assert "larger than this page takes" in answer.content.decode()
    assert Client().post(LOGIN, {"login": "manager", "password": PASSWORD}).status_code == 302
