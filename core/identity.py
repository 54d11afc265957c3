"""Find numbers of identity cards (居民身份证), so that none is kept: no visit needs one (PIPL).

static/js/identity.js does the same where one types without a connection; core/tests/test_identity.py holds the two
together.
"""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from core.credit_code import is_credit_code

IDENTITY_NUMBER_NOTED = _("The number of an identity card stands in this note. Take it out: none is to be kept here.")
NO_IDENTITY_NUMBERS = _("Numbers of identity cards are not kept here. Leave it out.")
LENGTH = 18
BLOT = "*" * LENGTH  # stands where a number stood
# As one run, and as people group it; digits around it make it another number.
_RUN = re.compile(r"(?<!\d)\d{17}[\dX](?![\dA-Z])", re.ASCII)
_GROUPED = re.compile(r"(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dX](?![\dA-Z])", re.ASCII)
# The 15 digits of before 2000 have no check character, and one in eighty of all numbers of 15 digits looks like one:
# 工商注册号, old tax numbers, accounts, IMEI. So they are one only where the text calls them so.
_NAMED = re.compile(
    r"(?:身份证|identity|id\s?card)(?:\s*(?:card|号码|号|是|为|number|no\.?|is|[:：(（#]))*\s*"
    r"(\d(?:[ -]?\d){14})(?![\dA-Z])",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<=\d)[ -](?=[\dX])", re.ASCII)
# Full-width digits and X, one for one, so that what is found stands at the same place in the text itself.
_FOLDED = {0xFF10 + digit: str(digit) for digit in range(10)} | dict.fromkeys((ord("x"), 0xFF38, 0xFF58), "X")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# The provinces, by the first two digits.
_PLACES = frozenset(
    str(one)
    for some in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,),
                 range(81, 84))
    for one in some
)  # fmt: skip
_YEARS = ("19", "20")


def holds_identity_number(text: str) -> bool:
    """Whether a text holds a number of 18 characters with a place, a day of birth and the right check character.

    Those of foreigners who live in China begin with 9. A 统一社会信用代码 that looks like one is none. Also whether it
    calls 15 digits one.
    """
    if len(text) < LENGTH:
        return False
    plain = unicodedata.normalize("NFKC", text).upper()
    joined = _BETWEEN.sub("", plain)
    found = {*_RUN.findall(plain), *_RUN.findall(joined), *(_BETWEEN.sub("", one) for one in _GROUPED.findall(plain))}
    return any(_is_one(number, is_all=number == joined.strip()) for number in found) or any(
        _is_old_one(_BETWEEN.sub("", one)) for one in _NAMED.findall(plain)
    )


def blotted(text: str) -> str:
    """Return a text with each number of an identity card blotted out; all of it where one cannot be told apart."""
    if not holds_identity_number(text):
        return text
    plain = text.translate(_FOLDED)
    spans = [found.span() for shape in (_RUN, _GROUPED) for found in shape.finditer(plain)]
    spans += [found.span(1) for found in _NAMED.finditer(plain)]
    is_all = plain.strip()
    kept = text
    for begin, end in sorted(spans, reverse=True):
        number = _BETWEEN.sub("", plain[begin:end])
        if _is_old_one(number) if len(number) < LENGTH else _is_one(number, is_all=number == is_all):
            kept = kept[:begin] + BLOT + kept[end:]
    return BLOT if holds_identity_number(kept) else kept


def _is_one(number: str, *, is_all: bool) -> bool:
    is_foreign = number[0] == "9"
    place = number[1:3] if is_foreign else number[:2]
    if place not in _PLACES or number[6:8] not in _YEARS:
        return False
    if not _is_day(number[6:14]):
        return False
    total = sum(int(one) * weight for one, weight in zip(number, _WEIGHTS, strict=False))
    if _CHECKS[total % 11] != number[-1]:
        return False
    return not ((is_foreign or is_all) and is_credit_code(number))


def _is_old_one(number: str) -> bool:
    return number[:2] in _PLACES and _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
