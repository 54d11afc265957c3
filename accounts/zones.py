"""Time zones a person may choose."""

import zoneinfo
from functools import cache

_FIRST = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Dubai", "Europe/London",
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Australia/Sydney", "UTC",
)  # fmt: skip
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def known_zones() -> frozenset[str]:
    """Return every name the time zone database knows; reading it walks the disk, so it is read once."""
    return frozenset(zoneinfo.available_timezones())


@cache
def zone_choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the zones of places, grouped by region, behind the ones most used."""
    groups = [("", tuple((name, name.replace("_", " ")) for name in _FIRST if name in known_zones()))]
    for region in _REGIONS:
        names = sorted(name for name in known_zones() if name.startswith(f"{region}/") and name not in _FIRST)
        groups.append((region, tuple((name, name.split("/", 1)[1].replace("_", " ")) for name in names)))
    return tuple(groups)
