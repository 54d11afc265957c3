"""Read a whole file and say, line by line, what it would change. Nothing of the clients is written."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from exchange.actions.draft import Draft, is_data, read_line
from exchange.actions.find import Matcher, contracts_called
from exchange.actions.lease import hold
from exchange.actions.links import Links
from exchange.actions.parents import show_parents
from exchange.matching import folded
from exchange.models import ImportJob, ImportRow, JobState, Origin
from exchange.nouns.noun import NOTED
from exchange.nouns.product import contract_named_by
from exchange.sheets import limits
from exchange.sheets.check import Refused
from exchange.sheets.heading import is_chinese
from exchange.sheets.read import Book

CHUNK = 1000


def preview(job: ImportJob, *, clock: Callable[[], dt.datetime]) -> None:
    """Read the file of a leased job into `ImportRow`s. Begun anew after a death: it leaves what it wrote behind.

    Raises `Refused` for a file that cannot be read to its end, or that went when somebody in it was erased;
    `LeaseLost` when another worker has taken over.
    """
    ImportRow.objects.filter(job=job).delete()
    if job.file is None:
        raise Refused(_("Somebody who stood in this file has been erased, so the file is gone. Import it again."))
    book = Book(job.file.read())
    sheet = book.sheet(job.sheet)
    job.total_rows, job.done_rows = max(sheet.rows - job.head_line, 1), 0
    matcher, counts = Matcher(job), Counter[str]()
    head = [column["name"] for column in job.columns]
    facts: dict[str, Any] = {"is_1904": sheet.is_1904, "year_first": is_chinese(head), "known": {}}
    lines = (
        (number, cells)
        for number, cells in enumerate(book.lines(sheet), start=1)
        if number > job.head_line and is_data(cells, head)
    )
    read = 0
    while chunk := list(islice(lines, CHUNK)):
        read += len(chunk)
        if read > limits.MOST_ROWS:
            raise Refused(too_many())
        drafts = [read_line(job.kind, job.keys, number, cells, facts) for number, cells in chunk]
        _owners(job, drafts)
        matcher.match(drafts)
        compare(job, drafts, matcher.rows)
        rows = [draft.as_row(job.pk, link=job.kind.link[0] if job.kind.link else "") for draft in drafts]
        counts.update(str(row.kind) for row in rows)
        counts.update("left_out" for row in rows if row.left_out)
        counts.update("identity" for draft in drafts if draft.is_blotted)
        with transaction.atomic():
            hold(job, now=clock())
            ImportRow.objects.bulk_create(rows, batch_size=500)
            job.done_rows = chunk[-1][0] - job.head_line
            ImportJob.objects.filter(pk=job.pk).update(done_rows=job.done_rows, total_rows=job.total_rows)
    _settle_links(job, matcher.links, counts, clock=clock)
    with transaction.atomic():
        hold(job, now=clock())
        counts = +counts
        job.state, job.counts, job.total_rows, job.done_rows = JobState.PREVIEWED, dict(counts), read, 0
        job.leased_until, job.attempts, job.error = None, 0, ""
        job.save()


def _settle_links(job: ImportJob, links: Links, counts: Counter[str], *, clock: Callable[[], dt.datetime]) -> None:
    """Put the links back that a later line of the file has met; leave out those that go round in a circle."""
    for found, settle in ((links.late, links.put_back), (links.loops, links.leave_out)):
        _settle(job, found(), settle, counts, clock=clock)


def _settle(
    job: ImportJob, found: Sequence[UUID], settle: Callable[[ImportRow], None], counts: Counter[str],
    *, clock: Callable[[], dt.datetime],
) -> None:  # fmt: skip
    waiting = iter(found)
    while some := list(islice(waiting, CHUNK)):
        with transaction.atomic():
            hold(job, now=clock())
            rows = list(ImportRow.objects.filter(pk__in=some))
            counts.subtract([*(str(row.kind) for row in rows), *("left_out" for row in rows if row.left_out)])
            for row in rows:
                settle(row)
            counts.update([*(str(row.kind) for row in rows), *("left_out" for row in rows if row.left_out)])
            fields = ["values", "notices", "changes", "kind", "is_linked", "left_out"]
            ImportRow.objects.bulk_update(rows, fields, batch_size=500)


def compare(job: ImportJob, drafts: Sequence[Draft], rows: dict[Any, Any]) -> None:
    """Note, for each draft that means a row, what it would change there: key → [old, new]. Empty cells change nothing.

    The name is what a row is known by, so a file that writes it otherwise does not change it.
    """
    noun = job.kind
    targets = [draft.target for draft in drafts if draft.target]
    noted = set(Origin.objects.filter(noun=noun.key, object_id__in=targets).values_list("object_id", flat=True))
    for draft in drafts:
        row = rows.get(draft.target) if draft.target else None
        if row is not None:
            draft.changes = changes_of(job, draft.values, row, is_noted=row.pk in noted)


def changes_of(job: ImportJob, values: dict[str, Any], row: Any, *, is_noted: bool) -> dict[str, list[Any]]:
    """Return what `values` would change of `row`, as key → [old, new]."""
    noun = job.kind
    found: dict[str, list[Any]] = {}
    for column in (*noun.columns_kept, *noun.columns_beside):
        if column.key == "name" or column.key not in values:
            continue
        old, new = column.current(row), values[column.key]
        if not (column.equal if job.replaces else column.same)(row, old, new):
            found[column.key] = [old, new]
    for key in ("department", noun.link[0] if noun.link else ""):
        if key in values and key in noun.fields:
            now = str(getattr(row, key, None) or "") if key == "department" else noun.linked(row)
            if folded(now) != folded(values[key]):
                found[key] = [now, values[key]]
    if noun.key == "product" and values.get("contract"):
        under = contract_named_by(row)
        if not contracts_called([row.under] if row.under else [], values["contract"]):
            found["contract"] = [under, values["contract"]]
    if "owner_id" in values and str(row.owner_id) != values["owner_id"]:
        found["owner"] = [str(row.owner_id), values["owner_id"]]
    if not is_noted:
        found |= {key: ["", values[key]] for key in NOTED if key in values}
    return found


def changes_into(job: ImportJob, row: ImportRow, target: UUID) -> dict[str, list[Any]]:
    """Return what a line would change of a row that it is said to be; nothing where that is gone."""
    noun = job.kind
    there: Any = noun.model._default_manager
    rows = there.visible_to(job.by).select_related(*noun.related).prefetch_related(*noun.prefetched)
    if (one := rows.filter(pk=target).first()) is None:
        return {}
    if noun.key == "client":
        show_parents([one], job.by)
    is_noted = Origin.objects.filter(noun=noun.key, object_id=target).exists()
    return changes_of(job, row.values, one, is_noted=is_noted)


def _owners(job: ImportJob, drafts: Sequence[Draft]) -> None:
    """Read the column of account managers; only an admin's file has one that counts."""
    if "owner" not in job.keys and "noted_by" not in job.keys:
        return
    for draft in drafts:
        if text := draft.values.pop("owner", ""):
            pk = job.people.get(folded(text))
            if pk:
                draft.values["owner_id"] = pk
            else:
                draft.notices["owner"] = {"code": "unknown_colleague", "value": text, "owner": str(job.owner)}


def colleagues_by_name() -> dict[str, str]:
    """Return active colleagues' ids by folded name, sign-in name and address; names of two are left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for pk, *names in User.objects.filter(is_active=True).values_list("pk", "name", "username", "email"):
        for name in {folded(one) for one in names if one}:
            if found.setdefault(name, str(pk)) != str(pk):
                twice.add(name)
    return {name: pk for name, pk in found.items() if name not in twice}


def too_many() -> str:
    """Return what is said of a file with too many lines."""
    return _("The file has more than %(most)s lines. Split it and import the parts one after the other.") % {
        "most": limits.MOST_ROWS
    }
