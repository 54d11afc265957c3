"""Bands of sizes in spreadsheets, read from the words we offer and from figures as people write them."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from exchange.nouns.problems import Problem
from exchange.nouns.widgets import Choice

_AROUND = re.compile(r"[\s,¥$€约]|大约|左右|人数|people|employees|staff|人|名|CNY|RMB|人民币|元", re.IGNORECASE)
_FIGURE = re.compile(r"(\d{1,14}(?:\.\d{1,4})?)([千万亿]*)")
_TO = re.compile(r"[-–—~至到]")
_SIZES = {"": 1, "千": 1_000, "万": 10_000, "千万": 10_000_000, "亿": 100_000_000, "百万": 1_000_000}


class Band(Choice):
    """One of a few bands; keys are their lower bounds in `unit`s, from the lowest to the highest.

    A figure, or a range within one band, is that band. A figure below `least` is none: without its unit it says little.
    """

    def __init__(self, words: Mapping[str, str], *, unit: int = 1, least: int = 1) -> None:
        super().__init__(words)
        self.bounds = [(Decimal(key) * unit, key) for key in words]
        self.least = least

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        """Return the band's key. Raises `Problem`."""
        try:
            return super().clean(value, row, **facts)
        except Problem:
            parts = _TO.split(_AROUND.sub("", unicodedata.normalize("NFKC", str(value))))
            figures = [found for part in parts if (found := _FIGURE.fullmatch(part))]
            if not figures or len(figures) != len(parts) or len(parts) > 2:
                raise
            last = figures[-1][2]
            sizes = [Decimal(one[1]) * _SIZES.get(one[2] or last, 0) for one in figures]
            bands = {self._band(size) for size in sizes}
            if len(bands) != 1 or min(sizes) < self.least:
                raise
            return bands.pop()

    def _band(self, size: Decimal) -> str:
        return [key for bound, key in self.bounds if bound <= size or bound == self.bounds[0][0]][-1]
