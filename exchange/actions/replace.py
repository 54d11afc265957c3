"""What goes because a file says: these, and no others. Tags are taken off, numbers archived; both can come back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from crm.models import Client, Identifier, Tag, Tagging
from exchange.actions.relations import again, stored
from exchange.actions.write import refresh_found, write_all
from exchange.models import ImportChange, ImportJob, ImportRow
from exchange.nouns import Noun


def take_beyond(
    job: ImportJob, noun: Noun, pairs: Sequence[tuple[ImportRow, Any]], keys: dict[UUID, Any], *, now: dt.datetime
) -> list[ImportChange]:
    """Take away what the rows have beside them and the cells that changed do not name; return how it was.

    Parameters: `pairs`, each line with its row, which its caller has locked; `keys`, the line's id → those columns.
    """
    columns = [column for column in noun.columns_beside if column.may_replace]
    gone: list[tuple[ImportRow, Any]] = [
        (line, one)
        for line, row in pairs
        for column in columns
        if column.key in keys.get(line.pk, ()) and column.key in line.values
        for one in column.beyond(row, line.values[column.key])
    ]
    changes = [_change(job, line, one, now=now) for line, one in gone]
    tags = [one.pk for _line, one in gone if isinstance(one, Tagging)]
    Tagging._base_manager.filter(pk__in=tags).delete()
    numbers = [one for _line, one in gone if isinstance(one, Identifier)]
    for number in numbers:
        number.archived_at = now
    write_all(numbers, ["archived_at"], now=now)
    refresh_found("identifier", numbers)
    return changes


def _change(job: ImportJob, line: ImportRow, one: Any, *, now: dt.datetime) -> ImportChange:
    if isinstance(one, Tagging):
        return ImportChange(job=job, row=line, noun="tagging", object_id=one.pk, before=stored(one))
    return ImportChange(
        job=job, row=line, noun="identifier", object_id=one.pk, before={"archived_at": None},
        after={"archived_at": str(now)}, version=one.version + 1,
    )  # fmt: skip


def put_back_tags(job: ImportJob, changes: Iterable[ImportChange]) -> None:
    """Put tags on again that an import took off, and mark the changes; one that somebody put on since is back already.

    A client that has gone to somebody else meanwhile stays as it is, and so does one that is gone, or its tag.
    """
    changes = list(changes)
    there = set(Tagging._base_manager.filter(pk__in=[one.object_id for one in changes]).values_list("pk", flat=True))
    clients = {UUID(one.before["client_id"]) for one in changes}
    tags = {UUID(one.before["tag_id"]) for one in changes}
    seen = set(Client.objects.visible_to(job.by).filter(pk__in=list(clients)).values_list("pk", flat=True))
    words = set(Tag.objects.filter(pk__in=tags).values_list("pk", flat=True))
    worn = set(Tagging._base_manager.filter(client_id__in=clients, tag_id__in=tags).values_list("client_id", "tag_id"))
    for change in changes:
        client, tag = UUID(change.before["client_id"]), UUID(change.before["tag_id"])
        if client not in seen:
            change.undone = "changed"
        elif tag not in words:
            change.undone = "gone"
        else:
            change.undone = "back"
            if change.object_id not in there and (client, tag) not in worn:
                again(Tagging, change.before)
