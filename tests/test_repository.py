"""Guards over the checkout itself: what lies at the top, and what must never be written into a tracked file."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"accounts", "config", "core", "crm", "etiquette", "exchange", "tests", "upkeep", "visits"}
FOLDERS = {".ci", ".github", "bench", "deploy", "docs", "locale", "soak", "static", "templates"}
# Addresses of a machine that built this: a package index, a folder of a person or a build.
MACHINE = re.compile(r"--(?:extra-)?index-url|--trusted-host|/(?:work|home|Users|root|tmp)/[\w.-]+/|\"resolved\": ")
MAY_NAME_FOLDERS = {"tests/test_repository.py"}


def tracked() -> list[str]:
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_top_level_packages_are_the_known_ones():
    folders = {name.split("/")[0] for name in tracked() if "/" in name}
    assert folders - FOLDERS == PACKAGES


def test_no_tracked_file_names_an_index_or_a_folder_of_one_machine():
    found = []
    for name in tracked():
        if name in MAY_NAME_FOLDERS:
            continue
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {match[0]}" for match in MACHINE.finditer(text)]
    assert found == []


def test_requirements_are_pinned_and_hashed():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-s3.txt"):
        for block in re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8")):
            if not block.startswith("#") and block.strip():
                assert "==" in block.split("\n")[0], block
                assert "--hash=sha256:" in block, block


@pytest.mark.xdist_group("together")
def test_a_group_of_tests_stays_on_one_worker(request):
    """Or tests that start processes of their own run at once, and each worker makes a world that one would do for."""
    if getattr(request.config.option, "loadgroup", False):  # in `make test`, by pytest-xdist
        assert request.node.nodeid.endswith("@together")
