"""Read a workbook or CSV line by line: values only, formulas never evaluated, in bounded memory."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from core.archives import BROKEN
from exchange.sheets import limits, text
from exchange.sheets.check import Refused, broken, kind_of, swollen

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
_LINE = re.compile(rb"<(?:\w+:)?row[ >]")
# A formula that the writing program did not work out: its cell would read as empty. A text may be empty.
_UNSOLVED = re.compile(
    rb'<c (?![^>]{0,200}t="str")[^>]{0,200}><f(?:[^>]{0,200}/>|[^>]{0,200}>[^<]{0,9000}</f>)(?:<v ?/>|<v></v>)?</c>'
)
# What openpyxl raises on files that break its rules.
_FAULTS = (*BROKEN, InvalidFileException, DefusedXmlException, ParseError, TypeError, AttributeError, SyntaxError)


@dataclass(slots=True)
class Sheet:
    """One table: its name ("" for CSV), whether its day numbers count from 1904, whether formulas lack results."""

    name: str
    is_1904: bool = False
    has_unsolved: bool = False
    rows: int = 0  # about how many lines it has
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first column, row, last column, row


class Book:
    """A file that was let in. `sheets` are its visible tables; `lines` walks one of them."""

    def __init__(self, raw: bytes) -> None:
        """Open it. Raises `Refused` for whatever is not taken."""
        self.kind = kind_of(io.BytesIO(raw), len(raw))
        self._raw = raw
        self._text = text.decoded(raw) if self.kind == "csv" else ""
        self.sheets: list[Sheet] = [Sheet("", rows=raw.count(b"\n") + 1)] if self.kind == "csv" else self._sheets()

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of that name, else the first."""
        return next((sheet for sheet in self.sheets if sheet.name == name), self.sheets[0])

    def lines(self, sheet: Sheet, *, most: int = limits.MOST_ROWS + limits.HEAD_ROWS) -> Iterator[list[str]]:
        """Yield each line's cells as text, up to `most` lines, trailing empty cells left out.

        A merged area shows its value in each of its lines (in its first column). Raises `Refused`.
        """
        walk = text.table_of(self._text) if self.kind == "csv" else self._walk(sheet)
        empty = read = 0
        for number, cells in enumerate(walk):
            if number >= most:
                return
            read += sum(map(len, cells))
            if read > limits.MOST_TEXT:
                raise Refused(swollen())
            while cells and not cells[-1]:
                cells.pop()
            # A sheet whose last line was once touched far below is not read to its end.
            empty = 0 if cells else empty + 1
            if empty > 2_000:
                return
            yield cells

    @cached_property
    def _book(self) -> Any:
        """The workbook, opened once: that reads all its shared texts, which may take seconds."""
        return load_workbook(io.BytesIO(self._raw), read_only=True, data_only=True, keep_links=False)

    def _sheets(self) -> list[Sheet]:
        try:
            found: list[Sheet] = []
            with zipfile.ZipFile(io.BytesIO(self._raw)) as archive:
                for one in self._book.worksheets:
                    if one.sheet_state != "visible" or len(found) == limits.MOST_SHEETS:
                        continue
                    if len(one.title) > limits.MOST_TITLE:
                        raise Refused(broken())
                    sheet = Sheet(one.title, is_1904=self._book.epoch == CALENDAR_MAC_1904)
                    _look_around(archive, one._worksheet_path, sheet)
                    found.append(sheet)
        except _FAULTS:
            raise Refused(broken()) from None
        if not found:
            raise Refused(_("The workbook has no sheet with cells."))
        return found

    def _walk(self, sheet: Sheet) -> Iterator[list[str]]:
        down = _fill_down(sheet.merged)
        carried: dict[int, str] = {}
        try:
            table = self._book[sheet.name]
            table.reset_dimensions()  # what the file claims of its size may be wrong
            for number, line in enumerate(table.iter_rows(values_only=True, max_col=limits.MOST_COLUMNS + 1), start=1):
                cells = [cell_text(value) for value in line]
                for column, first, last in down.get(number, ()):
                    cells += [""] * (column + 1 - len(cells))
                    if number == first:
                        carried[column] = cells[column]
                    elif not cells[column] and number <= last:
                        cells[column] = carried.get(column, "")
                yield cells
        except _FAULTS:
            raise Refused(broken()) from None


def cell_text(value: Any) -> str:
    """Return a cell's value as text: days as 2026-03-05, whole numbers without a point, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    return str(value)[: limits.MOST_CELL].strip()


def _look_around(archive: zipfile.ZipFile, path: str, sheet: Sheet) -> None:
    """Note a sheet's merged areas and formulas without results, without parsing: openpyxl's reader skips both."""
    tail = b""
    with archive.open(path) as part:
        while chunk := part.read(1 << 20):
            seen = tail + chunk
            sheet.rows += len(_LINE.findall(chunk))
            sheet.has_unsolved = sheet.has_unsolved or bool(_UNSOLVED.search(seen))
            for found in _MERGED.finditer(seen):
                # What lies wholly in the tail was noted with the chunk before.
                if found.end() > len(tail) and len(sheet.merged) < limits.MOST_MERGED:
                    sheet.merged.append(range_boundaries(found[1].decode()))  # type: ignore[arg-type]
            tail = seen[-200:]


def _fill_down(merged: list[tuple[int, int, int, int]]) -> dict[int, list[tuple[int, int, int]]]:
    """Return line → [(column from 0, first line, last line)] of the areas that reach over several lines."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    room = limits.MOST_ROWS * 4
    for column, first, _last_column, last in merged:
        if last <= first or column > limits.MOST_COLUMNS:
            continue
        for line in range(first, min(last, first + 5_000) + 1):
            room -= 1
            if room < 0:
                return found
            found.setdefault(line, []).append((column - 1, first, last))
    return found
