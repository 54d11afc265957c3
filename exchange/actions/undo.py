"""Take a whole import back, newest change first: what it made goes with its history, what it changed returns.

What somebody has worked on since stays, and is listed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import pghistory
from django.apps import apps
from django.db import models, transaction

from crm.actions.client import tell_handed
from crm.actions.file import score_soon
from crm.models import Client
from exchange.actions.batch import model_of, noun_of
from exchange.actions.lease import hold
from exchange.actions.mended import forget_mended
from exchange.actions.relations import pointing_at
from exchange.actions.replace import put_back_tags
from exchange.actions.tell import tell
from exchange.actions.write import clients_of, refresh_found, write_all
from exchange.models import ALONG, DuplicateHint, ImportChange, ImportJob, JobState, Origin
from exchange.nouns.beside import BESIDE

ROWS = 500
# What hangs on a row and makes it what it is: the noun that it hangs on, and by which column.
HANG_ON = {
    "way": ("person", "person_id"), "site": ("client", "client_id"), "tagging": ("client", "client_id"),
    "identifier": ("client", "client_id"),
}  # fmt: skip
STAYS_WITH = "along"  # why something was kept: what it hangs on was
# Rows that follow from an import and hold nobody's work: they go with what they point at.
FOLLOWS = (DuplicateHint,)


def undo_batch(job: ImportJob, *, clock: Callable[[], dt.datetime], after: int = 0) -> int:
    """Take the next batch of a leased job back, below the change `after`; return where to go on, 0 when all is done.

    Raises `LeaseLost`.
    """
    with transaction.atomic(), pghistory.context(user=str(job.by_id), import_job=str(job.pk), undo=True):
        hold(job, now=clock())
        waiting = ImportChange.objects.filter(job=job, undone="").order_by("-pk")
        changes = list((waiting.filter(pk__lt=after) if after else waiting)[:ROWS])
        if not changes:
            _finish(job, now=clock())
            return 0
        _take_back(job, changes, now=clock())
        job.done_rows += len(changes)
        ImportJob.objects.filter(pk=job.pk).update(done_rows=job.done_rows, attempts=0)
    return changes[-1].pk


def _take_back(job: ImportJob, changes: Sequence[ImportChange], *, now: dt.datetime) -> None:
    # Runs of one kind (made or changed, one noun) keep the order: what was made and then linked is unlinked first.
    run: list[ImportChange] = []
    for change in changes:
        if run and (run[0].noun, run[0].is_new) != (change.noun, change.is_new):
            _take_back_run(job, run, now=now)
            run = []
        run.append(change)
    if run:
        _take_back_run(job, run, now=now)


def _take_back_run(job: ImportJob, run: Sequence[ImportChange], *, now: dt.datetime) -> None:
    if run[0].noun == "tagging" and not run[0].is_new:
        put_back_tags(job, run)
        score_soon({UUID(change.before["client_id"]) for change in run})
        ImportChange.objects.bulk_update(run, ["undone"], batch_size=500)
        return
    model = model_of(run[0].noun)
    ids = {change.object_id for change in run}
    rows = {row.pk: row for row in model._base_manager.filter(pk__in=ids).order_by("pk").select_for_update()}
    # What has gone to somebody else meanwhile is theirs, and stays.
    seen = set(model._default_manager.visible_to(job.by).filter(pk__in=list(rows)).values_list("pk", flat=True))
    for change in run:
        if change.object_id in rows and change.object_id not in seen:
            change.undone = "changed"
    if run[0].is_new:
        for change in _along(job, [change for change in run if not change.undone], rows):
            change.undone = STAYS_WITH
    still_mine = [change for change in run if not change.undone]
    if still_mine and run[0].is_new:
        _remove(job, model, still_mine, rows)
    elif still_mine:
        _return(model, still_mine, rows, now=now)
    score_soon(clients_of(rows.values()))
    # The version too, and before the next run: by it a row that only this undoing wrote is told from one in use.
    ImportChange.objects.bulk_update(run, ["undone", "version"], batch_size=500)


def _remove(job: ImportJob, model: Any, run: Sequence[ImportChange], rows: dict[UUID, Any]) -> None:
    used = _used(model, list(rows))
    own = _own_versions(job, run)
    gone = []
    for change in run:
        row = rows.get(change.object_id)
        if row is None:
            change.undone = "gone"
        elif change.object_id in used:
            change.undone = STAYS_WITH if change.noun == "tag" else "used"
        elif getattr(row, "version", 1) > own[change.object_id]:
            change.undone = "changed"
        else:
            change.undone = "back"
            gone.append(change.object_id)
    if gone:
        Origin.objects.filter(noun=run[0].noun, object_id__in=gone).delete()
        model._base_manager.filter(pk__in=gone).delete()
        if run[0].noun in BESIDE:
            refresh_found(run[0].noun, [rows[pk] for pk in gone])
        for events in _events_of(model):
            events._base_manager.filter(pgh_obj_id__in=gone).delete()


def _return(model: Any, run: Sequence[ImportChange], rows: dict[UUID, Any], *, now: dt.datetime) -> None:
    noun = noun_of(run[0].noun)
    columns = {column.to: column for column in noun.columns_kept} if noun else {}
    fields: set[str] = set()
    written: dict[UUID, Any] = {}
    handed: list[tuple[Client, UUID, list[str] | None]] = []
    for change in run:
        row = rows.get(change.object_id)
        if row is None:
            change.undone = "gone"
            continue
        change.undone = "back"
        for name, after in change.after.items():
            column = columns.get(name)
            current = column.current(row) if column else (str(value) if (value := getattr(row, name)) else None)
            if current != after:
                change.undone = "changed"
                continue
            before = change.before[name]
            if column:
                column.put(row, before)
            else:
                setattr(row, name, UUID(before) if before else None)
            fields.add(name)
            written[row.pk] = row
            if name == "owner_id":
                handed.append((row, UUID(after), change.before.get(ALONG)))
    if noun:
        for row in written.values():
            fields.update(noun.prepare(row))
    write_all(list(written.values()), fields, now=now)
    for client, taker, along in handed:
        tell_handed(client, taker, only=along)
    if run[0].noun in ("site", "identifier"):
        refresh_found(run[0].noun, written.values())
    for change in run:
        if change.undone == "back" and change.object_id in written:
            change.version = written[change.object_id].version


def _along(job: ImportJob, run: Sequence[ImportChange], rows: dict[UUID, Any]) -> list[ImportChange]:
    """Return which changes made a number, address or tag of a person or client that this import made and that stays:
    they stay too. Nobody is left of whom only the name is known.
    """
    if not run or run[0].noun not in HANG_ON or run[0].noun == job.noun:
        return []
    noun, key = HANG_ON[run[0].noun]
    hanging = [(change, getattr(rows[change.object_id], key)) for change in run if change.object_id in rows]
    ids = {pk for _change, pk in hanging}
    made = list(ImportChange.objects.filter(job=job, noun=noun, is_new=True, object_id__in=ids))
    model = model_of(noun)
    own = _own_versions(job, made)
    versions = dict(model._base_manager.filter(pk__in=own).values_list("pk", "version"))
    seen = set(model._default_manager.visible_to(job.by).filter(pk__in=list(own)).values_list("pk", flat=True))
    stay = {pk for pk, version in own.items() if versions.get(pk, 0) > version or pk not in seen}
    stay |= _used(model, [pk for pk in own if pk not in stay], but_of=job)
    return [change for change, pk in hanging if pk in stay]


def _own_versions(job: ImportJob, run: Sequence[ImportChange]) -> dict[UUID, int]:
    """Return the version each row has if nobody but this import, and its undoing, has written it."""
    found = {change.object_id: change.version for change in run}
    more = ImportChange.objects.filter(job=job, object_id__in=found, is_new=False).values_list("object_id", "version")
    for pk, version in more:
        found[pk] = max(found[pk], version)
    return found


def _used(model: Any, ids: list[UUID], *, but_of: ImportJob | None = None) -> set[UUID]:
    """Return which of the rows something still points at. Every relation is asked, also those of nouns yet to come.

    `but_of`: what this import put beside them, and nobody has touched since, does not count.
    """
    found: set[UUID] = set()
    beside = {BESIDE[noun]: noun for noun in HANG_ON}
    for other, key in pointing_at(model):
        if other not in FOLLOWS:
            pointing = other._base_manager.filter(**{f"{key.attname}__in": ids})
            if but_of is not None and other in beside:
                made = ImportChange.objects.filter(job=but_of, noun=beside[other], is_new=True).values("object_id")
                untouched = {"version": 1} if hasattr(other, "version") else {}
                pointing = pointing.exclude(pk__in=made, **untouched)
            found.update(pointing.values_list(key.attname, flat=True))
    return found


def _events_of(model: type[models.Model]) -> list[Any]:
    """Return the history tables of a model."""
    return [one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model]


def _finish(job: ImportJob, *, now: dt.datetime) -> None:
    counts: dict[str, int] = defaultdict(int)
    for undone, count in (
        ImportChange.objects.filter(job=job).values_list("undone").annotate(count=models.Count("pk")).order_by()
    ):
        counts[undone] = count
    _forget_origins(job)
    job.state, job.undone_at, job.leased_until, job.done_rows = JobState.UNDONE, now, None, job.total_rows
    job.counts = {**job.counts, "back": counts["back"], "stayed": counts["changed"] + counts["used"]}
    job.save()
    forget_mended(job)
    tell(job, now=now)


def _forget_origins(job: ImportJob) -> None:
    """Remove origins this import gave to rows that were there before."""
    kept = ImportChange.objects.filter(job=job, is_new=True).exclude(undone__in=("back", "gone")).values("object_id")
    Origin.objects.filter(job=job).exclude(object_id__in=kept).delete()
