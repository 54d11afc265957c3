"""Which days are worked: Monday to Friday, unless a row of this table says otherwise."""

import datetime
import zoneinfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row

WINDOW = datetime.timedelta(days=60)  # of the table, read at once


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def next_workday(self, day: datetime.date) -> datetime.date:
        """Return the first workday after `day`. Looks 40 days ahead; no holiday is longer."""
        end = day + datetime.timedelta(days=40)
        known = dict(self.filter(day__gt=day, day__lte=end).values_list("day", "is_workday"))
        candidate = day + datetime.timedelta(days=1)
        while candidate <= end and not known.get(candidate, candidate.weekday() < 5):
            candidate += datetime.timedelta(days=1)
        return candidate

    def after_work_time(
        self, start: datetime.datetime, term: datetime.timedelta, *, begins: datetime.time, ends: datetime.time
    ) -> datetime.datetime:
        """Return the moment at which `term` of work time has gone by since `start`, in UTC.

        Work is done from `begins` to `ends` in the house's zone, on its workdays. A term that would run out as work
        ends does so then, not the next morning. Nothing of a night, a weekend or a holiday counts; a swap workday
        does. Raises ValueError where work ends before it begins.
        """
        if ends <= begins:
            raise ValueError("work ends before it begins")
        zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
        day = read_until = start.astimezone(zone).date()
        known: dict[datetime.date, bool] = {}
        while True:
            if day >= read_until:
                read_until = day + WINDOW
                known = dict(self.filter(day__gte=day, day__lt=read_until).values_list("day", "is_workday"))
            if known.get(day, day.weekday() < 5):
                opens, closes = (
                    datetime.datetime.combine(day, clock, tzinfo=zone).astimezone(datetime.UTC)
                    for clock in (begins, ends)
                )
                at = max(start, opens)
                if at < closes:
                    if at + term <= closes:
                        return (at + term).astimezone(datetime.UTC)
                    term -= closes - at
            day += datetime.timedelta(days=1)


class CalendarDay(Row):
    """A public holiday, or a swap workday (调休上班日). Unconfirmed until the year's plan is published."""

    day = models.DateField(_("day"), unique=True)
    is_workday = models.BooleanField(_("worked"), default=False)
    label = models.CharField(_("name"), max_length=80, blank=True)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.label}"
