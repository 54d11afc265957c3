"""Birthdays, anniversaries and other dates, by the sun's calendar or the moon's (V12)."""

import datetime as dt

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import lunar
from core.dates import date_words, tongue
from crm.models.person import Person
from crm.models.person_part import PersonPart, PersonPartQuerySet

SOON_DAYS = 14
_LEAP_YEAR = 2000  # has a 29 February


class DateKind(models.TextChoices):
    BIRTHDAY = "birthday", _("Birthday")
    WEDDING = "wedding", _("Wedding day")
    JOINED = "joined", _("Joined the firm")
    OTHER = "other", _("Other day")


class DateCalendar(models.TextChoices):
    SOLAR = "solar", _("Solar calendar")
    LUNAR = "lunar", _("Lunar calendar")


class PersonDateQuerySet(PersonPartQuerySet):
    def soon(self, today: dt.date) -> "PersonDateQuerySet":
        """Return those that come round within 14 days."""
        return self.within(*soon_days(today))

    def within(self, first: dt.date, last: dt.date) -> "PersonDateQuerySet":
        """Return those that come round from `first` to `last`, both included."""
        return self.there().filter(next_on__range=(first, last))


def soon_days(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of what is soon."""
    return today, today + dt.timedelta(days=SOON_DAYS)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["next_on"])
class PersonDate(PersonPart):
    """A date that comes round each year. The year may be unknown; `next_on` is worked out again when it has passed."""

    COMPUTED = ("next_on", "is_leap_month")

    person = models.ForeignKey(Person, models.CASCADE, related_name="dates", editable=False, verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=DateKind.choices, default=DateKind.BIRTHDAY)
    label = models.CharField(_("which day"), max_length=60, blank=True, help_text=_("For another day: what it is."))
    calendar = models.CharField(
        _("calendar"), max_length=6, choices=DateCalendar.choices, default=DateCalendar.SOLAR
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("May stay empty."))
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(pgettext_lazy("of a month", "day"))
    is_leap_month = models.BooleanField(_("it was a leap month (闰月)"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)
    next_on = models.DateField(null=True, editable=False)

    objects = PersonDateQuerySet.as_manager()  # type: ignore[misc]  # one of its own

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ("next_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(month__range=(1, 12)) & Q(day__range=(1, 31)), name="date_in_a_year"),
        )
        indexes = (models.Index(fields=("next_on", "id"), name="date_by_next", condition=Q(removed_at=None)),)

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())

    @property
    def is_lunar(self) -> bool:
        """Whether the date is one of the moon's calendar."""
        return self.calendar == DateCalendar.LUNAR

    @property
    def day_words(self) -> str:
        """The day as the reader's language says it: 28 Jun, 6月28日; by the moon month 12, day 29, 腊月廿九."""
        language = get_language() or "en"
        if not self.is_lunar:
            day = dt.date(_LEAP_YEAR, self.month, self.day)
            return date_words(day, today=day, language=language)
        if tongue(language) == "zh":
            return lunar.words(self.month, self.day, leap=self.is_leap_month)
        return f"{'leap ' if self.is_leap_month else ''}month {self.month}, day {self.day}"

    @property
    def whole_words(self) -> str:
        """The day with its year, where that is known, and the calendar if it is the moon's."""
        parts = [self.day_words, *([str(self.year)] if self.year else [])]
        return " · ".join([*([str(self.get_calendar_display())] if self.is_lunar else []), *parts])

    def next_after(self, today: dt.date) -> dt.date | None:
        """Return the next time it comes round, `today` among them; 29 February is 28 in a common year."""
        if self.is_lunar:
            return lunar.next_solar(self.month, self.day, leap=self.is_leap_month, since=today)
        for year in (today.year, today.year + 1):
            day = _solar(year, self.month, self.day)
            if day >= today:
                return day
        return None

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Check that there is such a day, and work out when it comes round next."""
        self.is_leap_month = self.is_leap_month and self.is_lunar
        if self.is_lunar:
            self._check_lunar()
        else:
            try:
                born = dt.date(self.year or 2000, self.month, self.day)
            except ValueError:
                raise ValidationError({"day": _("There is no such day.")}) from None
            if self.year and born > today:
                raise ValidationError({"year": _("This day is yet to come.")})
        self.next_on = self.next_after(today)

    def _check_lunar(self) -> None:
        if self.day > 30:
            raise ValidationError({"day": _("A lunar month has 30 days at most.")})
        if self.year is None:
            return
        if not lunar.FIRST_YEAR <= self.year <= lunar.LAST_YEAR:
            raise ValidationError({"year": _("Lunar dates are known from 1900 to 2100.")})
        if self.is_leap_month and lunar.leap_month(self.year) != self.month:
            raise ValidationError({"is_leap_month": _("That year had no such leap month.")})
        if self.day > lunar.month_length(self.year, self.month, leap=self.is_leap_month):
            raise ValidationError({"day": _("That month had 29 days.")})


def _solar(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 29 February
        return dt.date(year, month, day - 1)
