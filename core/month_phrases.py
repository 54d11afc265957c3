"""Read a part of a month, or a day by the moon, as people say it: 下月初, 12月中旬, 腊月二十八.

Pure; rules of `core/day_phrases.py`. A lunar day is read only where it is said to be one: by 农历, by a month that the
solar year has not (正月, 冬月, 腊月), or by a day counted the lunar way (初五, 廿三). 八月十五 alone is 15 August.
"""

import calendar
import datetime as dt
import re

from core.chinese_numbers import NUMBER, number
from core.lunar import next_solar
from core.months import months_on

# The first and last day of each; 0: of the month.
_PARTS = {"初": (1, 1), "中": (15, 15), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}
_AWAY = {"本": 0, "这个": 0, "这": 0, "当": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2}
_PART = re.compile(
    rf"(?:(?:(今年|明年)?{NUMBER}|({'|'.join(_AWAY)}))?月(?:份)?的?)?(初|中|[上中下]旬)(末|底)?(内|里)?"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_LUNAR = re.compile(
    r"(农历|阴历|旧历)?(?:(正|冬|腊)|(十[一二]?|[二三四五六七八九]))月"
    r"(?:(初[一二三四五六七八九十]|廿[一二三四五六七八九])|(十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十))日?"
)


def part_of_month(text: str, today: dt.date) -> dt.date | None:
    """Return the day of 月初 (the 1st), 月中 (the 15th) or 上旬, 中旬, 下旬: the first of those ten days, today if it
    is one of them; with 内 (and 前, which is read as 内) or 末 their last. Without a month it is the next to come.
    """
    found = _PART.fullmatch(text)
    if found is None or (text.startswith(("初", "中")) and "旬" not in text):
        return None
    first, last = _PARTS[found[4]]
    year, named, away = found[1], found[2], found[3]
    month = today.replace(day=1)
    if named:
        month = dt.date(today.year + (year == "明年"), number(named), 1)
        if not year and _day_of(month, last) < today:
            month = months_on(month, 12)
    elif away:
        month = months_on(month, _AWAY[away])
    elif _day_of(month, last) < today:
        month = months_on(month, 1)
    begins, ends = _day_of(month, first), _day_of(month, last)
    if found[5] or found[6]:
        return ends
    return today if begins <= today <= ends else begins


def _day_of(month: dt.date, day: int) -> dt.date:
    return month.replace(day=day or calendar.monthrange(month.year, month.month)[1])


def lunar_day(text: str, today: dt.date) -> dt.date | None:
    """Return the next time a lunar day comes round, today included; 腊月三十 is the last of its month."""
    found = _LUNAR.fullmatch(text)
    if found is None or not (found[1] or found[2] or found[4]):
        return None
    month = _MONTHS[found[2]] if found[2] else number(found[3])
    said = (found[4] or found[5]).replace("初", "").replace("廿", "二十")
    return next_solar(month, number(said), since=today)
