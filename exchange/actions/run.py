"""Carry an import out, batch by batch. A batch and its mark are one transaction: a killed worker loses neither."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pghistory
from django.db import transaction

from crm.actions.file import score_soon
from crm.models import Client
from crm.models.tree import makes_cycle
from exchange.actions.batch import Batch
from exchange.actions.client_finder import ClientFinder
from exchange.actions.lease import hold
from exchange.actions.mended import note_mended
from exchange.actions.parents import link_clients, note_link
from exchange.actions.tell import tell
from exchange.actions.write import write_all
from exchange.matching import folded
from exchange.models import DuplicateHint, ImportChange, ImportJob, ImportRow, JobState, Outcome, RowChoice
from exchange.nouns.problems import LINKS

ROWS = 500  # in a batch: a second's work


def run_batch(job: ImportJob, *, clock: Callable[[], dt.datetime], after: int = 0) -> int:
    """Do the next batch of a leased job, behind the line `after`; return the line to go on from, 0 when all is done.

    Raises `LeaseLost`.

    First the lines, then what they link among themselves (superiors), then the end: hints, counts, the message.
    """
    with transaction.atomic(), pghistory.context(user=str(job.by_id), import_job=str(job.pk)):
        hold(job, now=clock())
        # From where this worker's last batch ended: what lies before would be passed over anew each time.
        waiting = ImportRow.objects.filter(job=job, outcome="", line__gt=after).order_by("line")
        if rows := list(waiting[:ROWS]):
            batch = Batch(job, now=clock())
            batch.write(rows)
            score_soon(batch.clients)
            counts = Counter(job.counts)
            counts.update(batch.mark())
            job.counts, job.done_rows = dict(counts), job.done_rows + len(rows)
            ImportJob.objects.filter(pk=job.pk).update(counts=job.counts, done_rows=job.done_rows, attempts=0)
            return rows[-1].line
        if links := list(ImportRow.objects.filter(job=job, is_linked=False).order_by("line")[:ROWS]):
            _link(job, links, now=clock())
            ImportRow.objects.filter(pk__in=[row.pk for row in links]).update(is_linked=True)
            return links[-1].line
        _finish(job, now=clock())
    return 0


def _link(job: ImportJob, rows: list[ImportRow], *, now: dt.datetime) -> None:
    """Set superiors and parents by name, now that everyone is there; what would be a loop is left out."""
    noun = job.kind
    if noun.key == "client":
        _link_clients(job, rows, now=now)
        return
    assert noun.link is not None  # noqa: S101  rows wait to be linked only where something links
    key, column = noun.link
    rows = [row for row in rows if _links(row, key)]
    clients = {row.values["client_id"] for row in rows}
    list(Client.objects.filter(pk__in=clients).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    there: dict[Any, list[Any]] = {}
    manager: Any = noun.model._base_manager
    for one in manager.filter(client_id__in=clients, archived_at=None).order_by("pk").select_for_update():
        there.setdefault(str(one.client_id), []).append(one)
    written: dict[Any, Any] = {}
    for row in rows:
        everyone = there.get(row.values["client_id"], [])
        pk = row.pk if row.outcome == Outcome.MADE else row.target
        mine = next((one for one in everyone if one.pk == pk), None)
        wanted = row.values[key]
        above = [one for one in everyone if folded(one.name) == folded(wanted)]
        if mine is None:
            continue
        parents = {one.pk: getattr(one, column) for one in everyone}
        if len(above) != 1:
            nowhere, several = LINKS[noun.key]
            row.notices[key] = {"code": several if above else nowhere, "value": wanted}
        elif makes_cycle(parents, mine.pk, above[0].pk):
            row.notices[key] = {"code": "loop", "value": wanted}
        elif getattr(mine, column) != above[0].pk:
            note_link(job, row, mine, column, above[0].pk)
            written[mine.pk] = mine
            continue
        else:
            continue
        ImportRow.objects.filter(pk=row.pk).update(notices=row.notices, left_out=True)
    write_all(list(written.values()), [column], now=now)


def _links(row: ImportRow, key: str) -> bool:
    """Whether a line that was carried out says a link that is to be set: none that was skipped, or changed since."""
    if row.outcome == Outcome.MADE:
        return True
    shown = key in row.changes or row.choice == RowChoice.MERGE  # what was merged by choice had no preview of its own
    return row.outcome == Outcome.UPDATED and shown and row.notices.get(key, {}).get("code") != "changed_since"


def _link_clients(job: ImportJob, rows: list[ImportRow], *, now: dt.datetime) -> None:
    written = []
    for row, client, parent in link_clients(job, [row for row in rows if _links(row, "parent")]):
        note_link(job, row, client, "parent_id", parent)
        written.append(client)
    write_all(written, ["parent_id"], now=now)


def _finish(job: ImportJob, *, now: dt.datetime) -> None:
    if not job.by.scope.everything:
        _hint(job, now=now)
    job.state, job.done_at, job.leased_until, job.done_rows = JobState.DONE, now, None, job.total_rows
    job.save()
    note_mended(job)
    tell(job, now=now)


def _hint(job: ImportJob, *, now: dt.datetime) -> None:
    """Note new clients that somebody else may have already: told to those who see both, not to the importer."""
    made = ImportChange.objects.filter(job=job, noun="client", is_new=True).values_list("object_id", flat=True)
    names = dict(Client.objects.filter(pk__in=list(made)).values_list("pk", "name"))
    if not names:
        return
    finder = ClientFinder(job.by)
    hints = [
        DuplicateHint(created_at=now, one_id=other, other_id=pk, why="name")
        for pk, name in names.items()
        for other in finder.hidden(name)[:3]
    ]
    DuplicateHint.objects.bulk_create(hints, batch_size=500, ignore_conflicts=True)
