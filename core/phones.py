"""Read telephone numbers as people in China write them, and show them as people read them.

What was typed is kept as it is; this module only decides how it is shown and dialled.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Between two numbers; a single blank only before a whole number, and not behind an area code or that of the country.
_BETWEEN = re.compile(
    r"[/\\、,;|\n]+|\s{2,}"
    r"|(?<=\d{4})(?<!0086)\s*(?:或者?|和|以及)\s*(?=[+\d])"
    r"|(?<=\d{4})(?<!0086)\s(?=(?:(?:\+86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4})(?!\d))"
)
_EXTENSION = re.compile(r"(?:转|轉|ext\.?|x|#|分机)\s*(\d{1,6})\s*$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_MUNICIPAL = re.compile(r"0(?:10|2\d)\d{7,8}")  # area codes of three digits: Beijing and 02x
_LANDLINE = re.compile(r"0[3-9]\d{2}\d{7,8}")
_SERVICE = re.compile(r"[48]00\d{7}")
_KNOWN = (_MOBILE, _MUNICIPAL, _LANDLINE, _SERVICE)
_BY_HYPHEN = re.compile(r"(.*\d)-(\d{2,5})")  # 010-88886666-801
_FEWEST = 3  # digits that can be dialled; the 7 of 88886666/7 is the end of another number


@dataclass(frozen=True, slots=True)
class Number:
    """One number: `dial` for a tel: link ("" when nothing in it can be dialled), `shown` for people."""

    dial: str
    shown: str


@lru_cache(maxsize=5000)
def numbers_in(typed: str) -> tuple[Number, ...]:
    """Return every number in a field that may hold two ("138 0013 8000 / 010-88886666 转 801").

    Accepts +86, 0086, spaces, hyphens, full width. Mobile numbers are shown 3-4-4. What is no Chinese number is shown
    as typed and dialled by its digits; text without a digit is shown and cannot be dialled.
    """
    return tuple(_read(part) for part in parts_of(typed))


def parts_of(typed: str) -> list[str]:
    """Return the numbers in a field as they were typed, one by one: "138 0013 8000 / 010-88886666" holds two."""
    text = unicodedata.normalize("NFKC", typed)
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def is_mobile(typed: str) -> bool:
    """Whether what was typed is one Chinese mobile number."""
    found = numbers_in(typed)
    return len(found) == 1 and bool(_MOBILE.fullmatch(found[0].dial))


def _read(part: str) -> Number:
    found = _EXTENSION.search(part)
    extension = found[1] if found else ""
    body = part[: found.start()] if found else part
    digits = re.sub(r"\D", "", body)
    if not found and not _is_known(digits) and (hyphen := _BY_HYPHEN.fullmatch(body.strip())):
        before = re.sub(r"\D", "", hyphen[1])
        if _is_known(before) and not _MOBILE.fullmatch(before):
            body, digits, extension = hyphen[1], before, hyphen[2]
    if len(digits) < _FEWEST:
        return Number(dial="", shown=part)
    local = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$|0?[1-9]\d{8,11}$)", "", digits)
    if local != digits and not local.startswith("0") and not _MOBILE.fullmatch(local):
        local = f"0{local}"  # at home an area code begins with 0
    dialled, shown = _shape(local, body.strip(), abroad=body.strip().startswith("+") and local == digits)
    if extension:
        return Number(dial=f"{dialled},{extension}", shown=f"{shown} 转 {extension}")
    return Number(dial=dialled, shown=shown)


def _is_known(digits: str) -> bool:
    return any(shape.fullmatch(digits) for shape in _KNOWN)


def _shape(digits: str, typed: str, *, abroad: bool) -> tuple[str, str]:
    if abroad:  # +1 415 555 0100 has the digits of a mobile number here
        return f"+{digits}", typed
    if _MOBILE.fullmatch(digits):
        return digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if _MUNICIPAL.fullmatch(digits):
        return digits, f"{digits[:3]} {digits[3:-4]} {digits[-4:]}"
    if _LANDLINE.fullmatch(digits):
        return digits, f"{digits[:4]} {digits[4:-4]} {digits[-4:]}"
    if _SERVICE.fullmatch(digits):
        return digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return digits, typed
