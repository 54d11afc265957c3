"""Bring database, translations and static files up to date: the steps that need Django, in one process.

Usage: python -m config.launch.prepare [--with-demo]
"""

import hashlib
import os
import sys
import time
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from config.launch import say
from config.launch.preflight import disk_full
from config.launch.say import Stop
from config.paths import BASE_DIR, var_dir

DEMO_MARK = "demo.there"


def main() -> None:
    say.prepare_streams()
    log = var_dir() / "log" / "setup.log"
    try:
        compile_translations()
        # Django's own words go to the log: the terminal shows steps.
        with log.open("a", encoding="utf-8") as out:
            _django_steps(out, with_demo="--with-demo" in sys.argv)
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except Exception as error:  # the boundary: one line for the person, the rest in the log
        import traceback  # noqa: PLC0415  only where something went wrong

        with log.open("a", encoding="utf-8") as out:
            traceback.print_exc(file=out)
        say.problem(disk_full(error, var_dir()) or f"Setting up failed ({_first_line(error)}): see {log}.")
        sys.exit(1)


def compile_translations() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    stale = [
        po
        for po in sorted((BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po"))
        if not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime
    ]
    if not stale:
        return
    with say.step("Translations"):
        for po in stale:
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parts[-3], domain=po.stem, abort_invalid=True)
            fresh = po.with_suffix(".mo.new")
            with fresh.open("wb") as target:
                write_mo(target, catalogue)
            fresh.replace(po.with_suffix(".mo"))


def _django_steps(out: object, *, with_demo: bool) -> None:
    started = time.monotonic()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  after the settings are named
    from django.core.management import call_command, get_commands  # noqa: PLC0415

    django.setup()
    call_command("migrate", interactive=False, verbosity=1, stdout=out, stderr=out)
    say.done("Database up to date", time.monotonic() - started)
    if with_demo and "demo" in get_commands():
        with say.step("Demo data"):
            call_command("demo", "--if-empty", stdout=out, stderr=out)
        note_demo()
    collect_static()


def note_demo() -> None:
    """Let the launcher know whether the demo's people are still there: it greets with their sign-ins."""
    from accounts.models import User  # noqa: PLC0415  after the settings are named

    mark = var_dir() / DEMO_MARK
    if User.objects.filter(is_demo=True).exists():
        mark.touch()
    else:
        mark.unlink(missing_ok=True)


def collect_static() -> None:
    """Collect, hash and compress the static files where any changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  after the settings are named
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            kept = Path(storage.path(path)).stat()
            digest.update(f"{path} {kept.st_size} {kept.st_mtime_ns}\n".encode())
    stamp = var_dir() / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and Path(settings.STATIC_ROOT).is_dir():
        return
    with say.step("Static files"):
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest())


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


if __name__ == "__main__":
    main()
