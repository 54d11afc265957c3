"""Hints on when to call on heads (K8). They are shown and never block."""

import calendar
import datetime

from django.utils.translation import gettext as _

MONTH_EDGE_DAYS = 3


def busy_hint(day: datetime.date) -> str:
    """Return why heads are usually busy on `day`, or "" on a good one.

    Mondays, Fridays and the month's first and last three days go to assigning work and summing it up (K8).
    """
    last = calendar.monthrange(day.year, day.month)[1]
    if day.day <= MONTH_EDGE_DAYS:
        return _("The month begins: heads are assigning work. A quieter day may get more of their time.")
    if day.day > last - MONTH_EDGE_DAYS:
        return _("The month ends: heads are summing up. A quieter day may get more of their time.")
    if day.weekday() == 0:
        return _("Monday: heads are assigning work. Tuesday to Thursday they have more time.")
    if day.weekday() == 4:
        return _("Friday: heads are summing up. Tuesday to Thursday they have more time.")
    return ""
