"""`make test`: the whole suite on a PostgreSQL and a Redis of its own, which end with it.

Two runs: everything but the journeys, on a worker more than two cores have (some wait for their own processes), then
the journeys, which need a setting of their own (the browser's event loop runs in the thread that asks the ORM). With
arguments: one run of exactly those.

In the first, groups (`pytest.mark.xdist_group`) begin first and stay on one worker each: tests that start processes of
their own run one after the other beside those that do not, and tests that share a world make it once.
"""

import os
import shlex
import signal
import subprocess
import sys
from types import FrameType

from config.launch import preflight, say, services, template
from config.launch.leftovers import marked_environment
from config.launch.prepare import compile_translations
from config.launch.run import build_assets
from config.launch.say import Stop
from config.paths import BASE_DIR

NOTHING_COLLECTED = 5


def main() -> None:
    say.prepare_streams()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _end)
    os.chdir(BASE_DIR)
    use_test_environment()
    arguments = sys.argv[1:] or shlex.split(os.environ.pop("ARGS", ""))
    try:
        with preflight.only_one(preflight.make_var(), "make test", ""):
            build_assets()
            compile_translations()
            with services.running():
                make_template()
                sys.exit(run_pytest(arguments))
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def use_test_environment() -> None:
    """Point this process and its children at the tests' own folder, whatever the person's environment says."""
    forget_settings()
    os.environ |= {"RAPPORT_VAR": "var/test", "RAPPORT_TESTING": "1", "RAPPORT_ENV": "demo"}
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        # The wish was to keep the folders of the sources clean. Hundreds of processes begin in a run: each would
        # compile two thousand files of its own.
        os.environ["PYTHONPYCACHEPREFIX"] = str(BASE_DIR / "var/test/pycache")


def forget_settings() -> None:
    """Take out of the environment what would steer Rapport (docs/architecture.md, Modes and settings)."""
    for name in list(os.environ):
        if name in {"DATABASE_URL", "REDIS_URL", "HOST", "PORT"} or name.startswith(("EMAIL_", "RAPPORT_")):
            del os.environ[name]


def make_template() -> None:
    """Name the database that each test process copies, made now if a migration has changed."""
    command = [sys.executable, "-m", "config.launch.template"]
    made = subprocess.run(command, env=marked_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if made.returncode:  # each process then applies the migrations itself, and says what is wrong with them
        say.problem(f"No database to copy could be made: {made.stderr.strip().splitlines()[-1:]}")
        return
    os.environ[template.VARIABLE] = made.stdout.strip()


def run_pytest(arguments: list[str]) -> int:
    """Return the worst exit code; a run that found nothing to do is no failure unless both found nothing."""
    if arguments:
        return _pytest(arguments, journeys=True)
    codes = [
        _pytest(["-n", "3", "--dist", "loadgroup", "-m", "not journey and not soak"], journeys=False),
        _pytest(["-n", "2", "--maxschedchunk", "1", "-m", "journey and not soak", "tests/journeys"], journeys=True),
    ]
    found = [code for code in codes if code != NOTHING_COLLECTED]
    return max(found) if found else NOTHING_COLLECTED


def _pytest(arguments: list[str], *, journeys: bool) -> int:
    environ = marked_environment()
    if journeys:
        environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the tests' thread
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environ, check=False).returncode  # noqa: S603


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
