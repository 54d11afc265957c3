import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from visits.actions.calendar import seed_calendar
from visits.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_a_published_year_is_confirmed_and_a_guess_is_not():
    seed_calendar(years=[2025, 2040], now=timezone.now())
    swap = CalendarDay.objects.get(day=datetime.date(2025, 1, 26))  # the Sunday before Spring Festival
    assert (swap.is_workday, swap.is_confirmed) == (True, True)
    guessed = CalendarDay.objects.filter(day__year=2040)
    assert guessed.exists()
    assert not guessed.filter(is_confirmed=True).exists()


def test_what_a_person_entered_stays():
    day = CalendarDay.objects.create(day=datetime.date(2025, 1, 1), is_workday=True, label="ours")
    assert seed_calendar(years=[2025], now=timezone.now()) > 20
    assert seed_calendar(years=[2025], now=timezone.now()) == 0
    day.refresh_from_db()
    assert (day.is_workday, day.label) == (True, "ours")
    call_command("seed_calendar", "2025", verbosity=0)
