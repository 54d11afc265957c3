"""The Chinese lunar calendar of 1900 to 2100, from a fixed table; no browser's or system's calendar is asked.

One number a year: its lowest four bits name the month that has a leap month behind it (0: none), bits 15 to 4 say of
months 1 to 12 whether they have 30 days (else 29), bit 16 says the same of the leap month. The table was checked day
by day against three libraries; where they differ (months of 1933, 1954, 1978, 2057, 2089 and 2097 that begin at
midnight) it follows the Purple Mountain Observatory.
"""

import datetime as dt
from functools import cache

FIRST_YEAR = 1900
LAST_YEAR = 2100
_BEGINS = dt.date(1900, 1, 31)
# fmt: off
_YEARS = (
    0x04BD8, 0x04AE0, 0x0A570, 0x054D5, 0x0D260, 0x0D950, 0x16554, 0x056A0, 0x09AD0, 0x055D2,
    0x04AE0, 0x0A5B6, 0x0A4D0, 0x0D250, 0x1D255, 0x0B540, 0x0D6A0, 0x0ADA2, 0x095B0, 0x14977,
    0x04970, 0x0A4B0, 0x0B4B5, 0x06A50, 0x06D40, 0x1AB54, 0x02B60, 0x09570, 0x052F2, 0x04970,
    0x06566, 0x0D4A0, 0x0EA50, 0x16A95, 0x05AD0, 0x02B60, 0x186E3, 0x092E0, 0x1C8D7, 0x0C950,
    0x0D4A0, 0x1D8A6, 0x0B550, 0x056A0, 0x1A5B4, 0x025D0, 0x092D0, 0x0D2B2, 0x0A950, 0x0B557,
    0x06CA0, 0x0B550, 0x15355, 0x04DA0, 0x0A5B0, 0x14573, 0x052B0, 0x0A9A8, 0x0E950, 0x06AA0,
    0x0AEA6, 0x0AB50, 0x04B60, 0x0AAE4, 0x0A570, 0x05260, 0x0F263, 0x0D950, 0x05B57, 0x056A0,
    0x096D0, 0x04DD5, 0x04AD0, 0x0A4D0, 0x0D4D4, 0x0D250, 0x0D558, 0x0B540, 0x0B6A0, 0x195A6,
    0x095B0, 0x049B0, 0x0A974, 0x0A4B0, 0x0B27A, 0x06A50, 0x06D40, 0x0AF46, 0x0AB60, 0x09570,
    0x04AF5, 0x04970, 0x064B0, 0x074A3, 0x0EA50, 0x06B58, 0x05AC0, 0x0AB60, 0x096D5, 0x092E0,
    0x0C960, 0x0D954, 0x0D4A0, 0x0DA50, 0x07552, 0x056A0, 0x0ABB7, 0x025D0, 0x092D0, 0x0CAB5,
    0x0A950, 0x0B4A0, 0x0BAA4, 0x0AD50, 0x055D9, 0x04BA0, 0x0A5B0, 0x15176, 0x052B0, 0x0A930,
    0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260, 0x0EA65, 0x0D530,
    0x05AA0, 0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0, 0x1D0B6, 0x0D250, 0x0D520, 0x0DD45,
    0x0B5A0, 0x056D0, 0x055B2, 0x049B0, 0x0A577, 0x0A4B0, 0x0AA50, 0x1B255, 0x06D20, 0x0ADA0,
    0x14B63, 0x09370, 0x049F8, 0x04970, 0x064B0, 0x168A6, 0x0EA50, 0x06B20, 0x1A6C4, 0x0AAE0,
    0x092E0, 0x0D2E3, 0x0C960, 0x0D557, 0x0D4A0, 0x0DA50, 0x05D55, 0x056A0, 0x0A6D0, 0x055D4,
    0x052D0, 0x0A9B8, 0x0A950, 0x0B4A0, 0x0B6A6, 0x0AD50, 0x055A0, 0x0ABA4, 0x0A5B0, 0x052B0,
    0x0B273, 0x06930, 0x07337, 0x06AA0, 0x0AD50, 0x14B55, 0x04B60, 0x0A570, 0x054E4, 0x0D160,
    0x0E968, 0x0D520, 0x0DAA0, 0x16AA6, 0x056D0, 0x04AE0, 0x0A9D4, 0x0A2D0, 0x0D150, 0x0F252,
    0x0D520,
)
# fmt: on
_MONTHS = ("正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月")
_ONES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def leap_month(year: int) -> int:
    """Return the month that has a leap month behind it in a lunar year, or 0."""
    return _YEARS[year - FIRST_YEAR] & 0xF


def month_length(year: int, month: int, *, leap: bool = False) -> int:
    """Return 29 or 30. Raises `ValueError` for a leap month that the year does not have."""
    code = _YEARS[year - FIRST_YEAR]
    if leap:
        if code & 0xF != month:
            raise ValueError(f"no leap month {month} in {year}")
        return 30 if code >> 16 & 1 else 29
    return 30 if code >> (16 - month) & 1 else 29


@cache
def new_year(year: int) -> dt.date:
    """Return the day a lunar year begins (春节)."""
    day = _BEGINS
    for before in range(FIRST_YEAR, year):
        day += dt.timedelta(days=_year_length(before))
    return day


def _year_length(year: int) -> int:
    months = sum(month_length(year, month) for month in range(1, 13))
    leap = leap_month(year)
    return months + (month_length(year, leap, leap=True) if leap else 0)


def to_solar(year: int, month: int, day: int, *, leap: bool = False) -> dt.date:
    """Return the day of a lunar date.

    A day 30 in a month of 29 days is the 29th: who was born on 腊月三十 has the birthday on 廿九 then. A leap month
    that the year does not have is the month itself. Raises `ValueError` outside 1900 to 2100.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"no lunar date {year}-{month}-{day}")
    has_leap = leap_month(year)
    leap = leap and has_leap == month
    at = new_year(year)
    for before in range(1, month):
        at += dt.timedelta(days=month_length(year, before))
        if before == has_leap:
            at += dt.timedelta(days=month_length(year, before, leap=True))
    if leap:
        at += dt.timedelta(days=month_length(year, month))
    return at + dt.timedelta(days=min(day, month_length(year, month, leap=leap)) - 1)


def next_solar(month: int, day: int, *, leap: bool = False, since: dt.date) -> dt.date | None:
    """Return the first day on or after `since` on which a lunar date comes round; None when the table ends before."""
    for year in range(max(since.year - 1, FIRST_YEAR), min(since.year + 2, LAST_YEAR) + 1):
        found = to_solar(year, month, day, leap=leap)
        if found >= since:
            return found
    return None


def words(month: int, day: int, *, leap: bool = False) -> str:
    """Return a lunar date as it is said: "腊月廿九", "闰四月初八"."""
    if day <= 10:
        said = f"初{_ONES[day - 1]}"
    elif day < 20:
        said = f"十{_ONES[day - 11]}"
    elif day == 20:
        said = "二十"
    elif day < 30:
        said = f"廿{_ONES[day - 21]}"
    else:
        said = "三十"
    return f"{'闰' if leap else ''}{_MONTHS[month - 1]}{said}"
