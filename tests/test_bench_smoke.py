"""The benchmark's filling is whole and goes on after an interruption; its measuring measures."""

import datetime
import hashlib
import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test import Client as WebClient

from accounts.models import User
from bench import fill as filling
from bench.measure import report
from bench.measure.browser import Answer, Browser, fields_of, parts_of
from bench.measure.figures import Effort, measure
from bench.measure.pages import LIST, POST, Page, plan_fields
from bench.measure.rate import TURNS, rates
from bench.sizes import SIZES, Size
from config.paths import BASE_DIR
from core.names import sort_key
from crm.models import Client, FormerName, Person
from visits.models import Promise, Reminder, Visit, VisitRecord

TINY = Size("tiny", clients=80, managers=4, team_size=2)
TODAY = datetime.date(2026, 11, 23)
OURS = {"accounts", "crm", "visits"}


class DirectBrowser(Browser):
    """A browser without a socket."""

    def __init__(self, client: WebClient | None = None) -> None:
        super().__init__(port=0)
        self.client = client

    def copy(self) -> "DirectBrowser":
        return DirectBrowser(self.client)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        if self.client is None:
            return Answer(200, b"<p>floor</p>")
        response = self.client.generic(method, path, data=body or b"", headers=headers)
        return Answer(response.status_code, response.content, response.headers.get("Location", ""))


@pytest.fixture
def filled(db: None) -> None:
    filling.fill(TINY, today=TODAY)


@pytest.mark.django_db
def test_filling_goes_on_after_an_interruption_and_then_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "CHUNK", 30)
    filling.fill(TINY, today=TODAY)
    counts = {Client: 80, Person: 240, Visit: 800, User: 4 + 2 + 1}
    assert {model: model.objects.count() for model in counts} == counts
    with connection.cursor() as cursor:  # as if killed before the last chunk of people
        cursor.execute("UPDATE bench_mark SET done = 210 WHERE step = 'people'")
    Person.objects.filter(pk__gte=_id(6, 210)).delete()
    said: list[str] = []
    filling.fill(TINY, today=TODAY + datetime.timedelta(days=3), say=said.append)
    assert len(said) == 1
    assert said[0].startswith("people ")
    assert Person.objects.count() == 240
    assert filling.seconds_taken()["people"] > 0


@pytest.mark.usefixtures("filled")
def test_every_key_points_to_a_row() -> None:
    """Nothing checks foreign keys while triggers are off, so all of them are checked here."""
    loose = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if model._meta.app_label not in OURS or not isinstance(field, ForeignKey) or model._meta.proxy:
                continue
            rows = f'FROM "{model._meta.db_table}" AS a WHERE "{field.column}" IS NOT NULL'
            found = f'SELECT 1 FROM "{field.related_model._meta.db_table}" AS b'  # noqa: S608  names of our own models
            same = f'b."{field.target_field.column}" = a."{field.column}"'
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) {rows} AND NOT EXISTS ({found} WHERE {same})")
                if count := cursor.fetchone()[0]:
                    loose.append((model.__name__, field.name, count))
    assert loose == []


@pytest.mark.usefixtures("filled")
def test_what_is_filled_is_like_what_people_make() -> None:
    for client in Client.objects.all()[:20]:
        assert client.sort_key == sort_key(client.name)
    for person in Person.objects.all()[:20]:
        assert person.sort_key == sort_key(person.name, is_person=True)
    assert Client.objects.found_by(Client.objects.get(pk=_id(4, 0)).name[:2]).exists()
    for former in FormerName.objects.select_related("client")[:20]:
        initials = "".join(part[0] for part in former.client.sort_key.split())
        for typed in (former.name[1:6], initials[1:5], former.client.phone[-6:]):
            assert Client.objects.found_by(typed).filter(pk=former.client_id).exists(), typed
    assert Visit.objects.filter(client=_id(4, 0)).count() == 50
    assert VisitRecord.objects.exclude(submitted_at=None).filter(reviewed_at=None).exists()
    assert Promise.objects.open().exists()
    assert Reminder.objects.exists()
    lead = User.objects.get(username="lead0")
    assert Client.objects.visible_to(lead).count() == 40


@pytest.mark.usefixtures("filled")
def test_a_page_is_measured_with_its_parts_for_each_person(as_: Callable[[User], WebClient]) -> None:
    effort = Effort(requests=2, seconds=0)
    for username in ("manager0", "lead0", "admin"):
        browser = DirectBrowser(as_(User.objects.get(username=username)))
        figures = measure(Page("clients", LIST, "/clients/"), "/clients/", username, browser, DirectBrowser(), effort)
        assert figures.requests == 2
        assert figures.median > 0
        assert figures.bytes > 1000


class PostsKept(Browser):
    """Answers with a form and takes it, without a server; keeps who asked how."""

    def __init__(self) -> None:
        super().__init__(port=0)
        self.asked: list[tuple[str, bool]] = []  # method, and whether one of the eight connections asked

    def copy(self) -> "PostsKept":
        return self

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        self.asked.append((method, threading.current_thread() is not threading.main_thread()))
        return Answer(302, b"", "/") if method == "POST" else Answer(200, b'<input name="new_id" value="1">')


def test_a_posts_rate_is_measured_beside_the_floors_own_insert() -> None:
    page, floor = PostsKept(), PostsKept()
    measure(Page("plan", POST, "/new/"), "/new/", "manager", page, floor, Effort(requests=2, seconds=0.04))
    for side in (page, floor):
        assert {method for method, at_once in side.asked if at_once} == {"POST"}


FLOOR = "da74e64e24c52e2f"  # digest of bench/floor


def test_the_floor_stays_as_it_is() -> None:
    """Figures of before mean nothing beside another floor.

    A change needs an ADR that says why and what it made of the figures (docs/adr/0013-the-floor.md), then the digest.
    """
    found = hashlib.sha256()
    for path in sorted((BASE_DIR / "bench" / "floor").glob("*.*")):
        found.update(f"{path.name}\n".encode() + path.read_bytes())
    assert found.hexdigest()[:16] == FLOOR


def test_eight_connections_take_turns_with_the_floor() -> None:
    seen: list[str] = []

    def refuse(_browser: Browser) -> None:
        raise ValueError("Not this one.")

    sides = [(lambda _b: seen.append("page"), DirectBrowser()), (lambda _b: seen.append("floor"), DirectBrowser())]
    assert all(rate > 0 for rate in rates(sides, 0.04))
    turns = [name for name, _same in itertools.groupby(seen)]
    assert turns == ["page", "floor"] * TURNS
    assert rates(sides, 0) == [0, 0]
    with pytest.raises(ValueError, match="Not this one"):
        rates([(refuse, DirectBrowser())], 0.04)


def test_parts_are_those_that_load_by_themselves() -> None:
    page = (
        b'<div hx-get="/a/" hx-trigger="load"></div><div hx-get="/b/" hx-trigger="click"></div>'
        b'<div hx-get="/c/" hx-trigger="change, load delay:1s"></div><form hx-get="/d/"></form>'
    )
    assert parts_of(page) == ["/a/", "/c/"]


def test_each_posted_plan_is_another_visit() -> None:
    fields = fields_of(b'<input name="new_id" value="1"><input type="radio" name="kind" value="x"><textarea name="t">')
    assert fields == {"new_id": "1", "t": ""}
    assert plan_fields(fields)["new_id"] != plan_fields(fields)["new_id"]


def _id(kind: int, number: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT bench_id(%s, %s)", [kind, number])
        return cursor.fetchone()[0]


def test_a_page_that_asks_more_at_another_size_is_named(tmp_path) -> None:
    def row(queries: int) -> dict[str, Any]:
        return {"page": "search", "person": "lead", "queries": queries}

    assert report.unequal([row(4)], tmp_path, "small", SIZES) is None
    report.keep(tmp_path, "small", "1", {"rows": [row(4)]})
    assert report.unequal([row(4)], tmp_path, "medium", SIZES) == []
    assert report.unequal([row(5)], tmp_path, "medium", SIZES) == ["search (lead): 5, small 4"]
