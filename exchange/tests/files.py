"""Files as people have them, made for tests."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

DAY = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


def xlsx(
    lines: Iterable[Sequence[Any]], *, title: str = "Sheet1", merged: Sequence[str] = (), mac: bool = False
) -> bytes:
    book = Workbook()
    if mac:
        book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001  as openpyxl names the calendar
    sheet = book.active
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(lines: Iterable[Sequence[str]], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(line) for line in lines).encode(encoding)
