"""What changed between two texts, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 800  # that are compared, of both texts together; the time grows with their square and more


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison; `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Line]:
    """Return every line of both texts once, those gone before those new at each place.

    Where very many lines lie between the first and the last difference, all of them are told as gone and new.
    """
    old, new = before.splitlines(), after.splitlines()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    lines = [Line("same", text) for text in old[:head]]
    if len(old_middle) + len(new_middle) > MOST_LINES:
        lines += _changed(old_middle, new_middle)
    else:
        matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
        for kind, start, end, new_start, new_end in matcher.get_opcodes():
            if kind == "equal":
                lines += [Line("same", text) for text in old_middle[start:end]]
            else:
                lines += _changed(old_middle[start:end], new_middle[new_start:new_end])
    return lines + [Line("same", text) for text in old[len(old) - tail :]]


def _changed(gone: list[str], new: list[str]) -> list[Line]:
    return [*(Line("gone", text) for text in gone), *(Line("new", text) for text in new)]


def _common(one: list[str], other: list[str]) -> int:
    """Return how many lines agree from the first on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
