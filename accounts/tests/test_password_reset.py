import re
from unittest import mock

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
ASK = "/accounts/password/reset/"
NEW = "a-quite-new-secret"


@pytest.fixture
def wei():
    return UserFactory(username="wei", email="wei@example.com", name="王伟", language="zh-hans")


def link() -> str:
    return re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_the_whole_way(client, wei):
    before = Client()
    before.force_login(wei)
    assert client.post(ASK, {"email": "WEI@example.com"})["Location"] == "/accounts/password/reset/done/"
    assert [message.to for message in mail.outbox] == [["wei@example.com"]]
    first = client.get(link())
    assert first.status_code == 302
    assert first["Location"].endswith("-set-password/")  # the key does not stay in the address
    assert client.get(first["Location"]).status_code == 200
    done = client.post(first["Location"], {"password1": NEW, "password2": NEW})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.get("/profile/").status_code == 200
    assert before.get("/profile/").status_code == 302  # sessions from before are over
    wei.refresh_from_db()
    assert wei.check_password(NEW)
    again = Client().get(link(), follow=True)
    assert "This link does not work any more" in again.content.decode()


def test_mail_is_in_the_readers_language_and_names_no_host_of_the_request(client, wei, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(ASK, {"email": "wei@example.com"}, headers={"host": "evil.example", "accept-language": "en"})
    message = mail.outbox[0]
    assert "王伟" in message.body
    assert "evil.example" not in message.body
    assert settings.BASE_URL in message.body
    assert "wei" in message.body  # the sign-in name, for who forgot it


def test_nobody_learns_who_has_an_account(client, wei):
    known, unknown = client.post(ASK, {"email": "wei@example.com"}), client.post(ASK, {"email": "no@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_tells_nothing_either(client, wei, caplog):
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        assert client.post(ASK, {"email": "wei@example.com"}).status_code == 302
    assert "not sent" in caplog.text
    assert "wei@example.com" not in caplog.text


def test_who_is_switched_off_gets_no_mail(client, wei):
    wei.is_active = False
    wei.save(update_fields=["is_active"])
    assert client.post(ASK, {"email": "wei@example.com"}).status_code == 302
    assert not mail.outbox


def test_a_changed_address_kills_the_link(client, wei):
    client.post(ASK, {"email": "wei@example.com"})
    type(wei).objects.filter(pk=wei.pk).update(email="new@example.com")
    assert "does not work" in client.get(link(), follow=True).content.decode()
    client.post(ASK, {"email": "wei@example.com"})
    assert len(mail.outbox) == 1  # and the old address gets none any more


def test_links_grow_old(client, wei):
    with time_machine.travel("2026-11-20 09:00 +08:00") as clock:
        client.post(ASK, {"email": "wei@example.com"})
        clock.shift(3 * 86400 + 60)
        assert "does not work" in client.get(link(), follow=True).content.decode()


def test_asking_is_throttled(client, wei):
    for _ in range(5):
        assert client.post(ASK, {"email": "wei@example.com"}).status_code == 302
    assert client.post(ASK, {"email": "wei@example.com"}).status_code == 429
    assert len(mail.outbox) == 5


def test_another_persons_link_signs_the_present_one_out(wei):
    other = UserFactory(username="li")
    browser = Client()
    browser.force_login(other)
    browser.post(ASK, {"email": "wei@example.com"})
    form = browser.get(link())["Location"]
    browser.get(form)
    assert "_auth_user_id" not in browser.session
    browser.post(form, {"password1": NEW, "password2": NEW})
    assert browser.session["_auth_user_id"] == str(wei.pk)
