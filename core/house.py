"""Days in the house's own zone (`RAPPORT_TIME_ZONE`): what begins or ends for everybody at once keeps to them; and
what the house's money is counted in (`RAPPORT_CURRENCY`)."""

import datetime as dt
import zoneinfo

from django.conf import settings
from django.utils.translation import get_language


def house_day(moment: dt.datetime) -> dt.date:
    """Return the calendar day of an aware moment, as the house counts it."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE)).date()


def day_begins(day: dt.date) -> dt.datetime:
    """Return the first moment of a day of the house, in UTC. Where midnight is skipped: the moment it would be."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zoneinfo.ZoneInfo(settings.TIME_ZONE)).astimezone(dt.UTC)


def unit_of(currency: str) -> str:
    """Return what an amount in `currency` is counted in, for the label of a field: 元, and the code of any other."""
    return "元" if currency == "CNY" and (get_language() or "").startswith("zh") else currency
