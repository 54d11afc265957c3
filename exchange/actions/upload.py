"""Take a file in: looked at from outside, its headings found, its columns proposed. Nothing of it is imported yet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.roles import Permission
from core.identity import blotted
from core.ids import uuid7
from core.writes import create_once
from crm.access import assignable_owners
from exchange.access import check, may_import, may_map_people
from exchange.actions.draft import is_data
from exchange.actions.preview import colleagues_by_name
from exchange.models import ColumnMemory, ImportJob, JobState, StoredFile
from exchange.nouns import NOUNS, Noun
from exchange.sheets import limits
from exchange.sheets.blot import without_identity_numbers
from exchange.sheets.heading import REFUSE, Head, check_sheet, find_head, numbered, proposed, signature
from exchange.sheets.read import Book, Sheet
from exchange.sheets.write import unsafe

SAMPLES = 3
PEOPLE_COLUMNS = ("owner", "noted_by")


@transaction.atomic
def upload(
    *, by: User, now: dt.datetime, noun: str, name: str, raw: bytes, owner: User | None = None,
    new_id: UUID | None = None, repairs: ImportJob | None = None, into: UUID | None = None,
) -> ImportJob:  # fmt: skip
    """Keep a file, without numbers of identity cards, and propose what its columns mean; `new_id` sent twice makes
    one import.

    Parameters: `raw`, its bytes; `owner`, whose new clients become (default: `by`); `repairs`, the import whose lines
    with errors this file mends; `into`, the client that is meant by its name. Raises `Refused` with a sentence for a
    file that is not taken, `NotOpen` for an owner that `by` may not choose.
    """
    check(by.may(Permission.RECORD) and noun in NOUNS and NOUNS[noun].may_import)
    owner = owner or by
    check(owner == by or assignable_owners(by).filter(pk=owner.pk).exists())
    name = blotted(name)
    job = ImportJob(
        id=new_id or uuid7(), created_at=now, by=by, owner=owner, noun=noun, file_name=name[-200:], repairs=repairs,
        into=into or (repairs.into if repairs else None),
    )  # fmt: skip
    book = Book(raw)
    if (plain := without_identity_numbers(raw, book.kind)) != raw:
        raw, book = plain, Book(plain)
    _look(job, book)
    job.file = StoredFile.keep(name, [raw])
    saved, is_new = create_once(job, same=("by_id",))
    if not is_new:
        job.file.delete()
    return saved


@transaction.atomic
def look_again(*, by: User, job: ImportJob, sheet: str, head_line: int) -> ImportJob:
    """Read the headings from another sheet or line. Raises `NotOpen`, `Refused`."""
    job = _lock_to_read(by=by, job=job, states=(JobState.UPLOADED, JobState.PREVIEWED))
    assert job.file is not None  # noqa: S101  checked
    _look(job, Book(job.file.read()), sheet=sheet, head_line=head_line)
    job.state = JobState.UPLOADED
    job.save()
    return job


@transaction.atomic
def match_columns(
    *, by: User, job: ImportJob, keys: Sequence[str], make_clients: bool = True, replaces: bool = False
) -> ImportJob:
    """Settle what each column means, remember it for this person and these headings, and have the file read.

    `keys` as `proposed` returns them; `replaces`: tags and other numbers in the file are all there are. A column that
    a file must not set stays ignored whatever is sent. Raises `NotOpen`.
    """
    job = _lock_to_read(by=by, job=job, states=(JobState.UPLOADED, JobState.PREVIEWED))
    allowed = {column.key for column in columns_for(by, job.kind)}
    for column, key in zip(job.columns, keys, strict=False):
        column["key"] = column["key"] if column["key"] == REFUSE else key if key in allowed else ""
    job.replaces = replaces and job.kind.may_replace
    _remember(job)
    job.people = _people(job) if may_map_people(by) else {}
    job.make_clients = make_clients
    job.state, job.counts, job.done_rows, job.total_rows = JobState.MATCHED, {}, 0, 0
    job.error, job.attempts, job.leased_until = "", 0, None
    job.save()
    return job


@transaction.atomic
def map_people(*, by: User, job: ImportJob, people: Mapping[str, User]) -> ImportJob:
    """Tie names of colleagues in the file to people, and have it read again. For admins. Raises `NotOpen`."""
    check(may_map_people(by))
    job = _lock_to_read(by=by, job=job, states=(JobState.PREVIEWED,))
    job.people |= {name: str(person.pk) for name, person in people.items()}
    job.state, job.counts, job.done_rows, job.attempts = JobState.MATCHED, {}, 0, 0
    job.save()
    return job


def columns_for(by: User, noun: Noun) -> list[Any]:
    """Return the columns a file of this person's may set: whose a client is, only an admin's may say."""
    return [column for column in noun.columns_in if column.key != "owner" or may_map_people(by)]


def lock_job(*, by: User, job: ImportJob, states: Sequence[str]) -> ImportJob:
    """Lock an import in one of `states` for the rest of the transaction. Raises `NotOpen`."""
    check(may_import(by, job))
    locked = ImportJob.objects.select_for_update(no_key=True, of=("self",)).select_related("by", "owner", "file")
    found = locked.filter(pk=job.pk, state__in=states).first()
    check(found is not None)
    assert found is not None  # noqa: S101  checked
    return found


def _lock_to_read(*, by: User, job: ImportJob, states: Sequence[str]) -> ImportJob:
    """Lock an import whose file is still there to be read: it goes with who is erased. Raises `NotOpen`."""
    found = lock_job(by=by, job=job, states=states)
    check(found.file is not None)
    return found


def _look(job: ImportJob, book: Book, *, sheet: str = "", head_line: int = 0) -> None:
    best: tuple[tuple[int, bool], Sheet, Head, list[list[str]]] | None = None
    for one in book.sheets if not sheet else [book.sheet(sheet)]:
        lines = list(islice(book.lines(one), limits.HEAD_ROWS + SAMPLES))
        head = find_head(lines[: limits.HEAD_ROWS], job.kind)
        if head_line and head_line <= len(lines):
            head.line, head.names = head_line, lines[head_line - 1]
        below = [cells for cells in lines[head.line :] if is_data(cells, head.names)]
        rank = head.score, bool(below) or len(lines) == limits.HEAD_ROWS + SAMPLES
        if best is None or rank > best[0]:
            best = rank, one, head, below
    assert best is not None  # noqa: S101  a book has a sheet
    (_score, has_data), chosen, head, below = best
    check_sheet(chosen, head, has_data=has_data)
    remembered, job.replaces = _remembered(job, head.names)
    keys = proposed(head.names, job.kind, remembered=remembered)
    mine = {column.key for column in columns_for(job.by, job.kind)}
    job.sheets = [one.name for one in book.sheets]
    job.sheet, job.head_line = chosen.name, head.line
    job.columns = [
        {
            "name": name[:200],
            "samples": list(dict.fromkeys(unsafe(cells[at])[:80] for cells in below if at < len(cells) and cells[at]))[
                :SAMPLES
            ],
            "key": REFUSE if key not in mine and key else key,
        }
        for at, (name, key) in enumerate(zip(head.names, keys, strict=True))
    ]


def _remembered(job: ImportJob, names: Sequence[str]) -> tuple[dict[str, str], bool]:
    """Return what the columns meant the last time, and whether the file replaced what it lists.

    Mended lines have the columns of the file they came from, and one more.
    """
    if job.repairs_id and job.repairs is not None:
        return _chosen(job.repairs), job.repairs.replaces
    memory = ColumnMemory.objects.filter(by=job.by, noun=job.noun, headings=signature(names)).first()
    return (dict(memory.keys), memory.replaces) if memory else ({}, False)


def _chosen(job: ImportJob) -> dict[str, str]:
    names = numbered(column["name"] for column in job.columns)
    keys = [column["key"] for column in job.columns]
    return {name: key for name, key in zip(names, keys, strict=True) if key != REFUSE}


def _remember(job: ImportJob) -> None:
    names = [column["name"] for column in job.columns]
    defaults = {"keys": _chosen(job), "replaces": job.replaces}
    ColumnMemory.objects.update_or_create(
        by=job.by, noun=job.noun, headings=signature(names), defaults=defaults
    )  # fmt: skip


def _people(job: ImportJob) -> dict[str, str]:
    return colleagues_by_name() if set(job.keys) & set(PEOPLE_COLUMNS) else {}
