import datetime as dt

import pytest

from core import lunar

# Spring festivals as they were and will be kept.
NEW_YEARS = {
    1900: (1, 31), 1949: (1, 29), 1976: (1, 31), 2000: (2, 5), 2020: (1, 25), 2023: (1, 22), 2024: (2, 10),
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2033: (1, 31), 2050: (1, 23), 2100: (2, 9),
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_spring_festivals(year, day):
    assert lunar.new_year(year) == dt.date(year, *day)


@pytest.mark.parametrize(
    ("lunar_date", "leap", "day"),
    [
        ((2023, 2, 1), True, (2023, 3, 22)), ((2020, 4, 8), True, (2020, 5, 30)),
        ((2033, 11, 1), True, (2033, 12, 22)),
        ((1978, 8, 15), False, (1978, 9, 17)), ((2057, 9, 1), False, (2057, 9, 29)),
        ((2024, 8, 15), False, (2024, 9, 17)), ((2025, 6, 1), True, (2025, 7, 25)),
        ((2027, 4, 8), True, (2027, 5, 13)),  # no leap month that year: the month itself
    ],
)  # fmt: skip
def test_days(lunar_date, leap, day):
    assert lunar.to_solar(*lunar_date, leap=leap) == dt.date(*day)


def test_the_years_join_without_a_gap_and_have_their_leap_months():
    for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR):
        length = (lunar.new_year(year + 1) - lunar.new_year(year)).days
        assert length in ((383, 384, 385) if lunar.leap_month(year) else (353, 354, 355)), year
        assert 20 <= lunar.new_year(year).timetuple().tm_yday <= 52
    assert {year: lunar.leap_month(year) for year in (2023, 2025, 2028, 2031, 2033)} == {
        2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11
    }  # fmt: skip


def test_who_was_born_on_the_thirtieth_has_a_birthday_in_a_short_month():
    """腊月 of 2024 (which ends in January 2025) has 29 days."""
    assert lunar.next_solar(12, 30, since=dt.date(2025, 1, 1)) == dt.date(2025, 1, 28)
    assert lunar.next_solar(12, 30, since=dt.date(2025, 1, 29)) == dt.date(2026, 2, 16)


def test_next_time_of_a_leap_month():
    assert lunar.next_solar(6, 1, leap=True, since=dt.date(2025, 6, 25)) == dt.date(2025, 7, 25)
    assert lunar.next_solar(6, 1, leap=True, since=dt.date(2025, 7, 26)) == dt.date(2026, 7, 14)


@pytest.mark.parametrize(
    ("month", "day", "leap", "said"),
    [(1, 1, False, "正月初一"), (12, 29, False, "腊月廿九"), (12, 30, False, "腊月三十"), (4, 8, True, "闰四月初八"),
     (8, 15, False, "八月十五"), (11, 20, False, "冬月二十"), (10, 10, False, "十月初十")],
)  # fmt: skip
def test_words(month, day, leap, said):
    assert lunar.words(month, day, leap=leap) == said
