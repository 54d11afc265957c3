"""Keep that an export's file was fetched."""

import datetime as dt

from exchange.models import Export


def mark_fetched(*, export: Export, now: dt.datetime) -> None:
    """Note the first fetching; later ones change nothing."""
    Export.objects.filter(pk=export.pk, fetched_at=None).update(fetched_at=now)
