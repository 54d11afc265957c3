"""Fill the workday table."""

import datetime
from collections.abc import Iterable

import holidays

from visits.models import CalendarDay


def seed_calendar(*, years: Iterable[int], now: datetime.datetime) -> int:
    """Enter China's public holidays of `years` that the table lacks; return how many days were entered.

    Days that someone has entered or corrected stay as they are. A year whose swap workdays are not known yet has no
    published plan: its days are guesses, entered unconfirmed.
    """
    days = []
    for year in years:
        calendar = holidays.country_holidays("CN", years=year, language="zh_CN")
        swapped = sorted(day for day in calendar.weekend_workdays if day.year == year)
        found = [(day, False, str(label)) for day, label in sorted(calendar.items()) if day.year == year]
        found += [(day, True, "调休上班") for day in swapped]
        days += [
            CalendarDay(day=day, is_workday=worked, label=label[:80], is_confirmed=bool(swapped), created_at=now)
            for day, worked, label in found
        ]
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    return CalendarDay.objects.count() - before
