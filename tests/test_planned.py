"""A plan that PostgreSQL keeps finds the same rows, whatever becomes of the statement or its connection."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import Error, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.factories import UserFactory
from core import planned
from core.prepared import Keys, Prepared, Text
from crm.factories import ClientFactory
from crm.models import Client


def _own(user: object, pk: UUID) -> QuerySet[Client]:
    return Client.objects.visible_to(user).filter(pk=pk).only("name")


def kept() -> dict[str, int]:
    """Return how often each statement of ours that the connection knows ran by a plan for all values."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, generic_plans FROM pg_prepared_statements WHERE name LIKE 'rapport_%'")
        return dict(cursor.fetchall())


@pytest.fixture
def alone() -> Iterator[None]:
    """Give a connection that has prepared nothing, and leave none that has."""
    connection.close()
    yield
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_rows_are_found_whatever_becomes_of_the_statement(alone: None) -> None:
    mine, theirs = (ClientFactory(owner=UserFactory()) for _n in range(2))
    ask = Prepared(_own, planned=True)

    def each_finds_their_own() -> None:
        assert ask(mine.owner, mine.pk) == [mine]
        assert ask(theirs.owner, theirs.pk) == [theirs]
        assert ask(theirs.owner, mine.pk) == []

    with CaptureQueriesContext(connection) as asked:
        each_finds_their_own()
    assert {one["sql"].split("(")[0] for one in asked.captured_queries} == {f"EXECUTE {next(iter(kept()))}"}
    assert list(kept().values()) == [3]

    connection.close()  # as after ten minutes, or when the server has restarted
    each_finds_their_own()
    assert list(kept().values()) == [3]

    for lost in ("DISCARD ALL", "DEALLOCATE ALL"):  # as somebody between us and the server may say
        with connection.cursor() as cursor:
            cursor.execute(lost)
            cursor.execute("SET plan_cache_mode = force_generic_plan")
        each_finds_their_own()
        assert list(kept().values()) == [2], "the first was asked plainly, then it was prepared again"

    connection.rapport_prepared = None, {}  # type: ignore[attr-defined]  # prepared by somebody else already
    each_finds_their_own()
    assert len(kept()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_column_changes_its_type_meanwhile(alone: None) -> None:
    """As an upgrade does it under the feet of those that still run."""
    row = Session.objects.create(session_key="one", session_data="x", expire_date=timezone.now())
    ask = Prepared(lambda key: Session.objects.filter(session_key=key), planned=True)
    assert ask(Text("one")) == [row]
    with connection.cursor() as cursor:
        try:
            cursor.execute("ALTER TABLE django_session ALTER session_data TYPE varchar(1000)")
            assert ask(Text("one")) == [row]
            assert kept() == {}
            assert ask(Text("one")) == [row]
            assert list(kept().values()) == [1]
        finally:
            cursor.execute("ALTER TABLE django_session ALTER session_data TYPE text")


@pytest.mark.django_db(transaction=True)
def test_in_a_transaction_it_is_asked_plainly(alone: None) -> None:
    client = ClientFactory(owner=UserFactory())
    ask = Prepared(_own, planned=True)
    assert ask(client.owner, client.pk) == [client]
    with transaction.atomic(), CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        assert ask(client.owner, client.pk) == [client], "what the connection has lost costs no transaction"
    assert asked.captured_queries[-1]["sql"].startswith("SELECT")
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert ask(client.owner, client.pk) == [client]

    def wrong(pk: UUID) -> QuerySet[Client]:
        return Client.objects.filter(pk=pk).extra(where=["1 / (length(name) * 0) = 1"])

    with pytest.raises(Error, match="division by zero"):
        Prepared(wrong, planned=True)(client.pk)
    assert ask(client.owner, client.pk) == [client]


@pytest.mark.django_db
def test_a_connection_keeps_so_many_and_the_last_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.prepared.is_free", lambda _connection: True)
    monkeypatch.setattr("core.planned.MOST_KEPT", 2)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.rapport_prepared = None, {}  # type: ignore[attr-defined]
    client = ClientFactory(owner=UserFactory(), tier="A")
    asks: list[Callable[[Keys], list[Client]]] = [
        Prepared(lambda ids, tier=tier: Client.objects.filter(pk__any_of=ids, tier=tier), planned=True)
        for tier in ("A", "B", "C")
    ]
    first, second, third = (ask for ask in asks)
    ids = Keys([client.pk, uuid4()])
    assert first(ids) == [client]
    assert second(ids) == []
    assert first(ids) == [client]
    before = kept()
    assert third(ids) == []
    assert first(ids) == [client]
    after = kept()
    assert len(before) == len(after) == 2
    assert {name for name in after if after[name] == 3} == before.keys() & after.keys()


def test_one_name_says_one_query() -> None:
    """So that it does no harm where others have prepared theirs on the same connection."""
    pk, other = uuid4(), uuid4()

    def named(sql: str, *parameters: tuple[int, object]) -> str:
        return planned.Statement(sql, parameters, [pk]).name

    names = {
        named("SELECT %s, %s", (0, None), (-1, "A")),
        named("SELECT %s, %s", (0, None), (-1, "B")),
        named("SELECT %s, %s", (-1, "A"), (0, None)),
        named("SELECT %s, %s", (0, None), (0, None)),
        planned.Statement("SELECT %s, %s", [(0, None), (0, None)], ["text"]).name,
    }
    assert len(names) == 5
    assert named("SELECT %s", (0, None)) == planned.Statement("SELECT %s", [(0, None)], [other]).name
    assert planned.Statement("SELECT '%%' || %s", [(0, None)], ["x"])._prepare.endswith("SELECT '%%' || $1")
