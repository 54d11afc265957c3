"""Remove what need not be kept: exports after a week, the lines and files of imports after a month."""

import datetime as dt

from django.db import transaction

from exchange.models import AT_WORK, Export, ImportChange, ImportJob, ImportRow, StoredFile
from exchange.models.export import KEPT

LINES_KEPT = dt.timedelta(days=30)


def tidy(*, now: dt.datetime) -> None:
    """Remove exports' files and imports' lines whose time is over; that they were, and how many, stays known.

    An import can be taken back as long as its lines are kept.
    """
    old = Export.objects.exclude(file=None).filter(done_at__lte=now - KEPT)
    _remove_files([pk for pk in old.values_list("file_id", flat=True) if pk])
    finished = ImportJob.objects.exclude(state__in=AT_WORK).filter(created_at__lte=now - LINES_KEPT, tidied_at=None)
    for job in finished[:200]:
        with transaction.atomic():
            ImportChange.objects.filter(job=job).delete()
            ImportRow.objects.filter(job=job).delete()
            if job.file_id:
                _remove_files([job.file_id])
            ImportJob.objects.filter(pk=job.pk).update(tidied_at=now, columns=[], people={})


def _remove_files(ids: list) -> None:
    StoredFile.objects.filter(pk__in=ids).delete()
