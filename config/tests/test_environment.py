"""The environment is read strictly: each mistake is one line with its remedy."""

import ipaddress
import socket
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import environment


@pytest.mark.parametrize(
    ("host", "shown"), [("", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("crm.local", "crm.local"), ("::1", "[::1]")]
)
def test_a_link_names_the_address_listened_on(host, shown):
    assert environment.reachable_host(host) == shown


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  compared, not bound
def test_a_link_never_names_every_address(host, socket_enabled):
    own = ipaddress.ip_address(environment.reachable_host(host))
    assert not own.is_unspecified
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own_socket:
        own_socket.bind((str(own), 0))  # an address of this machine


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  compared, not bound
def test_without_a_network_a_link_names_this_machine(host, monkeypatch):
    def no_route(*_args):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(environment.socket, "socket", no_route)
    assert environment.reachable_host(host) == "127.0.0.1"


def test_demo_is_the_default_and_needs_no_database():
    assert environment.read_mode({}) == "demo"
    assert environment.read_mode({"RAPPORT_ENV": "production"}) == "production"


def test_own_database_needs_a_mode():
    with pytest.raises(ImproperlyConfigured, match="RAPPORT_ENV=production"):
        environment.read_mode({"DATABASE_URL": "postgres://db/x"})
    assert environment.read_mode({"DATABASE_URL": "postgres://db/x", "RAPPORT_ENV": "demo"}) == "demo"


def test_unknown_mode_is_refused():
    with pytest.raises(ImproperlyConfigured, match="demo or production"):
        environment.read_mode({"RAPPORT_ENV": "prod"})


@pytest.mark.parametrize(("raw", "expected"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", None)])
def test_flags(raw, expected):
    for default in (True, False):
        found = environment.read_flag({"X": raw}, "X", default=default)
        assert found is (default if expected is None else expected)


def test_database_url_with_every_part():
    address = "postgres://mi:p%40ss@db.example.com:5433/crm%20x?sslmode=require"  # not a secret: made up
    found = environment.parse_database_url(address)
    assert found == {
        "NAME": "crm x",
        "USER": "mi",
        "PASSWORD": "p@ss",
        "HOST": "db.example.com",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_url_over_a_socket():
    assert environment.parse_database_url("postgresql://%2Frun%2Fpostgresql/crm")["HOST"] == "/run/postgresql"


def test_pages_ask_for_plans_for_few_rows_unless_the_address_says_otherwise():
    address = "postgres://db/x?sslmode=require&options=-c%20jit%3Don"
    found = environment.for_few_rows(environment.parse_database_url(address))["OPTIONS"]
    assert found == {"sslmode": "require", "options": f"{environment.FEW_ROWS} -c jit=on"}
    assert environment.for_few_rows({"NAME": "x"}) == {"NAME": "x", "OPTIONS": {"options": environment.FEW_ROWS}}


def test_the_database_hears_how_its_rows_are_asked_for(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_parallel_workers_per_gather")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize("url", ["mysql://db/x", "postgres://db", "postgres://db/"])
def test_database_url_that_cannot_be_used(url):
    with pytest.raises(ImproperlyConfigured):
        environment.parse_database_url(url)


def test_the_address_of_a_replica_is_told_by_its_own_name():
    with pytest.raises(ImproperlyConfigured, match="RAPPORT_REPLICA_URL names no database"):
        environment.parse_database_url("postgres://replica/", "RAPPORT_REPLICA_URL")


def test_secret_is_made_once_and_is_private(tmp_path):
    first = environment.kept_secret(tmp_path / "new", "key")
    assert len(first) >= 50
    assert environment.kept_secret(tmp_path / "new", "key") == first
    assert stat.S_IMODE((tmp_path / "new" / "key").stat().st_mode) == 0o600


def test_empty_secret_is_made_anew(tmp_path):
    (tmp_path / "key").write_text("")
    assert len(environment.kept_secret(tmp_path, "key")) >= 50


@pytest.mark.parametrize(
    ("given", "whom"), [(None, "optional"), ("", "optional"), ("leads", "leads"), (" everyone ", "everyone")]
)
def test_whom_a_second_factor_binds(given, whom):
    environ = {} if given is None else {"RAPPORT_SECOND_FACTOR": given}
    assert environment.read_second_factor(environ) == whom


def test_a_second_factor_for_nobody_known_is_refused():
    with pytest.raises(ImproperlyConfigured, match="optional, leads or everyone"):
        environment.read_second_factor({"RAPPORT_SECOND_FACTOR": "admins"})
