"""Take a list out, and keep who took what, when, how much."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation

from accounts.models import User
from crm.models import Erasure
from exchange.access import check
from exchange.actions.forget import nobody_is_being_erased
from exchange.actions.lease import LeaseLost, hold
from exchange.actions.lists import OUT, heads_of, lines_of, rows_of
from exchange.actions.tell import tell
from exchange.models import Export, StoredFile
from exchange.models.export import KEPT
from exchange.nouns.out import NAMES_PEOPLE
from exchange.sheets.write import Counted, csv_lines, workbook

AT_ONCE = 2_000  # rows; a larger export is made behind the page
FORMS = ("xlsx", "csv")


@transaction.atomic
def order_export(*, by: User, now: dt.datetime, what: str, form: str, query: str) -> Export:
    """Note an export before the first byte leaves; `is_big` says that a worker makes it. Raises `NotOpen`."""
    check(what in OUT and form in FORMS)
    more = rows_of(what, by, QueryDict(query)).order_by()[: AT_ONCE + 1].values_list("pk")
    rows = len(more)
    export = Export(created_at=now, by=by, what=what, form=form, query=query, rows=rows, is_big=rows > AT_ONCE)
    export.language = translation.get_language() or "en"
    export.done_at = None if export.is_big else now
    export.save()
    return export


def stream_of(export: Export) -> Iterator[bytes]:
    """Yield a small export's bytes, all made at once: whoever asks for them later speaks another language."""
    rows = rows_of(export.what, export.by, QueryDict(export.query))
    heads, lines = heads_of(export.what), lines_of(export.what, rows, export.by)
    if export.form == "csv":
        return iter([b"".join(csv_lines(heads, lines))])
    return iter([workbook(OUT[export.what].label(export.language), heads, lines)])


def make_file(export: Export, *, now: dt.datetime) -> None:
    """Make the file of a leased big export, as its maker sees the list now, and tell them.

    Raises `LeaseLost`, also where somebody was erased meanwhile whom the file may name: it is made anew then.
    """
    by = export.by
    zone = zoneinfo.ZoneInfo(by.time_zone or settings.TIME_ZONE)
    with translation.override(export.language), timezone.override(zone), transaction.atomic():
        hold(export, now=now)
        check(by.is_active)
        erased = Erasure.objects.count()
        counted = Counted(lines_of(export.what, rows_of(export.what, by, QueryDict(export.query)), by))
        heads = heads_of(export.what)
        if export.form == "csv":
            file = StoredFile.keep(name_of(export), csv_lines(heads, counted))
        else:
            file = StoredFile.keep(
                name_of(export), [workbook(OUT[export.what].label(export.language), heads, counted)]
            )
        if export.what in NAMES_PEOPLE and not (nobody_is_being_erased() and Erasure.objects.count() == erased):
            raise LeaseLost
        export.file, export.rows, export.done_at, export.leased_until = file, counted.count, now, None
        export.save()
        tell(export, now=now)


def name_of(export: Export) -> str:
    """Return the file's name: what and when."""
    day = timezone.localtime(export.created_at).strftime("%Y-%m-%d")
    return f"{OUT[export.what].label(export.language)} {day}.{export.form}"


def is_kept(export: Export, *, now: dt.datetime) -> bool:
    """Whether a big export's file can still be fetched."""
    return bool(export.file_id and export.done_at and now < export.done_at + KEPT)
