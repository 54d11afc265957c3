"""`make audit`: ask the public lists of weaknesses about the packages we pin. Needs a network; says so without one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from config.launch import say
from config.paths import BASE_DIR


def main() -> None:
    say.prepare_streams()
    failed = [not _python(), not _npm()]
    sys.exit(1 if any(failed) else 0)


def _python() -> bool:
    """Run pip-audit from an environment of its own, so that it is no package of ours."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        for command in (
            [sys.executable, "-m", "venv", folder],
            [str(python), "-m", "pip", "install", "-q", "pip-audit"],
        ):
            if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
                say.problem("Python packages: NOT CHECKED, pip-audit could not be fetched.")
                return False
        locks = [part for name in ("requirements.txt", "requirements-dev.txt") for part in ("-r", name)]
        asked = [str(python), "-m", "pip_audit", "--disable-pip", "--require-hashes", *locks]
        return _said("Python packages", subprocess.run(asked, cwd=BASE_DIR, check=False).returncode)  # noqa: S603


def _npm() -> bool:
    program = Path(sys.prefix) / "bin" / "npm"
    asked = [str(program), "audit", "--package-lock-only"]
    environ = os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    return _said("Web assets", subprocess.run(asked, cwd=BASE_DIR, env=environ, check=False).returncode)  # noqa: S603


def _said(what: str, code: int) -> bool:
    if code:
        say.problem(f"{what}: weaknesses are known, or the list could not be asked; see above.")
    else:
        say.line(f"{what}: no known weakness.")
    return not code


if __name__ == "__main__":
    main()
