"""Read a day, and perhaps a time, as people type it: 下周五, 明天下午3点, 月底, 3天后; "next fri", "tomorrow 3pm".

A small grammar of its own. Pure: today and what is known of workdays are passed in. A phrase that is not understood
whole is not understood at all, so that no word a person typed is dropped in silence.
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.chinese_numbers import NUMBER, number
from core.month_phrases import lunar_day, part_of_month
from core.months import months_on

_FARTHEST = 3660  # days
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
             "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}  # fmt: skip
_EN_DAYS = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_EN_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
              "november", "december")  # fmt: skip
# Holidays that people call by name: what they say → what the workday table calls them. 春节 has words of its own.
FEASTS = {
    "元旦": "元旦", "清明": "清明", "五一": "劳动节", "劳动": "劳动节", "端午": "端午", "中秋": "中秋", "国庆": "国庆",
    "十一": "国庆",
}  # fmt: skip
_ZH_PARTS = {"凌晨": 0, "早上": 0, "早": 0, "上午": 0, "中午": 12, "下午": 12, "傍晚": 12, "晚上": 12, "晚": 12}


@dataclass(frozen=True, slots=True)
class Workdays:
    """What is known of the days ahead: `known` overrides Monday to Friday.

    `holiday_begins` and `holiday_ends`, the first and last day of the next public holiday; `spring`, the first day off
    of the next Spring Festival; `feasts`, the first and last day off of the next of each of `FEASTS`.
    """

    known: Mapping[dt.date, bool] = field(default_factory=dict)
    holiday_begins: dt.date | None = None
    holiday_ends: dt.date | None = None
    spring: dt.date | None = None
    feasts: Mapping[str, tuple[dt.date, dt.date]] = field(default_factory=dict)

    def is_workday(self, day: dt.date) -> bool:
        """Whether people work on `day`."""
        return self.known.get(day, day.weekday() < 5)

    def nearest(self, day: dt.date, *, step: int) -> dt.date:
        """Return the first workday from `day` on, forwards (1) or back (-1); no holiday is longer than 40 days."""
        for _n in range(40):
            if self.is_workday(day):
                break
            day += dt.timedelta(days=step)
        return day


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says. `clock` is None where it names no time; `by`, whether it said "before" (周五前); `part`,
    whether it named a part of the day and no time in it (明天下午).
    """

    day: dt.date
    clock: dt.time | None = None
    by: bool = False
    part: bool = False


def read_phrase(typed: str, *, today: dt.date, workdays: Workdays | None = None) -> Phrase | None:
    """Return the day that was typed, None where it is not understood or lies more than ten years away.

    "By Friday" is Friday itself: a promise is due on that day. A weekday without a week is the next one to come, today
    included; 下周五 is the Friday of the week after this one, weeks beginning on Monday.
    """
    text = unicodedata.normalize("NFKC", typed).lower().strip().rstrip("。.!")
    text, clock = _take_clock(text)
    text, by = _take_by(text)
    text, part = _take_part(text) if clock is None else (text, False)
    if not text:
        return Phrase(today, clock) if clock and not by else None
    days = workdays or Workdays()
    try:
        found = next((day for rule in _RULES if (day := rule(text, today, days)) is not None), None)
    except (ValueError, KeyError, OverflowError):  # the 31st of a month that has 30
        return None
    if found is None or abs((found - today).days) > _FARTHEST:
        return None
    return Phrase(found, clock, by, part)


_ZH_CLOCK = re.compile(
    rf"\s*({'|'.join(_ZH_PARTS)})?\s*(?:(\d{{1,2}}):(\d{{2}})|{NUMBER}[点时](?:(半)|(?:{NUMBER}分?)|(一刻)|(三刻)|整)?)$"
)
_PART = re.compile(rf"(.+?)\s*(?:{'|'.join(_ZH_PARTS)})|(.+) (?:morning|afternoon|evening)")
_EN_CLOCK = re.compile(r"\s*(?:at\s+)?(\d{1,2})(?::(\d{2}))?\s*(am|pm)$|\s*(?:at\s+)?(\d{1,2}):(\d{2})$")


def _take_clock(text: str) -> tuple[str, dt.time | None]:
    """Split a time of day off the end; a time that no clock shows stays where it is."""
    found = _EN_CLOCK.search(text)
    if found and not re.search(r"[\u4e00-\u9fff]\s*$", text[: found.start()]):
        hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
        if found[3]:
            if not 1 <= hour <= 12:
                return text, None
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
    elif found := _ZH_CLOCK.search(text):
        try:
            hour = int(found[2]) if found[2] else number(found[4])
            minute = int(found[3] or 0) if found[2] else number(found[6]) if found[6] else 0
        except (ValueError, KeyError):
            return text, None
        minute = 30 if found[5] else 15 if found[7] else 45 if found[8] else minute
        part = _ZH_PARTS.get(found[1] or "", 0)
        if part == 12 and hour < 12 and not (found[1] == "中午" and hour >= 10):
            hour += 12
    else:
        return text, None
    if hour > 23 or minute > 59:
        return text, None
    return text[: found.start()].strip(), dt.time(hour, minute)


def _take_part(text: str) -> tuple[str, bool]:
    """Split a part of the day off the end of a day: 明天下午, 今晚, "friday morning"."""
    if found := _PART.fullmatch(text):
        return (found[1] or found[2]).strip(), True
    return ("today", True) if text in ("tonight", "this morning", "this afternoon", "this evening") else (text, False)


_FEAST_BEFORE = re.compile(rf"(?:春?节|过?年|放假|(?:{'|'.join(FEASTS)})节?)前")
_AGO = re.compile(rf"{NUMBER}(?:天|日|周|个?星期|个?月)(?:以?前|之前)")


def _take_by(text: str) -> tuple[str, bool]:
    if found := re.fullmatch(r"(?:by|before)\s+(.+)", text):
        return found[1], True
    if _FEAST_BEFORE.fullmatch(text) or _AGO.fullmatch(text):
        return text, False  # a day of its own, and one that has passed
    if found := re.fullmatch(r"(.*?)下班(?:之前|以前|前)", text):
        return found[1] or "今天", True
    if found := re.fullmatch(r"(.+?)(?:之前|以前|前)", text):
        return found[1] + ("内" if found[1].endswith("旬") else ""), True
    return text, False


def _near(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    away = {
        "今天": 0, "今日": 0, "今": 0, "today": 0, "明天": 1, "明日": 1, "明": 1, "tomorrow": 1,
        "后天": 2, "大后天": 3,
        "the day after tomorrow": 2, "day after tomorrow": 2,
    }.get(text)  # fmt: skip
    return None if away is None else today + dt.timedelta(days=away)


def _weekday(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    monday = today - dt.timedelta(days=today.weekday())
    if found := re.fullmatch(r"(下下|下|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天1-7末])", text):
        wanted = 5 if found[2] == "末" else _WEEKDAYS[found[2]]
        weeks = {"下下": 2, "下": 1, "这": 0, "本": 0}.get(found[1] or "")
    elif found := re.fullmatch(rf"(next|this)?\s*{_EN_DAYS}", text):
        if not any(name.startswith(text.split()[-1]) for name in _EN_NAMES):
            return None
        wanted = [name[:3] for name in _EN_NAMES].index(found[2])
        weeks = {"next": 1, "this": 0}.get(found[1] or "")
    else:
        return None
    if weeks is None:
        return today + dt.timedelta(days=(wanted - today.weekday()) % 7)
    return monday + dt.timedelta(days=7 * weeks + wanted)


def _after(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    found = re.fullmatch(rf"(?:过)?{NUMBER}(?:个)?(工作日|天|日|周|星期|礼拜|月|年)(?:以?后|之后|以?内|之内)", text)
    if found:
        amount = number(found[1])
        unit = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year",
                "工作日": "workday"}[found[2]]  # fmt: skip
    elif found := re.fullmatch(r"(?:过)?半个?(月|年)(?:以?后|之后|以?内|之内)", text):
        amount, unit = (15, "day") if found[1] == "月" else (6, "month")
    elif found := re.fullmatch(r"in\s+(\d{1,4}|a|an)\s+(workday|day|week|month|year)s?", text):
        amount, unit = 1 if found[1] in ("a", "an") else int(found[1]), found[2]
    else:
        return None
    if unit == "workday":
        day = today
        for _n in range(min(amount, 260)):
            day = days.nearest(day + dt.timedelta(days=1), step=1)
        return day
    if unit in ("day", "week"):
        return today + dt.timedelta(days=amount * (7 if unit == "week" else 1))
    return months_on(today, amount * (12 if unit == "year" else 1))


def _month_end(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    ends = {"月底": 0, "本月底": 0, "这个月底": 0, "月末": 0, "本月内": 0, "月内": 0,
            "end of month": 0, "end of the month": 0, "month end": 0,
            "下月底": 1, "下个月底": 1, "下月末": 1, "end of next month": 1,
            "下下月底": 2, "下下个月底": 2}  # fmt: skip
    if text in ends:
        month = months_on(today.replace(day=1), ends[text])
        return _last_of(month)
    if found := re.fullmatch(rf"{NUMBER}月(?:底|末)", text):
        return _last_of(dt.date(today.year + (number(found[1]) < today.month), number(found[1]), 1))
    if text in ("年底", "今年底", "年内", "今年内", "end of year", "end of the year", "year end"):
        return dt.date(today.year, 12, 31)
    if text == "明年底":
        return dt.date(today.year + 1, 12, 31)
    if text in ("季度末", "季末", "本季度末", "end of quarter", "end of the quarter"):
        return _last_of(dt.date(today.year, (today.month - 1) // 3 * 3 + 3, 1))
    if text in ("周末", "weekend", "the weekend"):
        return today + dt.timedelta(days=(5 - today.weekday()) % 7)
    if found := re.fullmatch("(本|这|下)周内", text):
        friday = 4 if today.weekday() <= 4 else 6  # at a weekend, its Sunday
        return today + dt.timedelta(days=(11 if found[1] == "下" else friday) - today.weekday())
    if text in ("下周", "next week"):
        return today + dt.timedelta(days=7 - today.weekday())
    return None


def _feast(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    """年前: the last workday before the Spring Festival, 年后: the first after it; 节前, 节后: of the next holiday."""
    day = dt.timedelta(days=1)
    if text in ("年前", "过年前", "春节前") and days.spring:
        return days.nearest(days.spring - day, step=-1)
    if text in ("年后", "过年后", "过完年", "春节后") and days.spring:
        return days.nearest(days.spring, step=1)
    if (found := re.fullmatch(r"(.+?)节?(前|后)(?:以前|之前)?", text)) and (feast := days.feasts.get(found[1])):
        first, last = feast
        return days.nearest(first - day, step=-1) if found[2] == "前" else days.nearest(last + day, step=1)
    if text in ("节前", "放假前") and days.holiday_begins:
        return days.nearest(days.holiday_begins - day, step=-1)
    if text in ("节后", "放假后", "after the holiday", "after the holidays") and days.holiday_ends:
        return days.nearest(days.holiday_ends + day, step=1)
    return None


def _part_of_month(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    return part_of_month(text, today)


def _lunar(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    return lunar_day(text, today)


def _date(text: str, today: dt.date, days: Workdays) -> dt.date | None:
    if found := re.fullmatch(r"(20\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?", text):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(20\d{2})(\d{2})(\d{2})", text):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(rf"{NUMBER}月{NUMBER}[日号]?", text):
        return _coming(number(found[1]), number(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})", text):
        return _coming(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(rf"(下下|下|本|这)?(个?月)?{NUMBER}[号日]", text):
        if found[1] and not found[2]:
            return None
        wanted = number(found[3])
        if found[2] and found[1]:
            month = months_on(today.replace(day=1), {"下下": 2, "下": 1}.get(found[1], 0))
            return month.replace(day=wanted)
        if found[2]:
            return None
        month = today.replace(day=1)
        return (month if wanted >= today.day else months_on(month, 1)).replace(day=wanted)
    return _english_date(text, today)


def _english_date(text: str, today: dt.date) -> dt.date | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})", text)
    day, name = (found[1], found[2]) if found else ("", "")
    if not found and (found := re.fullmatch(r"([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?", text)):
        name, day = found[1], found[2]
    month = next((at for at, one in enumerate(_EN_MONTHS, 1) if name and one.startswith(name)), None)
    return _coming(month, int(day), today) if month else None


def _coming(month: int, day: int, today: dt.date) -> dt.date:
    """Return the next such day, today included; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError(f"{month}-{day}")


def _last_of(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


_RULES: tuple[Callable[[str, dt.date, Workdays], dt.date | None], ...] = (
    _near, _weekday, _after, _month_end, _part_of_month, _lunar, _feast, _date,
)  # fmt: skip
