"""`make lint`: every check of the source, each with its time; all run, and what fails shows its words."""

import os
import subprocess
import sys
import time
from pathlib import Path

from config.launch import say
from config.launch.testing import use_test_environment
from config.paths import BASE_DIR

APPS = ["core", "accounts", "crm", "etiquette", "visits", "exchange", "upkeep"]


def checks() -> list[tuple[str, list[str]]]:
    """Return each check's title and its command, run by our Python."""
    templates = _tracked("templates/*.html", "*/templates/*.html")
    found = [
        ("Style (ruff)", ["ruff", "check", "--quiet", "."]),
        ("Format (ruff)", ["ruff", "format", "--check", "--quiet", "."]),
        ("Types (mypy)", ["mypy", "--no-error-summary", *APPS, "config", "bench", "soak"]),
        ("Secrets, locks, licences", ["config.launch.supply"]),
        ("Imports (import-linter)", ["bin/lint-imports"]),
        ("Settings (manage.py check)", ["manage.py", "check", "--fail-level", "WARNING"]),
        ("Migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
    ]
    if templates:
        found += [
            ("Template format (djade)", ["bin/djade", "--target-version", "5.2", "--check", *templates]),
            ("Templates (djlint)", ["djlint", "--lint", "--quiet", "templates"]),
        ]
    return found


def main() -> None:
    say.prepare_streams()
    os.chdir(BASE_DIR)
    use_test_environment()
    failed = []
    for title, command in checks():
        started = time.monotonic()
        result = subprocess.run(  # noqa: S603
            [*_by_our_python(command[0]), *command[1:]], capture_output=True, text=True, errors="replace", check=False
        )
        if result.returncode == 0:
            say.done(title, time.monotonic() - started)
        else:
            failed.append(title)
            say.problem(f"{title}\n{result.stdout}{result.stderr}")
    if failed:
        say.problem(f"{len(failed)} of {len(checks())} checks failed: {', '.join(failed)}.")
        sys.exit(1)


def _by_our_python(name: str) -> list[str]:
    """Return how to start a script, a module, or a program of the virtual environment wherever its folder is."""
    if name.startswith("bin/"):
        program = Path(sys.prefix) / name
        # A script's first line names a path that may be too long or odd for the system; Python reads it all the same.
        is_script = program.read_bytes()[:2] == b"#!"
        return [sys.executable, str(program)] if is_script else [str(program)]
    return [sys.executable, name] if name.endswith(".py") else [sys.executable, "-m", name]


def _tracked(*patterns: str) -> list[str]:
    answer = subprocess.run(["git", "ls-files", "-z", *patterns], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return [name for name in answer.stdout.split("\0") if name]


if __name__ == "__main__":
    main()
