"""Fill the workday table, and correct it when a year's plan is published."""

import datetime
from collections.abc import Iterable

import holidays
from django.db import transaction

from accounts.models import User
from accounts.roles import Permission
from crm.access import check
from visits.models import CalendarDay

FIRST_OF_WEEKEND = 5  # Saturday


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


@transaction.atomic
def set_days(
    *, by: User, first: datetime.date, last: datetime.date, is_workday: bool | None, label: str, now: datetime.datetime
) -> int:
    """Say of each day from `first` to `last` whether it is worked; None: as any other day of its week.

    Such days are confirmed, and no guess overwrites them. Return how many there are. Raises `NotYours`.
    """
    check(by.may(Permission.MANAGE_DATA))
    days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(
                day=day,
                is_workday=day.weekday() < FIRST_OF_WEEKEND if is_workday is None else is_workday,
                label="" if is_workday is None else label,
                is_confirmed=True,
                created_at=now,
            )
            for day in days
        ],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["is_workday", "label", "is_confirmed"],
    )
    return len(days)


def confirm_year(*, by: User, year: int) -> int:
    """Take the guesses of a year for its published plan; return how many days there were. Raises `NotYours`."""
    check(by.may(Permission.MANAGE_DATA))
    return CalendarDay.objects.filter(day__year=year, is_confirmed=False).update(is_confirmed=True)
