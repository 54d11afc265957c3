"""Databases beside the tests' own, backups, and manage.py on them as a person runs it."""

import contextlib
import io
import os
import subprocess
import sys
from urllib.parse import quote

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from upkeep import backup, programs


@contextlib.contextmanager
def other_database(*, migrated=False):
    """A database beside the tests' own, empty or with the tables; yields what names it to a program of its own."""
    parameters = connection.get_connection_params()
    name = f"{connection.settings_dict['NAME']}_beside"  # each of pytest's workers has its own
    with contextlib.closing(psycopg2.connect(**{**parameters, "dbname": "postgres"})) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            template = os.environ.get("RAPPORT_TEST_TEMPLATE") if migrated else None  # config/launch/template.py
            cursor.execute(f"CREATE DATABASE {name}" + (f' TEMPLATE "{template}"' if template else ""))
            try:
                yield f"postgres://{parameters['user']}@{quote(parameters['host'], safe='')}/{name}"
            finally:
                for (found,) in databases(server, name):
                    cursor.execute(f"DROP DATABASE {found} WITH (FORCE)")


def databases(server, beginning):
    with server.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{beginning}%"])
        return cursor.fetchall()


def manage(url, var, *arguments, mode="demo", **extra):
    """Run manage.py as a person would, on the database `url` and the folder `var`."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("RAPPORT_", "PYTEST_"))}
    environ |= {
        "DATABASE_URL": url,
        "RAPPORT_VAR": str(var),
        "RAPPORT_ENV": mode,
        "RAPPORT_SECRET_KEY": "a test's " * 6,
    }
    environ |= {"RAPPORT_URL": "http://127.0.0.1", **extra}
    command = [sys.executable, "-W", "error::UserWarning:upkeep", str(settings.BASE_DIR / "manage.py"), *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environ, capture_output=True, text=True, check=False)


def load(database, dump):
    """Fill the empty `database` (as in Django's DATABASES) from a dump, as `psql < dump` does."""
    command = [programs.program("psql", 18), "--quiet", "--set", "ON_ERROR_STOP=1", "--no-psqlrc", "--file", str(dump)]
    command += ["--output", "/dev/null", f"--dbname={programs.connection_string(database)}"]
    done = subprocess.run(command, env=programs.environment(database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def ask(url, sql):
    name = url.rpartition("/")[2]
    parameters = {**connection.get_connection_params(), "dbname": name}
    with contextlib.closing(psycopg2.connect(**parameters)) as database, database.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def back_up(folder, **more):
    """Make a backup of the tests' own database; return its archive."""
    out = io.StringIO()
    call_command("backup", to=str(folder), stdout=out, stderr=out, **more)
    return backup.archives(folder)[-1]
