"""Find the line of headings, below titles and above the data, and what each column means."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from exchange.nouns import FORBIDDEN, IGNORED, Noun
from exchange.nouns.column import heading
from exchange.sheets import limits
from exchange.sheets.check import Refused
from exchange.sheets.read import Sheet

IGNORE, REFUSE = "", "!"  # what a column may mean beside a key


@dataclass(slots=True)
class Head:
    """`line` counts from 1; `names` are the headings; `score` is how many of them the noun knows."""

    line: int
    names: list[str]
    score: int


def find_head(lines: Sequence[Sequence[str]], noun: Noun) -> Head:
    """Return the line with most headings that the noun knows, the first of such; else the first with two cells."""
    known = noun.headings()
    best = Head(0, [], 0)
    for number, cells in enumerate(lines, start=1):
        score = len({known[name] for name in map(heading, cells) if name in known})
        if score > best.score:
            best = Head(number, list(cells), score)
    if best.line:
        return best
    for number, cells in enumerate(lines, start=1):
        if sum(1 for cell in cells if cell) >= 2:
            return Head(number, list(cells), 0)
    return Head(1, list(lines[0]) if lines else [], 0)


def check_sheet(sheet: Sheet, head: Head, *, has_data: bool) -> None:
    """Raise `Refused` for a sheet that cannot come in whole: empty, too wide, or with formulas nobody worked out."""
    if not any(head.names):
        raise Refused(_("The file has no cells with anything in them."))
    if not has_data:
        raise Refused(_("Below the headings stands no line of data."))
    if len(head.names) > limits.MOST_COLUMNS:
        raise Refused(
            _("The file has more than %(most)s columns. Take out those that are not needed.")
            % {"most": limits.MOST_COLUMNS}
        )
    if sheet.has_unsolved:
        raise Refused(
            _("The workbook has formulas without their results. Open it in Excel, save it, then choose it again.")
        )


def is_chinese(names: Iterable[str]) -> bool:
    """Whether headings are written in Chinese."""
    return any("\u4e00" <= mark <= "\u9fff" for name in names for mark in name)


def numbered(names: Iterable[str]) -> list[str]:
    """Return headings as they are compared, told apart where several read alike: 电话, 电话#2."""
    seen: Counter[str] = Counter()
    found = []
    for name in map(heading, names):
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def proposed(names: Iterable[str], noun: Noun, *, remembered: Mapping[str, str] | None = None) -> list[str]:
    """Return what each column means: a key, "" to leave it out, "!" for one that a file must not set.

    `remembered` are a person's earlier choices, by heading. Each key is proposed once: for the column of its own name,
    else for the first that may be meant.
    """
    known, taken, found = noun.headings(), set(), []
    importable = {column.key for column in noun.columns_in}
    names = list(names)
    own = {heading(word): column.key for column in noun.columns_in for word in (column.en, column.zh)}
    claimed = {own[plain] for plain in map(heading, names) if plain in own}  # by its own name: no synonym takes it
    for name, apart in zip(names, numbered(names), strict=True):
        plain = heading(name)
        key = known.get(plain, IGNORE)
        if key in claimed and own.get(plain) != key:
            key = IGNORE
        if remembered and apart in remembered:
            key = remembered[apart] if remembered[apart] in importable else IGNORE
        elif plain in IGNORED and key == IGNORE:
            key = IGNORE
        elif plain in FORBIDDEN and key == IGNORE:
            key = REFUSE
        if key in taken:
            key = IGNORE
        elif key not in (IGNORE, REFUSE):
            taken.add(key)
        found.append(key)
    return found


def signature(names: Iterable[str]) -> str:
    """Return what tells one set of headings from another."""
    return sha256("\n".join(heading(name) for name in names).encode()).hexdigest()
