"""Fill the workday table with the public holidays of the years ahead."""

from collections.abc import Iterable

import holidays

from visits.models import CalendarDay

COUNTRY = "CN"


def seed_calendar(*, years: Iterable[int]) -> int:
    """Add the statutory holidays of `years` that are not there yet; return how many were added.

    They are marked unconfirmed: the package guesses days that are not published and knows no swap workdays. Rows
    that people entered or confirmed are left as they are.
    """
    known = holidays.country_holidays(COUNTRY, years=list(years), language="zh_CN")
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, label=label[:80], is_workday=False) for day, label in sorted(known.items())],
        ignore_conflicts=True,
    )
    return CalendarDay.objects.count() - before
