"""Days and times as people say them, in two languages, across zones and years."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from core import dates

TODAY = dt.date(2026, 11, 23)  # a Monday
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "en", "zh"),
    [
        ("2026-11-23", "today", "今天"),
        ("2026-11-24", "tomorrow", "明天"),
        ("2026-11-22", "yesterday", "昨天"),
        ("2026-11-25", "Wed 25 Nov", "后天"),
        ("2026-11-21", "Sat 21 Nov", "前天"),
        ("2026-11-27", "Fri 27 Nov", "11月27日 周五"),
        ("2026-03-01", "Sun 1 Mar", "3月1日 周日"),
        ("2027-03-22", "22 Mar 2027", "2027年3月22日"),
        ("2025-11-23", "23 Nov 2025", "2025年11月23日"),
    ],
)
def test_days(when: str, en: str, zh: str) -> None:
    assert dates.day_words(day(when), today=TODAY, language="en") == en
    assert dates.day_words(day(when), today=TODAY, language="zh-hans") == zh


@pytest.mark.parametrize(
    ("when", "en", "zh"), [("2026-11-27", "27 Nov", "11月27日"), ("2027-01-08", "8 Jan 2027", "2027年1月8日")]
)
def test_dates_beside_the_name_of_their_day(when: str, en: str, zh: str) -> None:
    assert dates.date_words(day(when), today=TODAY, language="en") == en
    assert dates.date_words(day(when), today=TODAY, language="zh-hans") == zh


def test_a_near_day_of_the_next_year_keeps_its_weekday_and_says_its_year() -> None:
    eve = day("2026-12-31")
    assert dates.day_words(day("2027-01-01"), today=eve, language="en") == "tomorrow"
    assert dates.day_words(day("2027-01-08"), today=eve, language="en") == "Fri 8 Jan 2027"
    assert dates.day_words(day("2027-01-08"), today=eve, language="zh-hans") == "2027年1月8日 周五"
    assert dates.day_words(day("2026-12-31"), today=day("2027-01-01"), language="zh-hans") == "昨天"


@pytest.mark.parametrize(
    ("moment", "zone", "today", "en", "zh"),
    [
        # 00:30 in Shanghai is still the day before in UTC
        ("2026-11-22T16:30:00+00:00", "Asia/Shanghai", "2026-11-23", "today 00:30", "今天 00:30"),
        ("2026-11-22T16:30:00+00:00", "UTC", "2026-11-22", "today 16:30", "今天 16:30"),
        ("2026-11-23T06:30:00+00:00", "Asia/Shanghai", "2026-11-23", "today 14:30", "今天 14:30"),
        ("2026-11-27T01:00:00+00:00", "Asia/Shanghai", "2026-11-23", "Fri 27 Nov 09:00", "11月27日 周五 09:00"),
        # a clock that went back: 01:30 twice, on the same day
        ("2026-11-01T06:30:00+00:00", "America/New_York", "2026-11-01", "today 01:30", "今天 01:30"),
        # the year's end differs by zone
        ("2026-12-31T16:10:00+00:00", "Asia/Shanghai", "2027-01-01", "today 00:10", "今天 00:10"),
    ],
)
def test_moments(moment: str, zone: str, today: str, en: str, zh: str) -> None:
    at = dt.datetime.fromisoformat(moment)
    say = {"zone": ZoneInfo(zone), "today": day(today)}
    assert dates.moment_words(at, language="en", **say) == en
    assert dates.moment_words(at, language="zh-hans", **say) == zh


def test_the_whole_form_names_day_year_and_zone() -> None:
    at = dt.datetime(2026, 11, 27, 6, 30, tzinfo=dt.UTC)
    assert dates.full_moment(at, zone=SHANGHAI, language="en") == "Friday 27 November 2026, 14:30 (UTC+08:00)"
    assert dates.full_moment(at, zone=SHANGHAI, language="zh-hans") == "2026年11月27日 周五 14:30 (UTC+08:00)"


@pytest.mark.parametrize(
    ("when", "en", "zh"),
    [
        ("2026-11-23", "due today", "今天到期"),
        ("2026-11-24", "due tomorrow", "明天到期"),
        ("2026-11-25", "in 2 days", "后天到期"),
        ("2026-11-26", "in 3 days", "3 天后"),
        ("2026-12-07", "in 14 days", "14 天后"),
        ("2026-12-08", "due Tue 8 Dec", "12月8日 周二到期"),
        ("2027-03-22", "due 22 Mar 2027", "2027年3月22日到期"),
        ("2026-11-22", "1 day late", "已逾期 1 天"),
        ("2026-11-20", "3 days late", "已逾期 3 天"),
    ],
)
def test_due_days(when: str, en: str, zh: str) -> None:
    assert dates.due_words(day(when), today=TODAY, language="en") == en
    assert dates.due_words(day(when), today=TODAY, language="zh-hans") == zh


@pytest.mark.parametrize(
    ("when", "en", "zh"),
    [
        ("2026-11-23", "today", "今天"),
        ("2026-11-22", "yesterday", "昨天"),
        ("2026-11-11", "12 days ago", "12 天前"),
        ("2026-07-23", "4 months ago", "4 个月前"),
        ("2024-01-01", "2 years ago", "2 年前"),
        ("2026-11-26", "in 3 days", "3 天后"),
    ],
)
def test_past_days(when: str, en: str, zh: str) -> None:
    assert dates.past_words(day(when), today=TODAY, language="en") == en
    assert dates.past_words(day(when), today=TODAY, language="zh-hans") == zh


@pytest.mark.parametrize(
    ("minutes", "en", "zh"),
    [
        (0, "0 min", "0 分钟"),
        (45, "45 min", "45 分钟"),
        (60, "1 h", "1 小时"),
        (90, "1 h 30 min", "1 小时 30 分"),
        (1440, "1 day", "1 天"),
        (3060, "2 days 3 h", "2 天 3 小时"),
        (-5, "0 min", "0 分钟"),
    ],
)
def test_lengths(minutes: int, en: str, zh: str) -> None:
    assert dates.minutes_words(minutes, language="en") == en
    assert dates.minutes_words(minutes, language="zh-hans") == zh
