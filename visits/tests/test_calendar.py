"""The workday table is filled ahead and never overwrites what people entered."""

import datetime

import pytest

from visits.actions.calendar import seed_calendar
from visits.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_holidays_are_added_once_and_unconfirmed():
    assert seed_calendar(years=[2026]) > 5
    assert seed_calendar(years=[2026]) == 0
    national_day = CalendarDay.objects.get(day=datetime.date(2026, 10, 1))
    assert not national_day.is_workday
    assert not national_day.is_confirmed


def test_what_people_entered_stays():
    CalendarDay.objects.create(day=datetime.date(2026, 10, 1), is_workday=True, label="调休", is_confirmed=True)
    seed_calendar(years=[2026])
    assert CalendarDay.objects.get(day=datetime.date(2026, 10, 1)).is_workday
