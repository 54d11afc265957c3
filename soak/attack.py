"""Every form of the product is sent every hostile and odd word we know; every page is opened with them in a browser.

The rehearsal itself is in `tests/attack` and `tests/journeys/test_poisoned.py`, as it takes everything back that it
writes. All of their tests are run, those of `make test` too: what a form does not have and other people's rows are
tried there.
"""

import os
import subprocess
import sys
from pathlib import Path

from config.launch.leftovers import marked_environment
from config.paths import BASE_DIR
from soak import must


def rehearse(folder: Path, seconds: float) -> dict[str, object]:
    """Run the attack, then the browser; `seconds` makes no difference."""
    attack = _passed(folder, "attack", "tests/attack")
    browser = _passed(folder, "browser", "-s", "tests/journeys/test_poisoned.py")
    return {"tests of every form and address": attack[-1:], "pages, refused forms and mails in a browser": browser}


def _passed(folder: Path, name: str, *arguments: str) -> list[str]:
    """Return what the tests say of themselves, the last line how many passed; none may fail."""
    environ = marked_environment() | {"RAPPORT_VAR": str(folder / "var")}
    log = folder / f"{name}.log"  # as it comes: a run that is cut short has said what it found so far
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "config.launch.testing", "-q", *arguments]
        ran = subprocess.run(  # noqa: S603
            command, cwd=BASE_DIR, env=environ, stdout=out, stderr=subprocess.STDOUT, text=True, check=False
        )
    lines = [line.strip() for line in log.read_text(encoding="utf-8").splitlines()]
    said = [line.lstrip(".") for line in lines if any(word in line for word in (" looked at, ", " passed", " failed"))]
    must(ran.returncode == os.EX_OK, "Every form and page bears all words", *said)
    return said
