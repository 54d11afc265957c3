from unittest import mock

import pytest
import time_machine
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisGone

from accounts.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
LOGIN = "/accounts/login/"


@pytest.fixture
def wei():
    return UserFactory(username="wei", email="wei@example.com")


def attempt(client, login="wei", password="wrong-password", **extra):  # noqa: S107
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def errors(response) -> str:
    return " ".join(response.context["form"].non_field_errors())


def test_five_wrong_then_wait(client, wei):
    with time_machine.travel("2026-11-23 09:00 +08:00", tick=False) as clock:
        for _ in range(5):
            assert "do not match" in errors(attempt(client))
            clock.shift(10)
        throttled = attempt(client, password=PASSWORD)  # the right one, too late
        assert "Too many tries. Wait 5 minutes" in errors(throttled)
        clock.shift(200)
        assert "Wait 1 minute," in errors(attempt(client, password=PASSWORD))
        clock.shift(51)
        assert attempt(client, password=PASSWORD).status_code == 302


def test_others_come_in_from_the_same_address(client, wei):
    UserFactory(username="li")
    for _ in range(8):
        attempt(client)
    assert attempt(client, "li", PASSWORD).status_code == 302


def test_the_account_comes_in_from_elsewhere(client, wei):
    """Who tries on somebody's account locks themselves out, not the person."""
    for _ in range(8):
        attempt(client, REMOTE_ADDR="192.0.2.7")
    assert attempt(client, password=PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_name_mail_and_case_count_together(client, wei):
    for typed in ("wei", "WEI", "wei@example.com", "Wei@Example.com", " wei "):
        attempt(client, typed)
    assert "Too many tries" in errors(attempt(client, "wei", PASSWORD))


def test_unknown_names_are_counted_alike(client):
    for _ in range(5):
        assert "do not match" in errors(attempt(client, "nobody"))
    assert "Too many tries" in errors(attempt(client, "nobody"))


def test_one_address_may_not_go_through_all_names(client, wei):
    with time_machine.travel("2026-11-23 09:00 +08:00", tick=False) as clock:
        for n in range(30):
            attempt(client, f"name{n}")
        assert "Too many tries" in errors(attempt(client, "wei", PASSWORD))
        assert attempt(client, password=PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302
        client.logout()
        clock.shift(301)
        assert attempt(client, "wei", PASSWORD).status_code == 302


def test_many_addresses_may_not_go_through_all_passwords(client, wei):
    for n in range(30):
        attempt(client, REMOTE_ADDR=f"192.0.2.{n}")
    assert "Too many tries" in errors(attempt(client, password=PASSWORD, REMOTE_ADDR="198.51.100.1"))


def test_right_passwords_are_not_counted(client, wei):
    for _ in range(10):
        assert attempt(client, password=PASSWORD).status_code == 302
        client.logout()


def test_a_claimed_address_is_no_way_around(client, wei):
    for n in range(6):
        last = attempt(client, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    assert "Too many tries" in errors(last)


def test_behind_our_proxy_its_word_counts(client, wei, settings):
    """With one proxy of ours, the last address in the header is its word; what stands before is a claim."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(6):
        last = attempt(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 192.0.2.7")
    assert "Too many tries" in errors(last)
    other = attempt(client, password=PASSWORD, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.8")
    assert other.status_code == 302


def test_sixty_posts_a_minute_are_no_person(client, wei):
    with time_machine.travel("2026-11-23 09:00 +08:00", tick=False):
        for _ in range(60):
            client.post(LOGIN, {"login": ""})
        response = client.post(LOGIN, {"login": ""})
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Too many tries" in response.content.decode()


def test_redis_gone_everybody_comes_in(client, wei, caplog):
    """An outage costs throttling, never a page."""
    with mock.patch.object(type(cache._cache), "get_client", side_effect=RedisGone):
        assert "do not match" in errors(attempt(client))
        assert attempt(client, password=PASSWORD).status_code == 302
        assert client.get("/profile/").status_code == 200
    assert "cache is away" in caplog.text


def test_the_sentence_in_chinese(client, wei):
    for _ in range(6):
        last = attempt(client, HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert last["Content-Language"] == "zh-hans"
