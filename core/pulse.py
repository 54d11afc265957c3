"""When a work behind the page last went well, and when it last did not: what the health page and the metrics read."""

import datetime
import logging
from typing import Any

from django.db import DatabaseError, transaction

from core.models import Pulse

log = logging.getLogger(__name__)

# Their names.
BACKUP, BASE_COPY = "backup", "base_copy"
FILE_SCORES = "file_scores"  # the day's sweep of how complete clients' files are
MAIL = "mail"
SWEEP = "sweep"  # beat woke a worker, and it looked for reminders that are due
WORKER = "worker"  # beat asked, a worker answered


def went_well(name: str, *, now: datetime.datetime, detail: dict[str, Any] | None = None, count: int = 1) -> None:
    """Note that `name` went well at `now`, `count` times. `detail` holds figures and paths, nothing personal."""
    values: dict[str, Any] = {"ok_at": now}
    if detail is not None:
        values["detail"] = detail
    _note(name, done=count, values=values)


def failed(name: str, *, now: datetime.datetime, error: str) -> None:
    """Note that `name` failed at `now`. `error` names the kind ("TimeoutError"), nothing personal."""
    _note(name, failures=1, values={"failed_at": now, "error": error[:250]})


def _note(name: str, *, values: dict[str, Any], done: int = 0, failures: int = 0) -> None:
    """Write the row, once the caller's transaction is over: it must hold no lock that others wait for.

    A pulse that cannot be written must not spoil the work it tells of.
    """
    transaction.on_commit(lambda: _write(name, values, done, failures))


def _write(name: str, values: dict[str, Any], done: int, failures: int) -> None:
    try:
        with transaction.atomic():
            Pulse.objects.get_or_create(name=name)
            row = Pulse.objects.select_for_update().get(name=name)
            for field, value in values.items():
                setattr(row, field, value)
            row.done += done
            row.failures += failures
            row.save()
    except DatabaseError as error:
        log.warning("the pulse of %s could not be noted: %s", name, type(error).__name__)
