"""Days and moments as a person's own clock has them."""

import datetime
import zoneinfo

from django.conf import settings

from accounts.models import User

WORK_BEGINS, WORK_ENDS = 9, 18


def zone_of(user: User) -> zoneinfo.ZoneInfo:
    """Return the person's zone, or the house's."""
    return zoneinfo.ZoneInfo(user.time_zone or settings.TIME_ZONE)


def day_bounds(day: datetime.date, zone: datetime.tzinfo) -> tuple[datetime.datetime, datetime.datetime]:
    """Return [start, end) of a calendar day in `zone`; 23 to 25 hours apart where clocks change."""
    start = datetime.datetime.combine(day, datetime.time(), tzinfo=zone)
    return start, datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), tzinfo=zone)


def next_full_hour(now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """Return the next full hour inside working hours (9 to 18): what a new plan starts from."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0, tzinfo=None) + datetime.timedelta(hours=1)
    if local.hour < WORK_BEGINS:
        local = local.replace(hour=WORK_BEGINS)
    elif local.hour >= WORK_ENDS:
        local = (local + datetime.timedelta(days=1)).replace(hour=WORK_BEGINS)
    while local.weekday() >= 5:
        local = (local + datetime.timedelta(days=1)).replace(hour=WORK_BEGINS)
    return local.replace(tzinfo=zone)


def exists_on_clock(naive: datetime.datetime, zone: datetime.tzinfo) -> bool:
    """Whether a wall-clock time happens: false for the hour that summer time skips."""
    aware = naive.replace(tzinfo=zone)
    return aware.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None) == naive
