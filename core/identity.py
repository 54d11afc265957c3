"""Find numbers of identity cards (居民身份证), so that none is kept: no visit needs one (PIPL)."""

import re
import unicodedata

_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})([\dX])(?![\dA-Z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def holds_identity_number(text: str) -> bool:
    """Whether a text holds a number of 18 characters with a day of birth in it and the right check character."""
    plain = re.sub(r"(?<=\d)[ -](?=[\dX])", "", unicodedata.normalize("NFKC", text).upper())
    for found in _NUMBER.finditer(plain):
        total = sum(int(one) * weight for one, weight in zip(found[1], _WEIGHTS, strict=True))
        if _CHECKS[total % 11] == found[2]:
            return True
    return False
