"""Which Rapport this is."""

import functools
import os
import subprocess
import tomllib

from django.conf import settings


@functools.cache
def version() -> str:
    """Return the release, such as "0.1.0", from pyproject.toml."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


@functools.cache
def commit() -> str:
    """Return the short commit: from `RAPPORT_COMMIT` where an image was built, else from git, else ""."""
    if given := os.environ.get("RAPPORT_COMMIT"):
        return given[:12]
    try:
        answer = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"],  # noqa: S607
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()
