"""Lines with errors that came in later, with a file of them mended: noted on each line, so that what waits is true."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.models import User
from core.dates import tongue
from exchange.models import ImportJob, ImportRow, JobState, RowKind
from exchange.nouns.column import heading
from exchange.sheets.write import unsafe

# The column of a file of lines with errors that says which line of the import each was.
LINE = ("Line in the first file", "原文件行号")
_LINE_READ = frozenset(map(heading, LINE))


def line_heading() -> str:
    """Return what that column is called, in the active language."""
    return LINE[tongue(get_language() or "en") == "zh"]


def is_added(name: str, title: str) -> bool:
    """Whether a column was added to a file of lines with errors: the line's number, or the one of that `title`."""
    return heading(name) in _LINE_READ | {heading(title)}


def waiting_lines(job: ImportJob) -> QuerySet[ImportRow]:
    """Return the lines of an import that are still to be mended."""
    return ImportRow.objects.filter(job=job, kind=RowKind.ERROR, mended_by=None)


def mending(user: User, job: ImportJob) -> list[ImportJob]:
    """Return the imports that brought mended lines of this one, and mended lines of those, and can be taken back."""
    found: list[ImportJob] = []
    above = [job]
    while above:
        jobs = ImportJob.objects.visible_to(user).filter(
            repairs__in=above, state__in=(JobState.DONE, JobState.FAILED), started_at__isnull=False, tidied_at=None
        )
        above = list(jobs.order_by("created_at", "pk"))
        found += above
    return found


def note_mended(job: ImportJob) -> None:
    """Note on the lines that the lines of this import were before, which of them wait no longer.

    A line that is left out as perhaps here already waits for a decision, not to be mended: its own import shows it.
    """
    file, rows = job, list(ImportRow.objects.filter(job=job).exclude(kind=RowKind.ERROR)) if job.repairs_id else []
    while rows and (first := file.repairs):
        found = _before(first, file, rows)
        ImportRow.objects.filter(pk__in=[row.pk for row in found]).update(mended_by=job.pk)
        _count(first)
        file, rows = first, found


def forget_mended(job: ImportJob) -> None:
    """Let the lines wait again that an import mended which is taken back."""
    first = job.repairs
    while first:
        ImportRow.objects.filter(job=first, kind=RowKind.ERROR, mended_by=job.pk).update(mended_by=None)
        _count(first)
        first = first.repairs


def _count(job: ImportJob) -> None:
    there = ImportJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    mended = there.counts.get("error", 0) - waiting_lines(job).count()
    if there.tidied_at is None:
        ImportJob.objects.filter(pk=job.pk).update(counts={**there.counts, "mended": mended})


def _before(first: ImportJob, file: ImportJob, rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Return the lines of `first` that these of `file` were: by their number, where it came along, else by what stood
    in the cells that had no error.
    """
    waiting = list(waiting_lines(first))
    at = next((at for at, column in enumerate(file.columns) if heading(column["name"]) in _LINE_READ), None)
    if at is not None:
        numbers = {_cell(row, at) for row in rows}
        return [row for row in waiting if str(row.line) in numbers]
    theirs, mine = (({key: at for at, key in enumerate(one.keys) if key not in ("", "!")}) for one in (first, file))
    alike: dict[frozenset[str], list[ImportRow]] = defaultdict(list)
    for row in waiting:
        alike[frozenset(row.problems)].append(row)
    found: list[ImportRow] = []
    for wrong, some in alike.items():
        keys = [key for key in theirs if key in mine and key not in wrong]
        there = {tuple(_cell(row, mine[key]) for key in keys) for row in rows}
        for row in some:
            said = tuple(_cell(row, theirs[key]) for key in keys)
            if any(said) and said in there:
                found.append(row)
    return found


def _cell(row: ImportRow, at: int) -> str:
    return unsafe(row.cells[at]) if at < len(row.cells) else ""
