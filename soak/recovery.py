"""A whole installation is destroyed while people write, and comes back: to a moment, to its end, and elsewhere.

The rehearsal itself is `tests/test_soak_recovery.py`, as it needs an installation of its own to destroy; the data of
each release is brought up to this code and all the way back (`tests/test_upgrade.py`); and a backup is restored by
hand where the unit of embedded services is stopped (`config/tests/test_manage_by_hand.py`).
"""

import os
import subprocess
import sys
from pathlib import Path

from config.launch.leftovers import marked_environment
from config.paths import BASE_DIR
from soak import must


def rehearse(folder: Path, seconds: float) -> dict[str, object]:
    """Run the tests marked `soak`, with `seconds` of writing before all is destroyed."""
    environ = marked_environment() | {"SECONDS": f"{seconds:.0f}", "RAPPORT_VAR": str(folder / "var")}
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "config.launch.testing",
            "-m",
            "soak",
            "-q",
            "tests/test_soak_recovery.py",
            "tests/test_upgrade.py",
            "config/tests/test_manage_by_hand.py",
        ],
        cwd=BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    (folder / "pytest.log").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    said = [line.strip() for line in ran.stdout.splitlines() if " passed" in line or " failed" in line]
    must(ran.returncode == os.EX_OK, "A destroyed installation comes back", *said)
    return {"rehearsals of recovery": said[-1] if said else "none"}
