"""What a person decides about an import: line by line, and to run it, go on with it, take it back."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from exchange.access import check
from exchange.actions.mended import mending
from exchange.actions.preview import changes_into
from exchange.actions.upload import lock_job
from exchange.models import ImportChange, ImportJob, ImportRow, JobState, RowChoice, RowKind

SKIPPED = "skip"  # in a job's counts: new or changed lines that the person leaves out


@transaction.atomic
def choose(*, by: User, job: ImportJob, row: ImportRow, choice: str, target: UUID | None = None) -> ImportRow:
    """Say what becomes of one line: make new, merge into `target`, skip; "" is what the preview says of it.

    `target` must be among its candidates. Raises `NotOpen`.
    """
    job = lock_job(by=by, job=job, states=(JobState.PREVIEWED,))
    row = ImportRow.objects.select_for_update().get(pk=row.pk, job=job)
    check(row.kind != RowKind.ERROR)
    if row.kind == RowKind.DUPLICATE:
        offered = {pk for pk, _why in row.candidates}
        check(choice != RowChoice.MERGE or (target is not None and str(target) in offered))
        row.target = target if choice == RowChoice.MERGE else None
        row.changes = changes_into(job, row, row.target) if row.target else {}
    else:
        check(choice in ("", RowChoice.SKIP))
        skipped = job.counts.get(SKIPPED, 0) + (choice == RowChoice.SKIP) - (row.choice == RowChoice.SKIP)
        job.counts[SKIPPED] = skipped
        job.save(update_fields=["counts"])
    row.choice = choice
    row.save(update_fields=["choice", "target", "changes"])
    return row


def ready_lines(job: ImportJob) -> tuple[int, int]:
    """Return how many lines would come in as things stand, and how many are perhaps here already and undecided."""
    chosen = ImportRow.objects.filter(job=job, kind=RowKind.DUPLICATE).values_list("choice").annotate(Count("pk"))
    by_choice = dict(chosen.order_by())
    ready = sum(job.counts.get(kind, 0) for kind in (RowKind.NEW, RowKind.CHANGED)) - job.counts.get(SKIPPED, 0)
    ready += sum(by_choice.get(choice, 0) for choice in (RowChoice.MAKE, RowChoice.MERGE))
    return ready, by_choice.get("", 0)


@transaction.atomic
def choose_for_all(*, by: User, job: ImportJob, choice: str) -> None:
    """Say the same of every line that is perhaps here already and undecided: make new, or skip. Raises `NotOpen`."""
    lock_job(by=by, job=job, states=(JobState.PREVIEWED,))
    check(choice in (RowChoice.MAKE, RowChoice.SKIP))
    ImportRow.objects.filter(job=job, kind=RowKind.DUPLICATE, choice="").update(choice=choice)


@transaction.atomic
def start(*, by: User, job: ImportJob, now: dt.datetime) -> ImportJob:
    """Have the import carried out. Lines nobody has decided on are skipped. Raises `NotOpen`."""
    job = lock_job(by=by, job=job, states=(JobState.PREVIEWED,))
    rows = ImportRow.objects.filter(job=job)
    rows.filter(kind=RowKind.DUPLICATE, choice="").update(choice=RowChoice.SKIP)
    job.state, job.started_at, job.done_rows, job.total_rows = JobState.RUNNING, now, 0, rows.count()
    return _to_work(job)


@transaction.atomic
def go_on(*, by: User, job: ImportJob) -> ImportJob:
    """Go on with one that has stopped, where it stopped. Raises `NotOpen`."""
    job = lock_job(by=by, job=job, states=(JobState.FAILED,))
    check(bool(job.resumes_as))
    job.state, job.resumes_as = job.resumes_as, ""
    return _to_work(job)


@transaction.atomic
def undo(*, by: User, job: ImportJob) -> ImportJob:
    """Have the whole import taken back, one that stopped half way too, and what mended its lines before it.

    Raises `NotOpen`.
    """
    job = lock_job(by=by, job=job, states=(JobState.DONE, JobState.FAILED))
    check(job.started_at is not None and job.tidied_at is None)
    for one in mending(by, job):
        _undo(lock_job(by=by, job=one, states=(JobState.DONE, JobState.FAILED)))
    return _undo(job)


def _undo(job: ImportJob) -> ImportJob:
    job.state, job.resumes_as, job.done_rows = JobState.UNDOING, "", 0
    job.total_rows = ImportChange.objects.filter(job=job).count()
    return _to_work(job)


@transaction.atomic
def discard(*, by: User, job: ImportJob) -> None:
    """Remove an import that has not been run, with its file. Raises `NotOpen`."""
    job = lock_job(by=by, job=job, states=(JobState.UPLOADED, JobState.MATCHED, JobState.PREVIEWED, JobState.FAILED))
    check(job.started_at is None)
    file = job.file
    job.delete()
    if file:
        file.delete()


def _to_work(job: ImportJob) -> ImportJob:
    job.leased_until, job.attempts, job.error = None, 0, ""
    job.save()
    return job
