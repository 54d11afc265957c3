"""What changed between two texts, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison; `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Line]:
    """Return every line of both texts once, those gone before those new at each place."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line("same", text) for text in old[start:end]]
        else:
            lines += [Line("gone", text) for text in old[start:end]]
            lines += [Line("new", text) for text in new[new_start:new_end]]
    return lines
