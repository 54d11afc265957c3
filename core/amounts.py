"""Read an amount of money as people write it: 12500, ¥12,500.00, 12.5万, 3千万元."""

import re
import unicodedata
from decimal import Decimal

_AMOUNT = re.compile(r"(\d{1,14}(?:\.\d{1,6})?)([十百千]?)([万亿w]?)", re.IGNORECASE)
_AROUND = re.compile(r"[\s,¥$€]|CNY|RMB|人民币|元|整", re.IGNORECASE)
_SIZES = {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}


def read_amount(typed: str) -> Decimal | None:
    """Return an amount, 0 or more, to the hundredth; None where it is not understood."""
    found = _AMOUNT.fullmatch(_AROUND.sub("", unicodedata.normalize("NFKC", typed)))
    if found is None:
        return None
    return (Decimal(found[1]) * _SIZES[found[2]] * _SIZES[found[3].lower()]).quantize(Decimal("0.01"))
