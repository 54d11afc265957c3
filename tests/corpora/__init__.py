"""Hostile and odd words of our own, by corpus: `strings_of("markup")`, and all of them: `STRINGS`."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CORPORA = ("markup", "templates", "formulas", "naughty")


def strings_of(corpus: str) -> list[str]:
    """Return the strings of a corpus, the very long ones among them."""
    found = tomllib.loads((HERE / f"{corpus}.toml").read_text(encoding="utf-8"))
    return [*found["strings"], *("长" * length for length in found.get("lengths", ()))]


STRINGS = [string for corpus in CORPORA for string in strings_of(corpus)]
