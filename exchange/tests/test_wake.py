"""What a page asks for reaches the workers' queue; where Redis is gone the page answers all the same, and soon."""

import logging
import time
from functools import partial

import pytest
from celery import current_app

from exchange import tasks


def test_a_page_calls_the_workers_of_this_house(client, live_redis_only):
    client.get("/livez")  # the web loads its addresses, as gunicorn does
    assert current_app.main == "rapport"
    with current_app.connection_for_write() as connection, connection.channel() as channel:
        channel.queue_purge("celery")
        tasks._send()
        message = channel.basic_get("celery", no_ack=True)
    assert message.headers["task"] == "exchange.work"


@pytest.fixture
def live_redis_only(socket_enabled):
    """The broker is the tests' own Redis, behind a socket file."""


def test_a_redis_that_is_gone_holds_no_page_up(client, monkeypatch, tmp_path, caplog):
    client.get("/livez")
    began = time.monotonic()
    with current_app.connection_for_write(url=f"redis+socket://{tmp_path}/gone.sock") as gone:
        monkeypatch.setattr(tasks.work, "apply_async", partial(tasks.work.apply_async, connection=gone))
        with caplog.at_level(logging.WARNING, logger="exchange.tasks"):
            tasks._send()
    assert time.monotonic() - began < 3
    assert "no worker could be called" in caplog.text
