"""Days as people type them; Wednesday, 25 November 2026 is today."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese_numbers import number
from core.day_phrases import Phrase, Workdays, read_phrase

TODAY = dt.date(2026, 11, 25)
DAYS = Workdays(
    known={dt.date(2027, 1, 1): False, dt.date(2027, 2, 5): False, dt.date(2027, 2, 6): False},
    holiday_begins=dt.date(2027, 1, 1), holiday_ends=dt.date(2027, 1, 3), spring=dt.date(2027, 2, 5),
)  # fmt: skip


def read(typed, today=TODAY):
    return read_phrase(typed, today=today, workdays=DAYS)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", "2026-11-25"), ("明天", "2026-11-26"), ("大后天", "2026-11-28"), ("周五", "2026-11-27"),
        ("周三", "2026-11-25"), ("周一", "2026-11-30"), ("下周五", "2026-12-04"), ("下周一", "2026-11-30"),
        ("下下周日", "2026-12-13"), ("这周日", "2026-11-29"), ("星期天", "2026-11-29"), ("下星期３", "2026-12-02"),
        ("3天后", "2026-11-28"), ("三天之后", "2026-11-28"), ("两周后", "2026-12-09"), ("十二天后", "2026-12-07"),
        ("一个月后", "2026-12-25"), ("3个工作日后", "2026-11-30"), ("月底", "2026-11-30"), ("下月底", "2026-12-31"),
        ("年底", "2026-12-31"), ("季度末", "2026-12-31"), ("下个月10号", "2026-12-10"), ("10号", "2026-12-10"),
        ("30号", "2026-11-30"), ("12月3日", "2026-12-03"), ("1月5号", "2027-01-05"), ("2026.12.5", "2026-12-05"),
        ("2027年3月8日", "2027-03-08"), ("年前", "2027-02-04"), ("节后", "2027-01-04"), ("周末", "2026-11-28"),
        ("春节前", "2027-02-04"), ("过年前", "2027-02-04"), ("年后", "2027-02-08"), ("春节后", "2027-02-08"),
        ("节前", "2026-12-31"), ("放假前", "2026-12-31"), ("本周内", "2026-11-27"), ("下周内", "2026-12-04"),
        ("三天之内", "2026-11-28"), ("半个月后", "2026-12-10"), ("半年内", "2027-05-25"), ("月内", "2026-11-30"),
        ("12月底", "2026-12-31"), ("三月底", "2027-03-31"), ("下月末", "2026-12-31"), ("明年底", "2027-12-31"),
        ("20261203", "2026-12-03"),
        ("next fri", "2026-12-04"), ("Friday", "2026-11-27"), ("this sunday", "2026-11-29"),
        ("in 3 days", "2026-11-28"),
        ("in a week", "2026-12-02"), ("in 2 months", "2027-01-25"), ("tomorrow", "2026-11-26"),
        ("3 Dec", "2026-12-03"),
        ("december 3rd", "2026-12-03"), ("end of month", "2026-11-30"), ("feb 29", "2028-02-29"),
    ],
)  # fmt: skip
def test_a_day_is_read(typed, day):
    assert read(typed) == Phrase(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("明天下午3点", "2026-11-26", "15:00"), ("明天下午三点半", "2026-11-26", "15:30"),
        ("周五上午10:30", "2026-11-27", "10:30"),
        ("下周二晚上8点一刻", "2026-12-01", "20:15"), ("中午12点", "2026-11-25", "12:00"),
        ("今晚8点", "2026-11-25", "20:00"), ("明晚八点半", "2026-11-26", "20:30"),
        ("明天9点05分", "2026-11-26", "09:05"),
        ("tomorrow 3pm", "2026-11-26", "15:00"), ("next fri at 9:30 am", "2026-12-04", "09:30"),
        ("12 am", "2026-11-25", "00:00"),
        ("fri 14:00", "2026-11-27", "14:00"),
    ],
)  # fmt: skip
def test_a_time_is_read_with_it(typed, day, clock):
    assert read(typed) == Phrase(dt.date.fromisoformat(day), dt.time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("月初", "2026-12-01"), ("下月初", "2026-12-01"), ("下个月初", "2026-12-01"), ("3月初", "2027-03-01"),
        ("月中", "2026-12-15"), ("12月中", "2026-12-15"), ("下下月中", "2027-01-15"), ("明年三月初", "2027-03-01"),
        ("上旬", "2026-12-01"), ("下月上旬", "2026-12-01"), ("12月中旬", "2026-12-11"), ("一月下旬", "2027-01-21"),
        ("下旬", "2026-11-25"), ("下旬末", "2026-11-30"), ("上旬内", "2026-12-10"), ("2月下旬内", "2027-02-28"),
    ],
)  # fmt: skip
def test_a_part_of_a_month_is_read(typed, day):
    assert read(typed) == Phrase(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("typed", "day"),
    [("上旬前", "2026-12-10"), ("12月中旬之前", "2026-12-20"), ("下旬前", "2026-11-30"), ("下月初前", "2026-12-01")],
)
def test_before_the_end_of_ten_days_is_their_last(typed, day):
    assert read(typed) == Phrase(dt.date.fromisoformat(day), by=True)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("明天下午", "2026-11-26"), ("明天上午", "2026-11-26"), ("今晚", "2026-11-25"), ("明早", "2026-11-26"),
        ("下周五晚上", "2026-12-04"), ("12月3日中午", "2026-12-03"), ("tomorrow morning", "2026-11-26"),
        ("fri afternoon", "2026-11-27"), ("tonight", "2026-11-25"),
    ],
)  # fmt: skip
def test_a_part_of_a_day_is_that_day_and_no_time(typed, day):
    assert read(typed) == Phrase(dt.date.fromisoformat(day), part=True)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("腊月二十八", "2027-02-04"), ("腊月廿八", "2027-02-04"), ("正月十五", "2027-02-20"),
        ("正月初六", "2027-02-11"),
        ("腊月三十", "2027-02-05"), ("农历八月十五", "2027-09-15"), ("八月初五", "2027-09-05"),
        ("农历十月十七", "2026-11-25"), ("冬月初一", "2026-12-09"),
        ("八月十五", "2027-08-15"),
    ],
)  # fmt: skip
def test_a_day_by_the_moon_is_read_where_it_is_said_to_be_one(typed, day):
    assert read(typed) == Phrase(dt.date.fromisoformat(day))


@pytest.mark.parametrize("typed", ["周五前", "周五下班前", "11月27日下班之前", "周五之前", "by friday", "before fri"])
def test_before_a_day_is_that_day(typed):
    assert read(typed) == Phrase(dt.date(2026, 11, 27), by=True)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "随便", "下周八", "31号的", "2月30日", "13月1日", "明天25点", "friend", "monkey", "in 99999 days",
     "周五左右",
     "初", "中", "13月初", "下午", "农历", "正月", "正月三十一", "农历十三月初一", "八月初十一", "闰四月初八",
     "年中旬",
     "9999年后", "3天前", "前", "by", "十十天后"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(typed):
    assert read(typed) is None


def test_before_one_leaves_work_is_today_and_a_weekend_is_still_its_week():
    assert read("下班前") == Phrase(TODAY, by=True)
    assert read("本周内", dt.date(2026, 11, 28)).day == dt.date(2026, 11, 29)


def test_a_feast_is_unknown_until_its_days_are():
    assert read_phrase("节后", today=TODAY) is None
    assert read_phrase("年前", today=TODAY) is None


days = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


@given(today=days, n=st.integers(0, 60))
def test_days_and_weeks_from_now_are_counted(today, n):
    assert read(f"{n}天后", today).day == read(f"in {n} days", today).day == today + dt.timedelta(days=n)
    assert read(f"{n}周后", today).day == today + dt.timedelta(weeks=n)


@given(today=days, at=st.integers(0, 6))
def test_a_weekday_is_within_its_week(today, at):
    name = "一二三四五六日"[at]
    soon, following = read(f"周{name}", today).day, read(f"下周{name}", today).day
    assert soon.weekday() == following.weekday() == at
    assert 0 <= (soon - today).days < 7
    assert following.isocalendar()[:2] == (today + dt.timedelta(days=7)).isocalendar()[:2]


@given(today=days, month=st.integers(1, 12), day=st.integers(1, 28))
def test_a_date_without_a_year_is_the_next_one(today, month, day):
    found = read(f"{month}月{day}日", today).day
    assert (found.month, found.day) == (month, day)
    assert 0 <= (found - today).days <= 366


@given(typed=st.text(max_size=30), today=days)
def test_no_text_breaks_it(typed, today):
    found = read(typed, today)
    assert found is None or abs((found.day - today).days) <= 3660


@given(n=st.integers(0, 99))
def test_chinese_numbers(n):
    tens, ones = divmod(n, 10)
    han = "零一二三四五六七八九"
    said = han[n] if n < 10 else ("" if tens == 1 else han[tens]) + "十" + (han[ones] if ones else "")
    assert number(said) == n
