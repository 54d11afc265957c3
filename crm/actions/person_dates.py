"""Keep the next time of each date worked out."""

import datetime as dt

from crm.models import PersonDate

BATCH = 1_000


def roll_dates(*, today: dt.date) -> int:
    """Work out anew when each date that has passed comes round next; return how many. Writes no history."""
    rolled = 0
    while True:
        passed = list(PersonDate.objects.there().filter(next_on__lt=today).order_by("next_on", "pk")[:BATCH])
        if not passed:
            return rolled
        for date in passed:
            date.next_on = date.next_after(today)
        PersonDate.objects.bulk_update(passed, ["next_on"])
        rolled += len(passed)
