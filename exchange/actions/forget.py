"""Forget what imports, exports and merges keep of a person who is erased on demand (PIPL): old values, cells, dropped
rows, filters, files.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from crm.access import may_manage_client
from crm.actions import person_erase
from crm.models import Person
from exchange.actions.relations import pointing_at
from exchange.matching import folded
from exchange.models import (
    Export,
    ImportChange,
    ImportJob,
    ImportRow,
    JobState,
    Merge,
    MergeMove,
    Origin,
    Outcome,
    RowChoice,
    RowKind,
    StoredFile,
)
from exchange.nouns.out import NAMES_PEOPLE

BLANK = "…"


def forget_person(person: Person) -> None:
    """Empty what was kept to take an import or a merge of this person back: neither can be taken back any more.

    The files go as well: of imports that a line of theirs was in, and of exports of people that wait to be fetched.
    """
    events: Any = Person.pgh_event_model  # type: ignore[attr-defined]
    called = events._base_manager.filter(pgh_obj_id=person.pk).values_list("name", "other_name")
    names = {name for pair in [(person.name, person.other_name), *called] for name in pair if name}
    _forget_merges(person.pk)
    _forget_exports(names)
    _forget_imports(person, names)


def lock_imports() -> None:
    """Let no import of people go on until the transaction ends; one that is carrying out a batch ends that first."""
    jobs = ImportJob.objects.filter(noun="person", tidied_at=None).order_by("pk")
    list(jobs.select_for_update(no_key=True).values_list("pk"))


def nobody_is_being_erased() -> bool:
    """Whether it is so until the transaction ends; never waits, so that a file that is made blocks no erasure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(hashtext('exchange_export people'))")
        return bool(cursor.fetchone()[0])


def _forget_merges(pk: UUID) -> None:
    """Forget the person's merges, and of others' what was kept aside and names them: its history outlived the row."""
    merges = Merge.objects.filter(Q(winner=pk) | Q(loser=pk), noun="person")
    # A hand-over's line names its key person; of one that a merge of clients kept aside, nothing else knows.
    naming = Q(model="visits.HandoverItem", data__subject_id=str(pk))
    for model, key in pointing_at(Person):
        naming |= Q(("model", model._meta.label), (f"data__{key.attname}", str(pk)))
    moves = MergeMove.objects.filter(Q(merge__in=merges) | (naming & Q(is_dropped=True)))
    aside = defaultdict(list)
    for label, object_id in moves.filter(is_dropped=True).values_list("model", "object_id"):
        aside[label].append(object_id)
    for label, ids in aside.items():
        event: Any = getattr(apps.get_model(label), "pgh_event_model", None)
        if event is not None:
            event._base_manager.filter(pgh_obj_id__in=ids).delete()
    moves.delete()
    merges.update(before={}, after={})
    merges.filter(undone_at=None).update(undone_at=timezone.now())


def _forget_exports(names: Collection[str]) -> None:
    with connection.cursor() as cursor:  # a file that is being made is thrown away then (`nobody_is_being_erased`)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('exchange_export people'))")
    out = Export.objects.filter(what__in=NAMES_PEOPLE, file__isnull=False)
    StoredFile.objects.filter(pk__in=list(out.values_list("file", flat=True))).delete()
    wanted = {folded(name) for name in names} - {""}
    # One that is being made holds its row for minutes: it is not waited for.
    asked = Export.objects.filter(query__contains="q=").select_for_update(skip_locked=True, no_key=True)
    for pk, query in asked.values_list("pk", "query"):
        given = parse_qsl(query, keep_blank_values=True)
        kept = [(key, BLANK if key == "q" and folded(value) in wanted else value) for key, value in given]
        if kept != given:
            Export.objects.filter(pk=pk).update(query=urlencode(kept))


def _forget_imports(person: Person, names: Collection[str]) -> None:
    pk = person.pk
    lines = ImportRow.objects.filter(job__noun="person").select_related("job")
    own = set(lines.filter(Q(pk=pk) | Q(target=pk) | Q(done__object_id=pk)).values_list("pk", flat=True))
    mentions = [Q(cells__contains=[name]) for name in names]
    found = lines.filter(reduce(or_, mentions, Q(pk__in=own) | Q(candidates__contains=[[str(pk)]])))
    gone: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row in found:
        is_theirs = row.pk in own or _is_theirs(row, person, names)
        if not is_theirs and not _is_at(row, person):
            continue
        counts = gone[row.job_id]
        if is_theirs and (row.kind == RowKind.ERROR or not row.job.started_at):
            counts[str(row.kind)] += 1
            counts["skip"] += row.choice == RowChoice.SKIP and row.kind in (RowKind.NEW, RowKind.CHANGED)
            counts["left_out"] += row.left_out
            row.delete()
        elif is_theirs:
            _empty(row)
        else:
            _strike(row, names)
    for job in ImportJob.objects.filter(pk__in=gone):
        job.counts = {key: count - gone[job.pk][key] for key, count in job.counts.items()}
        # Without its file it cannot be read again, which would bring them back; its other lines can be carried out.
        file, job.file = job.file, None
        if job.state == JobState.UPLOADED:
            job.state = JobState.PREVIEWED
        job.columns = [{**column, "samples": []} for column in job.columns]
        for name in names:  # a telephone calls the file of a card by whose it is
            job.file_name = job.file_name.replace(name, BLANK)
        job.save(update_fields=["counts", "file", "state", "columns", "file_name"])
        Origin.objects.filter(job=job).update(file_name=job.file_name)
        if file is not None:
            file.delete()
    ImportChange.objects.filter(object_id=pk).update(before={}, after={})


def _is_at(row: ImportRow, person: Person) -> bool:
    """Whether a line is about somebody at the person's client."""
    at = row.values.get("client_id")
    return at == str(person.client_id) if at else folded(person.client.name) in map(folded, row.cells)


def _is_theirs(row: ImportRow, person: Person, names: Collection[str]) -> bool:
    """Whether a line that made nothing of anybody else is about the person: it says so, or was perhaps them."""
    if row.outcome in (Outcome.MADE, Outcome.UPDATED) or row.choice == RowChoice.MAKE:
        return False
    if str(person.pk) in dict(row.candidates):
        return True
    return _is_at(row, person) and any(cell in names for _at, cell in _called(row))


def _called(row: ImportRow) -> list[tuple[int, str]]:
    """Return where in a line the names of whom it is about stand, and what they are."""
    keys = row.job.keys
    return [(at, cell) for at, cell in enumerate(row.cells) if at < len(keys) and keys[at] in ("name", "other_name")]


def _empty(row: ImportRow) -> None:
    """Leave nothing of what a line said; one that waits to be carried out is passed over then."""
    row.cells, row.values, row.changes, row.candidates = [], {}, {}, []
    row.problems = {}
    row.notices = {key: said for key, said in row.notices.items() if "value" not in said}
    row.is_linked, row.choice = True, row.choice if row.outcome else RowChoice.SKIP
    row.save(update_fields=[
        "cells", "values", "changes", "candidates", "problems", "notices", "is_linked", "choice",
    ])  # fmt: skip


def _strike(row: ImportRow, names: Collection[str]) -> None:
    """Leave the name out of a line that is about somebody else, as their superior's."""
    own = {at for at, _cell in _called(row)}
    row.cells = ["" if cell in names and at not in own else cell for at, cell in enumerate(row.cells)]
    row.values = {key: value for key, value in row.values.items() if key == "name" or value not in names}
    row.changes = {key: pair for key, pair in row.changes.items() if not set(map(str, pair)) & set(names)}
    row.problems, row.notices = (
        {key: one for key, one in said.items() if one.get("value") not in names}
        for said in (row.problems, row.notices)
    )
    key = row.job.kind.link[0] if row.job.kind.link else ""
    row.is_linked = row.is_linked or key not in row.values
    row.save(update_fields=["cells", "values", "changes", "problems", "notices", "is_linked"])


def merged_with(person: Person, by: User) -> list[Person]:
    """Return the rows that were put into a person's, and the one that theirs was put into if `by` answers for its
    client, of merges that nobody has taken back: they are nobody else.
    """
    merges = Merge.objects.filter(noun="person", undone_at=None)
    people = Person._base_manager.select_related("client")
    found = list(people.filter(pk__in=merges.filter(winner=person.pk).values("loser")))
    above = people.filter(pk__in=merges.filter(loser=person.pk).values("winner"))
    return [*found, *(one for one in above if may_manage_client(by, one.client))]


def register() -> None:
    """Have it done with every erasure."""
    person_erase.BEFORE.append(lock_imports)
    person_erase.ALSO.append(forget_person)
    person_erase.SAME.append(merged_with)
