"""One installation in production: its folder, its settings, its processes."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config.launch import leftovers
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR
from soak import Failed
from soak.services import free_port

EXAMPLE = BASE_DIR / "docs" / "production.env.example"
_OURS = ("RAPPORT_", "EMAIL_", "PG", "PYTEST_", "DJANGO_", "MAKE", "MFLAGS")
_NOT_CLONED = {"var", ".git", ".venv", "node_modules"}


class House:
    """Runs from this checkout on `folder`/var, as a unit does whose environment names its folder.

    `cloned`: from a checkout of its own below `folder`, and nothing names a folder: what looks elsewhere than the rest
    finds nothing.
    """

    def __init__(self, folder: Path, settings: dict[str, str], *, cloned: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        plain = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        for name in ("DATABASE_URL", "REDIS_URL", "ARGS", leftovers.MARK):
            plain.pop(name, None)
        self.folder, self.port = folder, free_port()
        self.checkout = _clone(folder / "rapport") if cloned else BASE_DIR
        self.var = (self.checkout if cloned else folder) / "var"
        self.environ = plain | settings | {"HOST": "127.0.0.1", "PORT": str(self.port)}
        if not cloned:
            self.environ["RAPPORT_VAR"] = str(self.var)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def manage(self, *arguments: str, **more: str) -> str:
        """Run a command of manage.py; return what it said."""
        return self.python("manage.py", *arguments, **more)

    def probe(self, name: str) -> None:
        """Run the health check of a container."""
        self.python("-m", "config.launch.probe", name)

    def python(self, *arguments: str, **more: str) -> str:
        """Run a program of Python to its end; return what it said."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, *arguments], cwd=self.checkout, env=self.environ | more, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        if done.returncode != 0:
            raise Failed(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, name: str, *command: str) -> None:
        """Start a process of it."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(  # noqa: S603
                command, cwd=self.checkout, env=self.environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=end_with_parent,
            )  # fmt: skip

    def start_child(self, name: str) -> None:
        """Start web, worker or beat as the units and containers do."""
        self.start(name, sys.executable, "-m", "config.launch.child", name)

    def log(self, name: str) -> str:
        """Return what a process has said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """Stop what was started, politely."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            process.wait(120)
        self.processes.clear()


def _clone(place: Path) -> Path:
    """Copy this checkout, without its data; packages are the same."""

    def left_out(where: str, names: list[str]) -> set[str]:
        return _NOT_CLONED & set(names) if Path(where) == BASE_DIR else {"__pycache__"} & set(names)

    shutil.copytree(BASE_DIR, place, ignore=left_out, symlinks=True)
    for name in (".venv", "node_modules"):
        (place / name).symlink_to(BASE_DIR / name)
    return place


def example_settings(**filled: str) -> dict[str, str]:
    """Return docs/production.env.example as a shell reads it, with what is to be filled in."""
    said = subprocess.run(  # noqa: S603
        ["sh", "-c", 'set -a; . "$1"; exec env -0', "sh", str(EXAMPLE)],  # noqa: S607
        env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    read = dict(line.split("=", 1) for line in said.split("\0") if "=" in line)
    return {
        name: value for name, value in read.items() if name not in ("PATH", "PWD", "SHLVL", "_", "OLDPWD")
    } | filled
