"""Which days are worked: Monday to Friday, unless a row of this table says otherwise."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def next_workday(self, day: datetime.date) -> datetime.date:
        """Return the first workday after `day`. Looks 40 days ahead; no holiday is longer."""
        end = day + datetime.timedelta(days=40)
        known = dict(self.filter(day__gt=day, day__lte=end).values_list("day", "is_workday"))
        candidate = day + datetime.timedelta(days=1)
        while candidate <= end and not known.get(candidate, candidate.weekday() < 5):
            candidate += datetime.timedelta(days=1)
        return candidate


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
