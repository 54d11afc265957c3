"""The build runs when a source changed, and not otherwise; a failure is one line with its remedy."""

import json
import re
from pathlib import Path

import pytest

from config import assets
from config.paths import BASE_DIR


def make_checkout(folder: Path) -> Path:
    """Make a checkout with two sources, one page and an esbuild that copies nothing but leaves its marks."""
    (folder / "static/css").mkdir(parents=True)
    (folder / "static/js/pages").mkdir(parents=True)
    (folder / "config").mkdir()
    (folder / "static/css/main.css").write_text("body { margin: 0 }")
    (folder / "static/js/main.js").write_text("console.log(1)")
    (folder / "static/js/pages/visit.js").write_text("console.log(2)")
    for name in ("package.json", "package-lock.json", "config/assets.py"):
        (folder / name).write_text("{}")
    program = folder / "node_modules/@esbuild/here/bin/esbuild"
    program.parent.mkdir(parents=True)
    program.write_text(
        "#!/bin/sh\n"
        'for a in "$@"; do case "$a" in --outdir=*) out="${a#--outdir=}";; esac; done\n'
        'if grep -q BROKEN static/js/main.js; then echo "static/js/main.js:1: no" >&2; exit 1; fi\n'
        'mkdir -p "$out/pages"; cp static/css/main.css "$out/app.css"; cp static/js/main.js "$out/app.js"\n'
        'cp static/js/pages/*.js "$out/pages/"\n'
    )
    program.chmod(0o755)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "my 文件 夹")


def test_bundles_are_made_once_and_again_when_a_source_changes(checkout: Path) -> None:
    out = checkout / "var/bundles"
    assert assets.bundle(checkout, out) is True
    assert (out / "pages/visit.js").read_text() == "console.log(2)"
    assert assets.bundle(checkout, out) is False
    (checkout / "static/css/main.css").write_text("body { margin: 1px }")
    assert assets.bundle(checkout, out) is True
    assert "1px" in (out / "app.css").read_text()


def test_a_lost_bundle_is_made_again(checkout: Path) -> None:
    out = checkout / "var/bundles"
    assets.bundle(checkout, out)
    (out / "app.css").unlink()
    assert assets.bundle(checkout, out) is True
    assert (out / "app.css").exists()


def test_a_page_bundle_goes_with_its_source(checkout: Path) -> None:
    out = checkout / "var/bundles"
    assets.bundle(checkout, out)
    (checkout / "static/js/pages/visit.js").rename(checkout / "static/js/pages/today.js")
    assets.bundle(checkout, out)
    assert sorted(path.name for path in (out / "pages").iterdir()) == ["today.js"]


def test_a_broken_source_keeps_the_bundles_and_says_where(checkout: Path) -> None:
    out = checkout / "var/bundles"
    assets.bundle(checkout, out)
    (checkout / "static/js/main.js").write_text("BROKEN")
    with pytest.raises(assets.AssetError, match=r"static/js/main\.js:1"):
        assets.bundle(checkout, out)
    assert (out / "app.js").read_text() == "console.log(1)"
    assert not out.with_name("bundles.new").exists()


def test_a_missing_esbuild_names_the_remedy(checkout: Path) -> None:
    (checkout / "node_modules/@esbuild/here/bin/esbuild").unlink()
    with pytest.raises(assets.AssetError, match="Remove node_modules and run again"):
        assets.bundle(checkout, checkout / "var/bundles")


def test_packages_are_not_fetched_again_while_the_lock_is_the_same(checkout: Path) -> None:
    modules = checkout / "node_modules"
    for name in ("htmx.org", "bootstrap"):
        (modules / name).mkdir()
    digest = assets.digest_of([checkout / "package.json", checkout / "package-lock.json"], checkout)
    (modules / ".rapport-stamp").write_text(digest)
    assert assets.install(checkout) is False


def test_failures_end_with_status_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(root: Path) -> bool:
        raise assets.AssetError("assets: no. Do this.")

    monkeypatch.setattr(assets, "install", fail)
    assert assets.main() == 1
    assert capsys.readouterr().err == "assets: no. Do this.\n"


def test_the_lock_names_no_registry() -> None:
    packages = json.loads((BASE_DIR / "package-lock.json").read_text())["packages"]
    assert packages
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert "registry=" not in re.sub(r"omit-lockfile-registry-resolved=true", "", (BASE_DIR / ".npmrc").read_text())
