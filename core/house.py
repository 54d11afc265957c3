"""Days in the house's own zone (`RAPPORT_TIME_ZONE`): what begins or ends for everybody at once keeps to them."""

import datetime as dt
import zoneinfo

from django.conf import settings


def house_day(moment: dt.datetime) -> dt.date:
    """Return the calendar day of an aware moment, as the house counts it."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE)).date()


def day_begins(day: dt.date) -> dt.datetime:
    """Return the first moment of a day of the house, in UTC. Where midnight is skipped: the moment it would be."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zoneinfo.ZoneInfo(settings.TIME_ZONE)).astimezone(dt.UTC)
