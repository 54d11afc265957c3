"""What the database reads for a page does not grow with what a person may see.

Asked of PostgreSQL itself (EXPLAIN ANALYZE) on 20,000 visits: a manager has 500 clients and 5,000 visits, a lead's
team 1,000 and 10,000. A list shows 25 rows; a plan that collects, sorts or walks all that a person may see reads more
than is allowed here. Search and rare filters are measured at a million visits (docs/performance.md): of tables of this
size PostgreSQL rightly reads some whole, the clients among them.
"""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client as WebClient
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import Team, User
from bench.fill import fill
from bench.measure.plans import explain, rows_read, scans
from bench.sizes import Size
from core.queries import FirstToHand
from crm.factories import ClientFactory
from crm.models import Client, Department
from visits.factories import PromiseFactory, VisitFactory
from visits.models import Visit

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("plans")]

SIZE = Size("plans", clients=2_000, managers=4, team_size=2)
MOST_READ = 700  # rows, by one query
FEW = ("accounts_user", "accounts_team", "accounts_team_leads", "crm_industry", "crm_competitor", "django_session")

LISTS = (
    "/", "/clients/", "/clients/?order=file", "/clients/?mine=1", "/visits/", "/visits/?owner=all",
    "/visits/?when=past", "/visits/?when=upcoming", "/visits/?state=to_record", "/promises/", "/promises/?owner=all",
    "/promises/?owner=all&state=late", "/notifications/",
)  # fmt: skip


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, User]]:
    """The rows for both tests, in a transaction that ends with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill(SIZE, today=timezone.localdate())
        newcomer = UserFactory(username="newcomer", team=Team.objects.get(name="Team 0"))
        for _n in range(3):
            client = ClientFactory(owner=newcomer)
            PromiseFactory(client=client, visit=VisitFactory(client=client))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield {name: User.objects.get(username=name) for name in ("manager0", "lead0", "admin", "newcomer")}
        transaction.set_rollback(True)


@pytest.fixture
def people(filled: dict[str, User], db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, User]:
    monkeypatch.setattr("core.prepared.is_free", lambda _connection: True)  # by the plans kept, as outside of tests
    return copy.deepcopy(filled)


def counted(node: dict[str, Any]) -> bool:
    """Whether a scan is one of a table that grows."""
    table = node["Relation Name"]
    return table not in FEW and (table, node["Node Type"]) != ("crm_client", "Seq Scan")


def plans_of(browser: WebClient, path: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return each query of a page with its scans, as they were run."""
    asked: list[tuple[str, Any]] = []

    def keeping(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "EXECUTE")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keeping):
        assert browser.get(path).status_code == 200, path
    return [(sql, list(filter(counted, scans(explain(sql, params))))) for sql, params in asked]


def test_what_a_page_reads_is_bounded_for_everybody(people: dict[str, User], as_: Callable[[User], WebClient]) -> None:
    client = Client.objects.filter(owner=people["manager0"]).order_by("pk").first()
    assert client is not None
    visit = Visit.objects.filter(client=client, state="accepted").first()
    assert visit is not None
    of_one = (f"/clients/{client.pk}/", f"/clients/{client.pk}/chart/", f"/visits/{visit.pk}/",
              f"/visits/?client={client.pk}", f"/promises/?client={client.pk}")  # fmt: skip
    too_much = []
    for name, user in people.items():
        for path in (*LISTS, *(() if name == "newcomer" else of_one)):
            for sql, nodes in plans_of(as_(user), path):
                read = sum(rows_read(node) for node in nodes)
                if read > MOST_READ:
                    by = [node.get("Index Name", node["Node Type"]) for node in nodes]
                    too_much.append(f"{name} {path}: {read:.0f} rows by {by} for {sql[sql.index(' FROM ') :][:200]}")
    assert not too_much, "\n".join(too_much)


def test_a_leads_list_goes_through_an_index_for_each_reason(
    people: dict[str, User], as_: Callable[[User], WebClient]
) -> None:
    wanted = {
        "/visits/": {"visit_by_owner", "visit_by_client_owner", "visit_by_team", "visit_by_client_team"},
        "/promises/?owner=all": {
            f"promise_open_by_{name}" for name in ("owner", "client_owner", "team", "client_team")
        },
        "/clients/": {"client_by_team"},
        "/": {"record_contact_by_client_owner"},
    }
    for path, indexes in wanted.items():
        used = {node.get("Index Name") for _sql, nodes in plans_of(as_(people["lead0"]), path) for node in nodes}
        assert indexes <= used, path


def test_a_surname_is_looked_for_in_its_stretch_of_the_alphabet(
    people: dict[str, User], as_: Callable[[User], WebClient]
) -> None:
    """Whoever looks for 王: PostgreSQL took them for spread over all names, and walked those before them."""
    too_much = []
    for name, user in people.items():
        if name == "newcomer":  # has nobody called so, and is asked for the rest as well
            continue
        for sql, nodes in plans_of(as_(user), f"/clients/people/?q={quote('王')}"):
            read = sum(rows_read(node) for node in nodes if node["Relation Name"] == "crm_person")
            if read > MOST_READ:
                too_much.append(f"{name}: {read:.0f} rows for {sql[sql.index(' FROM ') :][:200]}")
    assert not too_much, "\n".join(too_much)


@pytest.mark.usefixtures("people")
def test_a_run_that_most_names_hold_is_not_taken_for_rare() -> None:
    """Or at a million visits a list finds and sorts all that hold it, instead of walking to the first page's end."""
    (plan,) = json.loads(Client.objects.found_by("有限公司").explain(format="json"))
    assert plan["Plan"]["Plan Rows"] > SIZE.clients / 4


@pytest.mark.usefixtures("people")
def test_a_word_that_no_department_has_does_not_read_them_all() -> None:
    """Told that a few would do, PostgreSQL read the table from its start until they came by, which was never."""
    held = Department.objects.found_by("鹢").values("pk")
    plan = Department.objects.filter(pk__any_of=FirstToHand(held, most=5)).explain(analyze=True, format="json")
    read = sum(map(rows_read, scans(json.loads(plan)[0]["Plan"])))
    assert read < MOST_READ < Department.objects.count()
