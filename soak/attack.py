"""Every form of the product is sent every hostile and odd word we know.

The rehearsal itself is in `tests/attack/test_forms.py`, as it takes everything back that it writes.
"""

import os
import subprocess
import sys
from pathlib import Path

from config.launch.leftovers import marked_environment
from config.paths import BASE_DIR
from soak import must


def rehearse(folder: Path, seconds: float) -> dict[str, object]:
    """Run the tests of `tests/attack` that are marked `soak`; `seconds` makes no difference."""
    environ = marked_environment() | {"RAPPORT_VAR": str(folder / "var")}
    command = [sys.executable, "-m", "config.launch.testing", "-m", "soak", "-q", "tests/attack"]
    ran = subprocess.run(command, cwd=BASE_DIR, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    (folder / "pytest.log").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    said = [line.strip() for line in ran.stdout.splitlines() if " passed" in line or " failed" in line]
    must(ran.returncode == os.EX_OK, "Every form bears all words", *said)
    return {"forms sent every string": said[-1] if said else "none"}
