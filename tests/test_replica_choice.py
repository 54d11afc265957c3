"""Which reads may go to a replica. With a real replica: tests/test_scale_out.py."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError

from accounts.models import User
from core import replica
from core.replica import EVERYTHING, PRIMARY, ReadFromReplica, Reading, Replicas, Router, position_in
from crm.models import Client


class Clock:
    """A time of its own, and where primary and replica are at that time."""

    def __init__(self) -> None:
        self.now, self.primary, self.at = 1000.0, 100, {"replica1": 100}
        self.asked: list[str] = []

    def monotonic(self) -> float:
        return self.now

    def ask(self, alias: str, question: str) -> int:
        self.asked.append(alias)
        if alias == PRIMARY:
            return self.primary
        if self.at[alias] is None:
            raise OperationalError("gone")
        return self.at[alias]


@pytest.fixture
def clock(monkeypatch, settings):
    settings.REPLICAS, settings.REPLICA_LAG = ["replica1"], 5.0
    clock = Clock()
    monkeypatch.setattr(replica.time, "monotonic", clock.monotonic)
    monkeypatch.setattr(replica, "_asked", clock.ask)
    monkeypatch.setattr(replica, "_replayed", lambda alias: clock.ask(alias, ""))
    return clock


def test_a_replica_must_hold_what_the_browser_wrote(clock):
    clock.primary = clock.at["replica1"] = 100
    known = Replicas()
    assert known.choose(100) == "replica1"
    assert known.choose(101) == PRIMARY
    assert known.choose(0) == "replica1"  # and it is not left alone for that


def test_a_replica_may_be_behind_for_so_long_and_no_longer(clock):
    known = Replicas()
    assert known.choose(0) == "replica1"
    for passed in range(1, 6):  # the primary goes on, the replica stands still
        clock.now, clock.primary = 1000.0 + passed, 100 + passed
        assert known.choose(0) == "replica1", passed
    clock.now = 1005.1
    assert known.choose(0) == PRIMARY
    clock.at["replica1"] = 106
    assert known.choose(0) == PRIMARY  # it rests
    clock.now = 1006.2
    assert known.choose(0) == "replica1"


def test_a_replica_that_was_promoted_is_none(clock):
    clock.primary, clock.at["replica1"] = 0, -1
    assert Replicas().choose(0) == PRIMARY


def test_a_replica_that_is_gone_is_left_alone_then_tried_by_one_request(clock):
    known = Replicas()
    clock.at["replica1"] = None
    assert known.choose(0) == PRIMARY
    clock.asked.clear()
    assert known.choose(0) == PRIMARY
    assert clock.asked == []
    clock.now += replica.REST_SECONDS + 0.1
    assert known.choose(0) == PRIMARY
    assert "replica1" in clock.asked
    clock.asked.clear()
    assert known.choose(0) == PRIMARY  # that request failed, so the next waits again
    assert clock.asked == []
    clock.now += replica.REST_SECONDS + 0.1
    clock.at["replica1"] = clock.primary
    assert known.choose(0) == "replica1"
    assert known.choose(0) == "replica1"


def test_of_several_one_that_will_do_is_taken(clock, settings):
    settings.REPLICAS = ["replica1", "replica2", "replica3"]
    clock.at = {"replica1": None, "replica2": 3, "replica3": 100}
    assert {Replicas().choose(0) for _ in range(20)} == {"replica3"}


def test_no_request_no_replica(clock):
    assert Router().db_for_read(Client) == PRIMARY
    assert clock.asked == []


@pytest.mark.django_db(transaction=True)
def test_who_may_come_in_is_never_read_from_a_replica(clock, monkeypatch):
    monkeypatch.setattr(replica, "replicas", Replicas())
    token = replica._current.set(Reading(written=0, may_use_replica=True))
    try:
        router = Router()
        assert router.db_for_read(User) == router.db_for_read(Session) == PRIMARY
        assert clock.asked == []  # so a page that needs nothing else asks no replica
        assert router.db_for_read(Client) == "replica1"
        router.db_for_write(Session)
        assert router.db_for_read(Client) == "replica1"
        assert router.db_for_write(Client) == PRIMARY
        assert router.db_for_read(Client) == PRIMARY  # from the first write on
    finally:
        replica._current.reset(token)


@pytest.mark.django_db
def test_a_transaction_reads_what_it_has_written(clock, monkeypatch):
    monkeypatch.setattr(replica, "replicas", Replicas())
    token = replica._current.set(Reading(written=0, may_use_replica=True))
    try:
        assert Router().db_for_read(Client) == PRIMARY  # the test itself is one
    finally:
        replica._current.reset(token)


@pytest.mark.parametrize("cookie", ["", "x", "-1", "1.5", "٣", "9" * 21])
def test_a_cookie_that_is_none(cookie):
    assert position_in(cookie) == 0


def test_a_cookie_of_the_greatest_position():
    assert position_in("42") == 42
    assert position_in(str(EVERYTHING)) == position_in("9" * 20) == EVERYTHING


def test_without_replicas_there_is_nothing_to_decide(settings):
    assert settings.REPLICAS == []
    with pytest.raises(MiddlewareNotUsed):
        ReadFromReplica(lambda request: None)


def test_apps_that_keep_to_the_primary_exist(settings):
    assert {app.label for app in apps.get_app_configs()} >= settings.PRIMARY_ONLY
