"""Where this checkout keeps its data and its sockets. Used before Django is there: standard library only."""

import hashlib
import os
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def var_dir() -> Path:
    """Return the folder of everything that is not source: database, Redis, logs, secrets, bundles' stamps.

    `RAPPORT_VAR` moves it (the tests keep their own); relative paths start at the checkout.
    """
    return (BASE_DIR / os.environ.get("RAPPORT_VAR", "var")).resolve()


def socket_dir(var: Path | None = None) -> Path:
    """Return the short private folder of the sockets of `var`, this process's own if none is given.

    A socket's path may have about 100 bytes, and a checkout's may be longer or hold any character, so the folder
    lives under the system's temporary folder, named by user and a digest of `var`: one per checkout.
    """
    digest = hashlib.sha256(str(var or var_dir()).encode()).hexdigest()[:12]
    return Path(os.environ.get("RAPPORT_SOCKETS") or tempfile.gettempdir()) / f"rapport-{os.getuid()}-{digest}"
