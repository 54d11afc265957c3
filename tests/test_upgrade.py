"""The data of every release so far, brought up to this code. `tests/upgrades/` has one dump a release, made by
`pg_dump --no-owner --no-acl` (comments left out) of a small database that the release itself made.
That `make run` starts on the folder of the first: tests/test_launch.py."""

import contextlib

import psycopg2
import pytest
from django.db import connection

from upkeep.backup import table_counts
from upkeep.tests.databases import RELEASES, ask, load, manage, other_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("archives")]
RENAMED = {
    "crm_competitorpresence": "crm_installedproduct",
    "crm_competitorpresenceevent": "crm_installedproductevent",
    "visits_reviewcomment": "visits_comment",
}


def fill(url, dump):
    """Fill the database `url` from a dump."""
    load({**connection.settings_dict, "NAME": url.rpartition("/")[2]}, dump)


def counts(url):
    """Return rows by table, without Django's own lists, which grow with each release."""
    parameters = {**connection.get_connection_params(), "dbname": url.rpartition("/")[2]}
    with contextlib.closing(psycopg2.connect(**parameters)) as database:
        found = table_counts(database)
    kept = {name: rows for name, rows in found.items() if not name.startswith(("django_", "auth_"))}
    return {RENAMED.get(name, name): rows for name, rows in kept.items()}


ADD_A_RIVALS_PRODUCT = """
    INSERT INTO crm_competitorpresence (id, created_at, version, updated_at, client_id, competitor_id, product,
        satisfaction, contract_end, representative, representative_notes)
    SELECT uuidv7(), now(), 1, now(), (SELECT min(id::text)::uuid FROM crm_client), id, 'Fleet SIM', 2, '2027-03-05',
        'Mr Vance', '' FROM crm_competitor LIMIT 1;
    COMMIT;
    SELECT id::text FROM crm_competitorpresence
"""
FOLLOWS = (
    "from accounts.models import *; from visits.models import *; p = Promise.objects.get(); o = p.owner; "
    "o.team = Team.objects.exclude(pk=o.team_id).first(); o.save(); p.refresh_from_db(); "
    "assert p.team_id == o.team_id; o.name = o.name + '!'; o.save(); print('followed')"
)


def test_the_first_release_is_there():
    assert any(path.stem.startswith("0.1.0") for path in RELEASES)


# The newest migration of each app is taken back and made again here; all of them by `make soak ONLY=recovery`.
TAKE_BACK = (
    "from django.core.management import call_command; from django.db import connection; "
    "from django.db.migrations.loader import MigrationLoader\n"
    "for app in {apps}:\n"
    "    names = sorted(name for label, name in MigrationLoader(connection).disk_migrations if label == app)\n"
    "    call_command('migrate', app, names[-2], verbosity=0)\n"
    "call_command('migrate', verbosity=0); print('there and back')"
)
OURS = ("exchange", "visits", "crm", "accounts", "etiquette", "core")  # in the order in which they may be taken back


@pytest.mark.parametrize("dump", RELEASES, ids=lambda path: path.stem)
def test_a_backup_of_that_release_is_taken_in(dump, tmp_path):
    """An archive that is older than the code is migrated when it is restored, as `migrate` would in its place."""
    var = tmp_path / "var"
    with other_database() as url:
        fill(url, dump)
        product = ask(url, ADD_A_RIVALS_PRODUCT)
        before = counts(url)
        assert before["crm_installedproductevent"] == 1
        names = ask(url, "SELECT id, name, version, updated_at FROM crm_client ORDER BY id")
        promise = ask(url, "SELECT id, text, due_on, state FROM visits_promise")
        assert names
        assert promise
        answer = manage(url, var, "backup", "--to", str(tmp_path / "kept"))
        assert answer.returncode == 0, answer.stderr
    (archive,) = (tmp_path / "kept").glob("*.tar")
    with other_database() as url:
        answer = manage(url, var, "restore", str(archive))
        assert answer.returncode == 0, answer.stderr
        after = counts(url)
        assert {name: after.get(name) for name in before} == before
        assert ask(url, "SELECT id, name, version, updated_at FROM crm_client ORDER BY id") == names
        assert ask(url, "SELECT id, text, due_on, state FROM visits_promise") == promise
        named = "SELECT id::text FROM crm_installedproduct WHERE product = 'Fleet SIM' AND competitor_id IS NOT NULL"
        assert ask(url, named) == product
        for table in ("visits_visit", "visits_promise", "visits_visitrecord"):
            assert ask(url, f"SELECT count(*) FROM {table} WHERE client_owner_id IS NULL") == [(0,)]  # noqa: S608  names of ours
        # What came later works on what was there: an open promise follows its owner to another team.
        said = manage(url, var, "shell", "--command", FOLLOWS)
        assert "followed" in said.stdout, said.stderr
        assert manage(url, var, "migrate", "--check").returncode == 0
        said = manage(url, var, "shell", "--command", TAKE_BACK.format(apps=OURS))
        assert "there and back" in said.stdout, said.stderr
        assert ask(url, "SELECT count(*) FROM visits_promise") == [(len(promise),)]


@pytest.mark.soak
@pytest.mark.parametrize("dump", RELEASES, ids=lambda path: path.stem)
def test_all_that_came_since_that_release_can_be_taken_back(dump, tmp_path):
    var = tmp_path / "var"
    with other_database() as url:
        fill(url, dump)
        promises = ask(url, "SELECT count(*) FROM visits_promise")
        for arguments in ((), ("visits", "0002_open_promises_follow_their_owner")):
            answer = manage(url, var, "migrate", *arguments)
            assert answer.returncode == 0, answer.stderr
        assert ask(url, "SELECT count(*) FROM visits_promise") == promises
        columns = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'client_owner_id'"
        assert ask(url, columns) == [(0,)]
