"""PostgreSQL's own programs: which of those at hand fits the server, and how they reach the database."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from psycopg2.extensions import make_dsn

from upkeep.trouble import Trouble


def program(name: str, at_least: int) -> str:
    """Return the path of `name` (pg_dump, pg_restore) of PostgreSQL `at_least` or newer: the package's, else PATH's.

    Raises `Trouble` naming what was found: an older pg_dump refuses a newer server, an older pg_restore its dumps.
    """
    found = []
    for path in _candidates(name):
        major = _major(path)
        if major >= at_least:
            return path
        found.append(f"{path} is of {major or 'an unknown version'}")
    raise Trouble(
        f"{name} of PostgreSQL {at_least} or newer is needed ({'; '.join(found) or 'none was found'}): "
        f"install the client programs (Debian, Ubuntu: postgresql-client-{at_least}) so that PATH finds them."
    )


def _candidates(name: str) -> list[str]:
    packaged = settings.POSTGRES_PROGRAMS / name if settings.POSTGRES_PROGRAMS else None
    paths = [str(packaged)] if packaged and packaged.exists() else []
    if on_path := shutil.which(name):
        paths.append(on_path)
    return paths


def _major(path: str) -> int:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    match = re.search(r"\(PostgreSQL\)\D*(\d+)", said)
    return int(match[1]) if match else 0


def connection_string(database: Mapping[str, Any]) -> str:
    """Return libpq's description of one of Django's DATABASES, without the password."""
    names = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
    parts = {libpq: str(database[name]) for name, libpq in names.items() if database.get(name)}
    return make_dsn(**parts, **database.get("OPTIONS", {}))


def environment(database: Mapping[str, Any]) -> dict[str, str]:
    """Return the environment for a program: the password is never on a command line, where all users can read it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "PGAPPNAME": "rapport-upkeep", **_password(database)}


def _password(database: Mapping[str, Any]) -> dict[str, str]:
    return {"PGPASSWORD": str(database["PASSWORD"])} if database.get("PASSWORD") else {}


def last_line(said: str) -> str:
    """Return the last line of a program's words that is not empty."""
    return next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
