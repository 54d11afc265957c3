"""Every state of every address under axe-core, as everyone, in two languages, light and dark, phone and desk.

`make test` looks at each address in one of the eight combinations: `tests/journeys/test_axe.py`.
"""

import os
import subprocess
import sys
from pathlib import Path

from config.launch.leftovers import marked_environment
from config.paths import BASE_DIR
from soak import must


def rehearse(folder: Path, seconds: float) -> dict[str, object]:
    """Look at all of them; `seconds` makes no difference."""
    environ = marked_environment() | {"EYES": "1", "RAPPORT_VAR": str(folder / "var")}
    log = folder / "pytest.log"  # as it comes: a run that is cut short has said what it found so far
    with log.open("w", encoding="utf-8") as out:
        ran = subprocess.run(
            [sys.executable, "-m", "config.launch.testing", "tests/journeys/test_axe.py", "-q", "-s"],
            cwd=BASE_DIR,
            env=environ,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    said = log.read_text(encoding="utf-8").splitlines()
    looked = [line for line in said if "states in" in line or "undecided by axe" in line]
    must(ran.returncode == os.EX_OK, "No page has a fault that axe-core finds", *looked)
    return {"states of pages looked at": looked or "none"}
