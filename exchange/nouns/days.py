"""Days as people write them in spreadsheets."""

import datetime as dt
import re
import unicodedata

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D.*)?", re.DOTALL)
_SHORT = re.compile(r"(\d{2})([./年-])(\d{1,2})[./月-](\d{1,2})[日号]?(?:\s.*)?", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})月(\d{1,2})[日号][\s,]?(\d{4})年?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]{1,2}([a-z]{3,9})\.?,?[ -]{1,2}(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WRITTEN = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
)
_NUMERALS = {numeral: str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5,6})(?:\.\d+)?")  # from 1927 on: 26.3 is a month, and 2026 a year
EARLIEST, LATEST = 1900, 2200
TURN = 60  # of years in two digits, the first of the last century: contracts run to 2059, people were born in 1960


def day_of(text: str, *, is_1904: bool = False, year_first: bool = False) -> dt.date | None:
    """Return the day that a cell names, or None: 2026-3-5, 2026.3.5, 2026/03/05, 20260305, 2026年3月5日, 46086,
    5 March 2026, Mar 5, 2026, 二〇二六年三月五日, 3月5日2026, 26.3.5.

    3/5/2026 is none: it may be a day in March or in May. 26.3.15 is one only in a file whose people write the
    `year_first`: elsewhere it may be the 26th of March 2015.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    try:
        if found:
            day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        elif (short := _SHORT.fullmatch(plain)) and _is_year_first(short, year_first):
            day = dt.date(_whole_year(int(short[1])), int(short[3]), int(short[4]))
        elif last := _YEAR_LAST.fullmatch(plain):
            day = dt.date(int(last[3]), int(last[1]), int(last[2]))
        elif written := _WRITTEN.fullmatch(plain):
            day = dt.date(*map(_counted, written.groups()))
        elif named := _DAY_MONTH.fullmatch(plain.casefold()):
            day = dt.date(int(named[3]), _month(named[2]), int(named[1]))
        elif named := _MONTH_DAY.fullmatch(plain.casefold()):
            day = dt.date(int(named[3]), _month(named[1]), int(named[2]))
        elif serial := _SERIAL.fullmatch(plain):
            day = _of_serial(int(serial[1]), is_1904)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _is_year_first(short: re.Match[str], year_first: bool) -> bool:
    """Whether three short numbers can only be a year, a month and a day: a year has two digits, a month is up to 12."""
    first, last = short[1], short[4]
    return short[2] == "年" or len(last) == 1 or (year_first and int(first) > 12)


def _whole_year(short: int) -> int:
    return short + (2000 if short < TURN else 1900)


def _month(name: str) -> int:
    """Return a month's number by its English name or the beginning of it. Raises `ValueError`."""
    return 1 + next((at for at, month in enumerate(_MONTHS) if month.startswith(name)), -1)


def _counted(text: str) -> int:
    """Return what 二〇二六, 十, 十二, 二十, 三十一 count."""
    if "十" not in text:
        return int("".join(_NUMERALS[numeral] for numeral in text))
    tens, ones = text.split("十", 1)
    return int(_NUMERALS.get(tens, "1")) * 10 + int(_NUMERALS.get(ones, "0"))


def _of_serial(number: int, is_1904: bool) -> dt.date:
    if is_1904:
        return dt.date(1904, 1, 1) + dt.timedelta(days=number)
    if number < 1:
        raise ValueError("no day")
    # Excel counts a 29 February 1900 that never was.
    return dt.date(1899, 12, 31) + dt.timedelta(days=number - (number > 59))
