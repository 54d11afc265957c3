"""Make the virtual environment, then hand over to the program asked for. Runs on the system's Python: no packages yet.

Usage: python -m config.launch.bootstrap (run | test | services | rewind | …) [arguments]
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from config.launch import preflight, say
from config.launch.say import Stop
from config.paths import BASE_DIR, var_dir

VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME, DEV = "requirements.txt", "requirements-dev.txt"
EXTRAS = ["requirements-s3.txt"]  # what some installations need: docs/deploy.md
# What `make` asks for: module to start, requirement files it needs.
PROGRAMS = {
    "run": ("config.launch.run", [RUNTIME]),
    "services": ("config.launch.services", [RUNTIME]),
    "build": ("config.launch.build", [RUNTIME]),
    "test": ("config.launch.testing", [RUNTIME, DEV]),
    "lint": ("config.launch.lint", [RUNTIME, DEV]),
    "rewind": ("config.launch.rewind", [RUNTIME]),
    "bench": ("bench.run", [RUNTIME]),
    "soak": ("soak", [RUNTIME, DEV]),
}


def main() -> None:
    say.prepare_streams()
    name, *arguments = sys.argv[1:]
    module, files = PROGRAMS[name]
    os.chdir(BASE_DIR)
    files = files + extras()
    if name == "build":
        os.environ["RAPPORT_VAR"] = "var/build"  # nothing private: who serves may be another than who builds
    try:
        if name == "run":
            address = preflight.address()
            preflight.check_lock(var_dir(), "make run")
            if not all(_is_complete(file) for file in files):
                preflight.check_port(*address)  # else run.py asks at once, after clearing what an earlier start left
        make_environment(files)
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])  # noqa: S606  our own interpreter


def extras() -> list[str]:
    """Return what this installation needs beyond the rest: named once (EXTRA=requirements-s3.txt), then renewed."""
    named = os.environ.get("EXTRA", "").split()
    return [file for file in EXTRAS if file in named or _stamp(file).exists()]


def make_environment(files: list[str]) -> None:
    """Make `.venv` hold what `files` name; does nothing when they have not changed since the last time."""
    if all(_is_complete(file) for file in files):
        return
    log = preflight.make_var() / "log" / "setup.log"
    with (log.parent / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second `make` waits and then finds the work done
        if not _works():
            preflight.check_disk(BASE_DIR, 900)
            with say.step("Virtual environment"):
                _create(log)
        missing = [file for file in files if not _is_complete(file)]
        if missing:
            with say.step("Packages (about a minute)"):
                _install(missing, log)


def _stamp(file: str) -> Path:
    return VENV / f".rapport-{file}.json"


def _wanted(file: str) -> dict[str, str]:
    return {"sha256": hashlib.sha256((BASE_DIR / file).read_bytes()).hexdigest(), "venv": str(VENV.resolve())}


def _is_complete(file: str) -> bool:
    """Say whether the environment holds `file`: written last, so an interrupted installation never counts."""
    try:
        return json.loads(_stamp(file).read_text(encoding="utf-8")) == _wanted(file) and PYTHON.exists()
    except (OSError, ValueError):
        return False


def _works() -> bool:
    """Say whether `.venv` runs from where it is now, with pip: a moved folder or a removed Python does not."""
    here = str(VENV.resolve())
    for stamp in VENV.glob(".rapport-*.json"):
        with contextlib.suppress(OSError, ValueError):
            if json.loads(stamp.read_text(encoding="utf-8")).get("venv", here) != here:
                return False
    try:
        answer = subprocess.run(  # noqa: S603
            [PYTHON, "-c", "import pip, sys; print(sys.prefix)"], capture_output=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return str(Path(os.fsdecode(answer.stdout.strip())).resolve()) == here


def _create(log: Path) -> None:
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()  # the link only: what it points to may be another folder's
    elif VENV.exists():
        shutil.rmtree(VENV)
    _run([sys.executable, "-m", "venv", str(VENV)], log, "The virtual environment cannot be made")


def _install(files: list[str], log: Path) -> None:
    for file in files:
        _stamp(file).write_text("{}", encoding="utf-8")  # incomplete, but wanted: the next try has it too
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    command += ["--retries", "2", "--timeout", "20"]
    for file in files:
        command += ["-r", file]
    _run(command, log, "The packages cannot be installed")
    for file in files:
        _stamp(file).write_text(json.dumps(_wanted(file)), encoding="utf-8")


PAUSE = 3.0  # seconds after which what a passing fault of the network broke is tried again, once
_UNREACHABLE = (
    "Max retries exceeded",
    "NewConnectionError",
    "Temporary failure in name resolution",
    "Could not fetch URL",
    "No matching distribution found",
    "ProxyError",
    "Read timed out",
    "IncompleteRead",
    "ConnectionResetError",
)


def _run(command: list[str], log: Path, failure: str) -> None:
    """Run `command` into `log`; a failure ends with one line that says why as far as the log tells."""
    environ = {**os.environ, "PYTHONUTF8": "1"}
    environ.pop("PYTHONPATH", None)
    for is_last in (False, True):
        with log.open("wb") as out:
            result = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environ, check=False)  # noqa: S603
        if result.returncode == 0:
            return
        said = preflight.last_words(log, 20_000)
        if is_last or not any(sign in said for sign in _UNREACHABLE):
            break
        say.event("The package index does not answer: trying once more.")
        time.sleep(PAUSE)
    if full := preflight.disk_full(said, BASE_DIR):
        raise Stop(full)
    if "do not match the hashes" in said:
        raise Stop(f"{failure}: a package is not the one we pinned. Do not go on; see {log}.")
    if any(sign in said for sign in _UNREACHABLE):
        raise Stop(
            f"{failure}: the package index is out of reach. Check the network (or pip's index setting); see {log}."
        )
    raise Stop(f"{failure}: see {log}, then start again.")


if __name__ == "__main__":
    main()
