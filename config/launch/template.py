"""One database with every migration applied, kept in the tests' own PostgreSQL, for each test process to copy.

Usage: python -m config.launch.template (prints its name)

Applying all migrations takes longer than most tests together; copying takes a second. A change in any migration, or
in what migrates, makes another one.
"""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import distributions

from config.launch import postgres
from config.paths import BASE_DIR

PREFIX = "rapport_tests_"
VARIABLE = "RAPPORT_TEST_TEMPLATE"  # read by conftest.py


def digest() -> str:
    """Return what tells the migrations of this checkout from others."""
    found = hashlib.sha256()
    for path in sorted(BASE_DIR.glob("*/migrations/*.py")):
        found.update(f"{path.relative_to(BASE_DIR)}\n".encode() + path.read_bytes())
    found.update("\n".join(sorted(f"{one.name}=={one.version}" for one in distributions())).encode())
    return found.hexdigest()[:16]


def copy_into(url: str) -> None:
    """Fill an empty database of another server from the template, if this process tests with one: seconds, not half a
    minute of migrations. Parameter: `url`, as in DATABASE_URL."""
    name = os.environ.get(VARIABLE)
    if not name:
        return
    source = f"postgres://{postgres.ROLE}@/{name}?host={postgres.socket_dir()}"
    dump = subprocess.run([postgres.binary("pg_dump"), "-Fc", "-Z0", source], capture_output=True, check=True)  # noqa: S603
    restore = [postgres.binary("pg_restore"), "--exit-on-error", "--single-transaction", "-d", url]
    subprocess.run(restore, input=dump.stdout, check=True)  # noqa: S603


def main() -> None:
    """Make the database unless it is there; print its name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  needs the settings

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    name = PREFIX + digest()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'CREATE DATABASE "{name}_new"')
    if name not in there:
        connection.close()
        connection.settings_dict["NAME"] = f"{name}_new"
        call_command("migrate", verbosity=0, run_syncdb=True)
        connection.close()
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    sys.stdout.write(name)


if __name__ == "__main__":
    main()
