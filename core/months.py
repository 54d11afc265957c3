"""Days counted by months."""

import calendar
import datetime as dt


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the day `months` later (earlier, if negative), the last of its month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
