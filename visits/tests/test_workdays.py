"""The workday table in the hands of an admin."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.access import NotYours
from visits.actions.calendar import seed_calendar, set_days
from visits.models import CalendarDay

pytestmark = pytest.mark.django_db
URL = reverse("workdays")
JUNE = datetime.date(2041, 6, 3)  # a Monday


@pytest.fixture(autouse=True)
def no_days():
    CalendarDay.objects.all().delete()


def test_a_holiday_and_its_swap_workday_are_entered(world, as_):
    browser = as_(world.admin)
    day = datetime.date(timezone.localdate().year + 1, 6, 2)
    last = day + datetime.timedelta(days=2)
    said = {"first": day.isoformat(), "last": last.isoformat(), "what": "off", "label": "端午节"}
    page = browser.post(URL, said, follow=True)
    assert page.redirect_chain[0][0] == f"{URL}?year={day.year}"
    assert (
        list(CalendarDay.objects.order_by("day").values_list("is_workday", "is_confirmed", "label"))
        == [(False, True, "端午节")] * 3
    )
    browser.post(URL, {"first": last.isoformat(), "what": "worked", "label": "调休上班"})
    assert CalendarDay.objects.get(day=last).is_workday
    assert "调休上班" in browser.get(f"{URL}?year={day.year}").text


def test_each_day_says_its_weekday_and_the_year_that_is_shown_stands_among_the_years(world, as_):
    year = timezone.localdate().year
    browser = as_(world.admin)
    for ahead in (0, 1, 2):
        day = datetime.date(year + ahead, 10, 1)
        CalendarDay.objects.create(day=day, is_workday=False, label="国庆节")
        page = browser.get(f"{URL}?year={day.year}")
        assert f"<span>{day:%a} 1 Oct</span>" in page.text
        assert f'<a href="?year={day.year}" aria-current="page">{day.year}</a>' in page.text


def test_a_guess_made_an_ordinary_day_does_not_come_back(world):
    CalendarDay.objects.create(day=JUNE, is_workday=False, label="端午节")
    set_days(by=world.admin, first=JUNE, last=JUNE, is_workday=None, label="", now=timezone.now())
    seed_calendar(years=[JUNE.year], now=timezone.now())
    assert CalendarDay.objects.next_workday(JUNE - datetime.timedelta(days=3)) == JUNE


def test_an_ordinary_saturday_is_no_holiday(world, as_):
    saturday = timezone.localdate() + datetime.timedelta(days=(5 - timezone.localdate().weekday()) % 7 + 7)
    set_days(by=world.admin, first=saturday, last=saturday, is_workday=None, label="", now=timezone.now())
    assert as_(world.manager).get(reverse("day-said"), {"said": "节后"}).json()["day"] == ""
    assert saturday.isoformat() not in as_(world.admin).get(f"{URL}?year={saturday.year}").text


def test_a_year_is_to_be_confirmed_until_somebody_says_it_is_published(world, as_):
    browser, year = as_(world.admin), timezone.localdate().year + 1
    CalendarDay.objects.create(day=datetime.date(year, 10, 1), is_workday=False, label="国庆节")
    assert "To be confirmed" in browser.get(f"{URL}?year={year}").text
    address = reverse("workdays-confirm")
    browser.post(address, {"year": year})
    assert not CalendarDay.objects.get().is_confirmed
    browser.post(address, {"year": year, "is_published": "on"})
    assert CalendarDay.objects.get().is_confirmed
    assert "To be confirmed" not in browser.get(f"{URL}?year={year}").text


@pytest.mark.parametrize(
    "said",
    [
        {"first": ""},
        {"last": "2041-06-02"},
        {"last": "2041-08-02"},
        {"label": ""},
        {"label": "11010519491231002X"},
        {"what": "never"},
    ],
)
def test_what_does_not_fit_is_refused(world, as_, said):
    sound = {"first": JUNE.isoformat(), "what": "off", "label": "端午节"}
    assert as_(world.admin).post(URL, sound | said).status_code == 422
    assert not CalendarDay.objects.exists()


def test_only_an_admin_changes_it(world, as_):
    with pytest.raises(NotYours):
        set_days(by=world.lead, first=JUNE, last=JUNE, is_workday=True, label="", now=timezone.now())
    assert as_(world.lead).post(URL, {}).status_code == 404
    assert as_(world.manager).post(reverse("workdays-confirm"), {}).status_code == 404
