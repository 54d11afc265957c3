"""No word that people wrote reaches a log: canaries are sent through forms, addresses and errors."""

import contextlib
import io
import json
import logging
import re
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.db import DataError, connection, transaction
from django.http import HttpRequest
from django.test import Client as Browser
from django.urls import reverse

from config.celery import app
from core.logs import logging_settings, request_id, working_for
from crm.factories import ClientFactory
from crm.models import Client
from visits.factories import PromiseFactory, VisitFactory

CANARY = "Kanarienvogel金丝雀"


@contextlib.contextmanager
def writing(form):
    """All that a real handler writes meanwhile, at INFO, in one form."""
    made = logging.config.DictConfigurator(logging_settings(form, "INFO"))
    formatter = made.configure_formatter(made.config["formatters"][form])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter)
    handler.addFilter(made.configure_filter(made.config["filters"]["context"]))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture(params=["line", "json"])
def logged(request):
    with writing(request.param) as stream:
        yield stream


@pytest.fixture
def logged_twice():
    """Both forms of the same doings."""
    with writing("line") as lines, writing("json") as objects:
        yield lines, objects


def test_what_people_write_is_in_no_log(world, logged_twice):
    client = ClientFactory(owner=world.manager, name=f"{CANARY} Ltd")
    visit, promise = VisitFactory(client=client, owner=world.manager), PromiseFactory(client=client)
    browser = Browser(raise_request_exception=False)
    nobody = Browser(raise_request_exception=False)
    nobody.post("/accounts/login/", {"login": CANARY, "password": CANARY})
    nobody.get(f"/{CANARY}/?q={CANARY}", HTTP_REFERER=f"http://testserver/?q={CANARY}")
    nobody.get(reverse("account_reset_password_from_key", args=["abc", f"key-{CANARY}"]))
    nobody.get("/livez", HTTP_X_REQUEST_ID=CANARY)
    browser.force_login(world.manager)
    texts = dict.fromkeys(
        ("name", "text", "body", "purpose", "success", "note", "notes", "summary", "other_name", "place", "comment"),
        CANARY,
    )
    from tests.urlconf import addresses  # noqa: PLC0415  reads the URLconf when called

    posted = 0
    for address in list(addresses()):
        keys = re.findall(r"<(?:(\w+):)?(\w+)>", address.route)
        if address.route.startswith("admin/") or len(keys) > 1 or not address.name or "logout" in address.name:
            continue
        for row in (client, visit, promise) if keys else (None,):
            try:
                url = reverse(address.name, kwargs={keys[0][1]: row.pk} if keys else {})
            except Exception:  # noqa: S112  of another kind: not this row's address
                continue
            browser.post(url, {**texts, "version": "1"})
            browser.get(url, {"q": CANARY, "text": CANARY})
            posted += 1
    assert posted > 60
    for stream in logged_twice:
        said = stream.getvalue()
        assert said.count("\n") > 2 * posted * 0.8
        assert CANARY not in said
        assert CANARY.encode("unicode_escape").decode() not in said
        assert "%E9%87%91" not in said


def test_the_words_of_an_error_are_not_logged_but_its_places_are(world, logged, as_, monkeypatch):
    def broken(request: HttpRequest) -> None:
        client = ClientFactory(owner=world.manager, name=CANARY)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT %s::integer", [client.name])
        except DataError as error:
            raise RuntimeError(f"about {CANARY}") from error

    from visits.views import today  # noqa: PLC0415

    monkeypatch.setattr(today, "render", lambda *a, **k: broken(a[0]))
    browser = as_(world.manager)
    browser.raise_request_exception = False
    assert browser.get("/").status_code == 500
    said = logged.getvalue()
    assert "RuntimeError" in said
    assert "22P02" in said
    assert "test_logs.py" in said
    assert CANARY not in said
    assert str(Client.objects.count()) == "1"


def test_lines_say_who_and_which_request_and_what_view(world, logged, as_):
    as_(world.manager).get("/clients/", headers={"X-Request-ID": "abcdefgh-1234"})
    (line,) = [line for line in logged.getvalue().splitlines() if "client-list" in line]
    if line.startswith("{"):
        found = json.loads(line)
        assert (found["request"], found["user"]) == ("abcdefgh-1234", str(world.manager.pk))
        assert (found["method"], found["view"], found["status"]) == ("GET", "client-list", 200)
        assert found["ms"] >= 0
    else:
        assert f"[abcdefgh-1234 {world.manager.pk}] GET client-list 200" in line
    assert world.manager.name not in line
    assert world.manager.username not in line


def test_probes_are_silent_while_all_is_well(db, logged, client):
    client.get("/livez")
    client.get("/readyz")
    assert "livez" not in logged.getvalue()
    assert "readyz" not in logged.getvalue()


def test_a_task_carries_the_id_of_the_request_that_asked(logged, request):
    """Through the real broker: the message has the id, and what runs it says it."""
    seen = []
    queue = f"test-logs-{uuid.uuid4().hex}"  # the broker is one for all workers of the tests

    @app.task(name="test.seen")
    def seeing(word):
        seen.append(request_id())
        logging.getLogger("test").warning("working")
        raise ValueError(word)

    request.addfinalizer(lambda: app.tasks.pop("test.seen"))
    with app.connection_for_write() as connection_, connection_.channel() as channel:
        with working_for("of-a-request"):
            seeing.apply_async([CANARY], queue=queue, connection=connection_)
        message = channel.basic_get(queue, no_ack=True)
        channel.queue_delete(queue)
    headers = message.headers
    assert headers["request_id"] == "of-a-request"
    seeing.apply([CANARY], headers={"request_id": headers["request_id"]})
    seeing.apply([CANARY], task_id="0d4be1a6-4b3e-4e33-8c2d-3f2f2f2f2f2f")  # beat's: no request
    assert seen == ["of-a-request", "0d4be1a64b3e4e338c2d3f2f2f2f2f2f"]
    assert request_id() == "-"
    said = logged.getvalue()
    assert "of-a-request" in said
    assert "ValueError" in said
    assert CANARY not in said


def test_nobodys_name_is_asked_for_the_sake_of_a_line(world, as_, django_assert_num_queries):
    """A page without a person makes no query for its log line."""
    assert get_user_model().objects.count()
    with django_assert_num_queries(0):
        Browser().get("/livez")
