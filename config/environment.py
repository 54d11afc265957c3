"""Read the environment into plain values: mode, database address, secret key.

Each error is one line that names the remedy, raised as `ImproperlyConfigured`.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO, PRODUCTION = "demo", "production"


def read_mode(environ: dict[str, str]) -> str:
    """Return "demo" or "production" from `RAPPORT_ENV`.

    A database of one's own without a mode is refused: demo data must never reach it by accident.
    """
    mode = environ.get("RAPPORT_ENV", "")
    if not mode:
        if environ.get("DATABASE_URL"):
            raise ImproperlyConfigured(
                "DATABASE_URL is set and RAPPORT_ENV is not: set RAPPORT_ENV=production (or demo, for made-up data)."
            )
        return DEMO
    if mode not in (DEMO, PRODUCTION):
        raise ImproperlyConfigured(f"RAPPORT_ENV={mode!r} is unknown: use demo or production.")
    return mode


def read_flag(environ: dict[str, str], name: str, *, default: bool) -> bool:
    """Return a yes/no variable: 1, true, yes, on (any case) are yes; unset is `default`."""
    raw = environ.get(name, "").strip().lower()
    return default if not raw else raw in {"1", "true", "yes", "on"}


def parse_database_url(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Return Django's settings for `postgres://user:password@host:port/name?sslmode=…` (parts percent-encoded).

    `variable` is where the address stands, for the words of an error.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{variable} must start with postgres:// — Rapport keeps its data in PostgreSQL.")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(f"{variable} names no database: end it with /NAME.")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def kept_secret(folder: Path, name: str) -> str:
    """Return the secret kept in `folder/name`, made on first use and readable by its owner alone."""
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        kept = path.read_text().strip()
        if kept:
            return kept
        handle = os.open(path, os.O_WRONLY | os.O_TRUNC, 0o600)
    value = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(value)
    return value
