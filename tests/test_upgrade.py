"""The data of every release so far (tests/upgrades), brought up to this code and back. That `make run` starts on the
folder of the first, and all of it is there: tests/test_launch.py.
"""

import pytest
from django.db import connection
from django.db.migrations import SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader

from tests.shape import SHAPE, differences
from tests.upgrades import RELEASES, Old
from upkeep.tests.databases import ask, manage, other_database

pytestmark = [pytest.mark.django_db(transaction=True)]
OURS = {"exchange", "visits", "crm", "accounts", "etiquette", "core"}


def settings_of(url):
    """Return what Django's settings would say of the database `url`, which lies beside the tests' own."""
    return {**connection.settings_dict, "NAME": url.rpartition("/")[2]}


def test_the_first_release_is_there():
    assert any(path.stem.startswith("0.1.0") for path in RELEASES)


def operations(listed):
    for one in listed:
        yield one
        if isinstance(one, SeparateDatabaseAndState):
            yield from operations(one.database_operations)


def test_every_migration_says_how_it_is_taken_back():
    """That it works is tried by `make soak ONLY=recovery`."""
    ours = {key: migration for key, migration in MigrationLoader(None).disk_migrations.items() if key[0] in OURS}
    assert {app for app, _name in ours} == OURS
    one_way = {
        key: one for key, migration in ours.items() for one in operations(migration.operations) if not one.reversible
    }
    assert not one_way


@pytest.mark.soak
@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_backup_of_that_release_is_taken_in(release, tmp_path):
    """An archive that is older than the code is migrated when it is restored, as `migrate` would in its place."""
    var = tmp_path / "var"
    with other_database() as url:
        old = Old(settings_of(url), release)
        answer = manage(url, var, "backup", "--to", str(tmp_path / "kept"))
        assert answer.returncode == 0, answer.stderr
    (archive,) = (tmp_path / "kept").glob("*.tar")
    with other_database() as url:
        answer = manage(url, var, "restore", str(archive))
        assert answer.returncode == 0, answer.stderr
        old.must_be_whole(settings_of(url))
        assert manage(url, var, "migrate", "--check").returncode == 0


TAKE_BACK = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
connection.cursor().execute("DELETE FROM django_migrations WHERE name LIKE '0001_squashed_%%'")
executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
executor.migrate([("visits", "0002_open_promises_follow_their_owner")])
"""


@pytest.mark.soak
@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_all_that_came_since_that_release_can_be_taken_back(release, tmp_path):
    """Each migration of the chain; by then one made of them stands for all (docs/adr/0014), which `migrate` takes back
    only whole."""
    var = tmp_path / "var"
    with other_database() as url:
        old = Old(settings_of(url), release)
        for arguments in (("migrate",), ("shell", "-c", TAKE_BACK)):
            answer = manage(url, var, *arguments)
            assert answer.returncode == 0, answer.stderr
        assert ask(url, "SELECT count(*) FROM visits_promise") == [(len(old.promises),)]
        columns = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'client_owner_id'"
        assert ask(url, columns) == [(0,)]


@pytest.mark.soak
def test_a_new_database_can_be_emptied_and_made_again(tmp_path):
    var = tmp_path / "var"
    with other_database(migrated=True) as url:
        before = ask(url, SHAPE)
        for arguments in (("core", "zero"), ("accounts", "zero")):
            answer = manage(url, var, "migrate", *arguments)
            assert answer.returncode == 0, answer.stderr
        assert ask(url, "SELECT to_regclass('crm_client'), to_regclass('accounts_user')") == [(None, None)]
        answer = manage(url, var, "migrate")
        assert answer.returncode == 0, answer.stderr
        assert differences(before, ask(url, SHAPE)) == ([], [])
