"""Bands of sizes in spreadsheets, read from the words we offer and from figures as people write them."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from exchange.nouns.problems import Problem
from exchange.nouns.widgets import Choice, _plain

_AROUND = re.compile(
    r"[\s,¥$€约]|大约|大概|左右|上下|将?近|人数|员工|职工|people|employees?|staff|about|around|approx\.?|人|名|CNY|RMB|人民币|元",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
_FIGURE = re.compile(r"(\d{1,14}(?:\.\d{1,4})?)?(k|[十百千万亿]{0,2})", re.IGNORECASE)
_TO = re.compile(r"[-–—~至到]")
_SIZES = {
    "": 1, "k": 1_000, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000,
    "千万": 10_000_000, "亿": 100_000_000, "十亿": 1_000_000_000, "百亿": 10_000_000_000,
}  # fmt: skip
# What stands before a figure or behind it where only one end is said; words of _AROUND are gone by then.
_FROM = re.compile(
    r"(?:>=?|≥|≧|大于(?:等于)?|多于|高于|不少于|不低于|不小于|至少|超过?|逾|上(?=[百千万亿])|morethan|over|above|atleast)(?P<a>.+)"
    r"|(?P<b>.+?)(?:\+|\(?含?\)?(?:及|或)?(?:以上|之上)|[多余]|(?:or|and)(?:more|up|above|over)|plus)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"(?:<=?|≤|≦|小于(?:等于)?|少于|低于|不足|不满|不到|不超过|不多于|不大于|至多|最多|under|below|lessthan|fewerthan|upto|atmost)(?P<a>.+)"
    r"|(?P<b>.+?)(?:\(?含?\)?(?:及|或)?(?:以下|以内|之内|之下)|(?:or|and)(?:less|fewer|below|under))",
    re.IGNORECASE,
)


class Band(Choice):
    """One of a few bands; keys are their lower bounds in `unit`s, from the lowest to the highest.

    A figure, or a range within one band, is that band. A figure below `least` is none: without its unit it says little.
    Where only one end is said, it is the band that begins there or holds that end: “1000人以上” is at least the band of
    1,000, and “500人以下” the band just below 500.
    """

    def __init__(self, words: Mapping[str, str], *, unit: int = 1, least: int = 1) -> None:
        super().__init__(words)
        self.bounds = [(Decimal(key) * unit, key) for key in words]
        self.floors = {bound for bound, _key in self.bounds}
        self.least = least

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        """Return the band's key. Raises `Problem`."""
        try:
            return super().clean(value, row, **facts)
        except Problem:
            text = _bare(value)
            below = _BELOW.fullmatch(text)
            if found := below or _FROM.fullmatch(text):
                sizes = [size - bool(below) for size in _sizes(found["a"] or found["b"])]  # one less is below it
            else:
                sizes = _sizes(*_TO.split(text))
                if len(sizes) == 2 and sizes[0] < sizes[1] in self.floors:
                    sizes[1] -= 1  # “100-500人” means up to 499
            bands = {self._band(size) for size in sizes}
            said = sizes[1:] if sizes[:1] == [0] else sizes  # from nought up to something
            if len(bands) != 1 or len(sizes) > 2 or not said or min(said) < self.least:
                raise
            return bands.pop()

    def says_one_end(self, text: str) -> bool:
        """Whether a cell that `clean` reads says only from where on, or up to where, in words that are not ours."""
        bare = _bare(text)
        return _plain(text) not in self.by_word and bool(_BELOW.fullmatch(bare) or _FROM.fullmatch(bare))

    def _band(self, size: Decimal) -> str:
        return [key for bound, key in self.bounds if bound <= size or bound == self.bounds[0][0]][-1]


def _bare(value: Any) -> str:
    return _AROUND.sub("", unicodedata.normalize("NFKC", str(value)))


def _sizes(*parts: str) -> list[Decimal]:
    """Return the figures that the parts are; none where one of them is no figure. A unit at the end is every part's."""
    found = [match for part in parts if (match := _FIGURE.fullmatch(part.translate(_DIGITS))) and match[0]]
    units = [match[2].lower() for match in found]
    if len(found) != len(parts) or any((unit or units[-1]) not in _SIZES for unit in units):
        return []
    return [Decimal(match[1] or 1) * _SIZES[unit or units[-1]] for match, unit in zip(found, units, strict=True)]
