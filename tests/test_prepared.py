"""Prepared queries find for each person what the plain ones find, and keep nobody's id; pages stay cheap to make.

Both on one small filled database: four managers in two teams, a lead of each, an admin.
"""

import cProfile
import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.base import BaseHandler
from django.db.models import QuerySet
from django.test import Client as WebClient
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import User
from bench.fill import fill
from bench.measure.browser import parts_of
from bench.measure.pages import PAGES, PEOPLE
from bench.sizes import Size
from core.prepared import Keys, Prepared, Text, prepared
from core.search import sought
from crm.factories import ClientFactory
from crm.models import Client, Industry
from visits.models import Promise, Visit

pytestmark = pytest.mark.django_db

SIZE = Size("work", clients=200, managers=4, team_size=2)
# Function calls that Python may make for a page with its parts, of the dearest person: about twice what it takes now.
# It is the same on every machine. Raise one only knowingly: docs/performance.md says what calls are spent on.
MOST_CALLS = {
    "search": 40_000, "search, as one types": 35_000, "people": 70_000, "clients, two characters": 60_000,
    "today": 55_000, "clients, first": 60_000, "clients, deep": 60_000, "client": 75_000, "chart": 45_000,
    "visits": 40_000, "visit": 60_000, "promises": 60_000, "promises, everyone's": 80_000, "review": 60_000,
    "handbook": 35_000, "notifications": 80_000,
}  # fmt: skip


@pytest.fixture
def people() -> dict[str, User]:
    fill(SIZE, today=timezone.localdate())
    return {user.username: user for user in User.objects.filter(is_active=True)}


@pytest.fixture
def addresses(people: dict[str, User]) -> dict[str, str]:
    client = Client.objects.filter(owner=people["manager0"]).order_by("pk")[0]
    visit = Visit.objects.filter(client=client, state="accepted")[0]
    return {page.name: page.path.format(client=client.pk, visit=visit.pk) for page in PAGES if page.kind != "post"}


def test_everybody_is_shown_what_the_plain_query_finds(
    people: dict[str, User],
    addresses: dict[str, str],
    as_: Callable[[User], WebClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: set[str] = set()
    plain = Prepared.__call__
    monkeypatch.setattr("core.prepared.is_free", lambda _connection: True)  # by the plans kept, as outside of tests
    # What is typed is cut into words, whose number and nature decide the SQL: each of these another.
    searches = [f"{reverse('find')}?{urlencode({'q': word})}" for word in ("王", "精密机械", "华 精密", "2027")]
    industry, owner = Industry.objects.filter(client__isnull=False)[0].pk, people["manager0"].pk
    searches += [
        f"{reverse('client-list')}?industry={industry}",
        f"{reverse('client-list')}?tier=A&owner={owner}&tag={industry}&mine=1&q=华",
        f"{reverse('client-list')}?archived=1",
        f"{reverse('client-people')}?level=top&q=王",
        f"{reverse('client-people')}?left=1&soon=1&ending=1",
        f"{reverse('client-people')}?client={industry}",
    ]
    monkeypatch.setattr("visits.search_names.CANDIDATES", 3)
    searches.append(f"{reverse('find')}?recent=client:{Client.objects.all()[0].pk}")

    def compared(self: Prepared, *args: Any) -> list:
        found, rows = plain(self, *args), self.build(*args)
        same = found == list(rows) if rows.ordered else Counter(found) == Counter(rows)
        assert same, self.build.__qualname__
        asked.add(getattr(self, "__qualname__", ""))
        return found

    monkeypatch.setattr(Prepared, "__call__", compared)
    # Of a role, the second asks with what the first has worked out; so do lead and admin when they come again.
    for name in ("manager0", "manager1", "lead0", "lead1", "admin", "lead0", "admin"):
        for page, path in addresses.items():
            status = as_(people[name]).get(path).status_code
            assert status in (200, 404), (name, page)
    for name in ("manager0", "manager1", "lead0", "admin"):  # the second with what the first has worked out
        assert {as_(people[name]).get(path).status_code for path in searches} == {200}
    assert {"_of_day", "_unread", "_teams_and_led", "_people", "_seen"} <= asked
    assert {"_names", "_better", "_said", "visits_of", "_holding", "_opened_clients"} <= asked


def test_a_page_takes_no_more_calls_than_allowed(
    people: dict[str, User],
    addresses: dict[str, str],
    as_: Callable[[User], WebClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0
    answer = BaseHandler.get_response

    def counted(self: BaseHandler, request: Any) -> Any:
        nonlocal calls
        profile = cProfile.Profile()
        response = profile.runcall(answer, self, request)
        calls += sum(entry.callcount for entry in profile.getstats())
        return response

    monkeypatch.setattr(BaseHandler, "get_response", counted)
    too_many = []
    for who in PEOPLE.values():
        browser = as_(people[who])
        for page, most in MOST_CALLS.items():
            if page in ("promises, everyone's", "review") and who == "manager0":
                continue
            for _warm_up in range(2):
                calls = 0
                response = browser.get(addresses[page])
                if response.status_code == 404:
                    break
                for part in parts_of(response.content):
                    browser.get(part, headers={"HX-Request": "true"})
            if calls > most:
                too_many.append(f"{page} ({who}): {calls}")
    assert not too_many


def test_each_gets_their_own() -> None:
    mine, theirs = (ClientFactory(owner=UserFactory()) for _n in range(2))
    ask = Prepared(lambda user, pk: Client.objects.visible_to(user).filter(pk=pk))
    assert ask(mine.owner, mine.pk) == [mine]
    assert ask(theirs.owner, theirs.pk) == [theirs]
    assert ask(mine.owner, theirs.pk) == []
    assert len(ask._kept) == 1


def test_an_id_that_is_no_argument_is_refused() -> None:
    """The way somebody's rows could be shown to others: an id kept in the SQL."""
    someone = UserFactory()
    for build in (
        lambda user: Client.objects.filter(owner_id=someone.pk),
        lambda user: Client.objects.filter(owner_id__in=[someone.pk]),
        lambda user: Client.objects.filter(archived_at=timezone.now()),
        lambda user: Promise.objects.filter(due_on=datetime.date(2026, 11, 23)),
    ):
        with pytest.raises(ImproperlyConfigured):
            Prepared(build)(UserFactory())


def test_days_and_ids_that_are_changed_on_the_way_are_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        Prepared(lambda day: Promise.objects.filter(due_on=day + datetime.timedelta(days=1)))(timezone.localdate())
    with pytest.raises(ImproperlyConfigured):
        Prepared(lambda day: Visit.objects.filter(starts_at__date=day))(timezone.localdate())


def test_nothing_is_found_where_nothing_can_be() -> None:
    @prepared
    def none(user: User, pk: UUID) -> QuerySet[Client]:
        return Client.objects.filter(pk=pk).none()

    assert none(UserFactory(), uuid4()) == []
    assert none.__name__ == "none"


def test_a_text_and_none() -> None:
    client = ClientFactory(owner=UserFactory(), name="Hengxin")
    ask = Prepared(lambda name, tier: Client.objects.filter(name=name, **({} if tier is None else {"tier": tier})))
    assert ask(Text("Hengxin"), None) == [client]
    assert ask(Text("Other"), None) == []
    assert ask(Text("Hengxin"), "A") == ([client] if client.tier == "A" else [])
    assert len(ask._kept) == 2


def test_words_by_their_number_and_nature() -> None:
    client = ClientFactory(owner=UserFactory(), name="华兴精密 Hengxin 13800", other_name="")
    ask = Prepared(lambda asked: Client.objects.found_by(asked))
    for typed in ("华兴", "精密", "恒信"):
        assert ask(sought(typed)) == ([client] if typed in client.name else [])
    assert len(ask._kept) == 1
    for typed in ("兴精密", "华兴 heng", "heng 华兴", "13800"):
        assert ask(sought(typed)) == [client], typed
    assert ask(sought("密精兴")) == []
    assert ask(sought(" ")) == []
    assert len(ask._kept) == 5


def test_a_text_that_is_changed_on_the_way_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        Prepared(lambda name: Client.objects.filter(name__icontains=name))(Text("Hengxin"))


def test_ids_however_many() -> None:
    clients = ClientFactory.create_batch(3, owner=UserFactory())
    ask = Prepared(lambda ids: Client.objects.filter(pk__any_of=ids).order_by("sort_key", "id"))
    for few in (clients, clients[:1], []):
        assert {row.pk for row in ask(Keys(one.pk for one in few))} == {one.pk for one in few}
    assert len(ask._kept) == 1


def test_the_kind_kept_longest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.prepared.MOST_KINDS", 2)
    client = ClientFactory(owner=UserFactory(), tier="A")
    ask = Prepared(lambda tier: Client.objects.filter(tier=tier))
    for tier in ("A", "B", "C", "A"):
        assert ask(tier) == ([client] if tier == "A" else [])
    assert len(ask._kept) == 2


def test_who_leads_other_teams_is_another_kind() -> None:
    ask = Prepared(lambda user: Client.objects.visible_to(user))
    client = ClientFactory(owner=UserFactory())
    stranger = UserFactory()
    stranger.is_active = False
    assert ask(stranger) == []
    assert ask(client.owner) == [client]


class _Forgetful(dict[Any, Any]):
    """What another thread clears between two looks of this one."""

    def __contains__(self, key: object) -> bool:
        there = super().__contains__(key)
        self.clear()
        return there


def test_what_is_cleared_by_another_thread_is_worked_out_again(manager: User) -> None:
    client = ClientFactory(owner=manager)

    @prepared
    def mine(user: User) -> QuerySet[Client]:
        return Client.objects.visible_to(user)

    assert mine(manager) == [client]
    mine._kept = _Forgetful(mine._kept)
    assert mine(manager) == [client]
