"""A day in words beside a date field: which day it is, with the calendar's workdays."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from visits.models import CalendarDay

pytestmark = pytest.mark.django_db
URL = reverse("day-said")


def test_a_day_is_told_before_anything_is_saved(world, as_):
    day = timezone.localdate() + datetime.timedelta(days=1)
    answer = as_(world.manager).get(URL, {"said": "明天下午3点"}).json()
    assert (answer["day"], answer["clock"]) == (day.isoformat(), "15:00")
    assert str(day.day) in answer["words"]
    assert as_(world.manager).get(URL, {"said": "someday"}).json()["day"] == ""


def test_a_part_of_a_day_leaves_the_time_to_be_said(world, as_):
    browser = as_(world.manager)
    day = timezone.localdate() + datetime.timedelta(days=1)
    answer = browser.get(URL, {"said": "明天下午"}).json()
    assert (answer["day"], answer["clock"], answer["part"]) == (day.isoformat(), "", True)
    assert browser.get(URL, {"said": "明天下午3点"}).json()["part"] is False


def test_feasts_come_from_the_calendar(world, as_):
    CalendarDay.objects.all().delete()
    first = timezone.localdate() + datetime.timedelta(days=20)
    first += datetime.timedelta(days=-first.weekday())  # a Monday
    for n in range(3):
        CalendarDay.objects.create(day=first + datetime.timedelta(days=n), is_workday=False, label="春节")
    browser = as_(world.manager)
    assert browser.get(URL, {"said": "年前"}).json()["day"] == (first - datetime.timedelta(days=3)).isoformat()
    assert browser.get(URL, {"said": "节后"}).json()["day"] == (first + datetime.timedelta(days=3)).isoformat()


def test_a_feast_is_called_by_its_name(world, as_):
    CalendarDay.objects.all().delete()
    first = timezone.localdate() + datetime.timedelta(days=60)
    first += datetime.timedelta(days=-first.weekday())  # a Monday
    day = datetime.timedelta(days=1)
    for n, label in enumerate(("国庆节", "国庆节（补假）", "调休")):
        CalendarDay.objects.create(day=first + n * day, is_workday=False, label=label)
    browser = as_(world.manager)
    for said in ("国庆前", "十一前", "国庆节前"):
        assert browser.get(URL, {"said": said}).json()["day"] == (first - 3 * day).isoformat()
    assert browser.get(URL, {"said": "国庆后"}).json()["day"] == (first + 3 * day).isoformat()
    assert browser.get(URL, {"said": "端午前"}).json()["day"] == ""


def test_the_fields_offer_it(world, as_):
    assert 'data-fills-day="id_due_on"' in as_(world.manager).get(reverse("promise-new")).text


def test_a_day_that_hangs_on_a_plan_not_published_yet_says_so(world, as_):
    CalendarDay.objects.all().delete()
    first = timezone.localdate() + datetime.timedelta(days=40)
    first += datetime.timedelta(days=-first.weekday())  # a Monday
    feast = CalendarDay.objects.create(day=first, is_workday=False, label="春节", is_confirmed=False)
    browser, unsure = as_(world.manager), "to be confirmed"
    assert unsure in browser.get(URL, {"said": "年前"}).json()["words"]
    assert unsure in browser.get(URL, {"said": first.isoformat()}).json()["words"]
    assert unsure not in browser.get(URL, {"said": "明天"}).json()["words"]
    feast.is_confirmed = True
    feast.save()
    assert unsure not in browser.get(URL, {"said": "年前"}).json()["words"]
