"""Text as it arrives from a browser, made fit for the database."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return text without what PostgreSQL cannot store (NUL, half of a surrogate pair), its line ends as "\\n"."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def lines_of(text: str) -> list[str]:
    """Return the non-empty lines, each once, in order."""
    return list(dict.fromkeys(line.strip() for line in clean_text(text).split("\n") if line.strip()))
