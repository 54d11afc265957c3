"""Write what Excel and people open: numbers and days as such, text that can never be a formula, streamed."""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from core.text import clean_text

# What begins a formula, also full width, which spreadsheets in Chinese and Japanese take for the same.
_RISKY = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
Cell = str | int | Decimal | dt.date  # a moment too, which is a date, in the time of who reads it and without a zone
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a day that never was
_LOOKED_AT = 50  # lines, for the width of the columns
_NARROWEST, _WIDEST = 10, 48  # letters
_HEAD = PatternFill("solid", fgColor="FFE4F1EE")
_WRONG = PatternFill("solid", fgColor="FFFCEBE8")
# What XML has no letter for: with one of them no program opens the workbook.
_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
_DIALLED = re.compile(r"\+\d[\d ()-]{5,30}", re.ASCII)
# Where a program that splits lines at semicolons or tabs would find a formula within a cell.
_WITHIN = re.compile(r"([;\t][\s\"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_WITHIN_SAFE = re.compile(r"([;\t][\s\"]*)'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def safe(text: str) -> str:
    """Return a cell that no program reads as a formula: an apostrophe before = + - @, tab and line breaks."""
    plain = clean_text(text).translate(_UNPRINTABLE)
    return f"'{plain}" if plain.startswith(_RISKY) else plain


def unsafe(text: str) -> str:
    """Return what `safe` was given, so that a file of ours reads back as it was."""
    text = _WITHIN_SAFE.sub(r"\1", text)
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def said(cell: Cell) -> str:
    """Return a cell as text: a day as 2026-03-05, a moment as 2026-03-05 09:30, whole amounts without .00."""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return f"{cell:.2f}".removesuffix(".00") if isinstance(cell, Decimal) else str(cell)


class Counted(Iterator[Sequence[Cell]]):
    """Lines, counted as they pass."""

    def __init__(self, lines: Iterable[Sequence[Cell]]) -> None:
        self.lines, self.count = iter(lines), 0

    def __next__(self) -> Sequence[Cell]:
        line = next(self.lines)
        self.count += 1
        return line


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], lines: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV in UTF-8 with the mark that makes Excel read it so."""
    writer: Any = csv.writer(_Echo())  # type: ignore[arg-type]
    yield "\ufeff".encode() + writer.writerow([safe(name) for name in head]).encode()
    for line in lines:
        yield writer.writerow([_WITHIN.sub(r"\1'", safe(said(cell))) for cell in line]).encode()


def workbook(
    title: str, head: Sequence[str], lines: Iterable[Sequence[Cell]], *, wrong: Iterable[set[int]] | None = None
) -> bytes:
    """Return a workbook of one sheet. `wrong`: for each line, the columns (from 0) to mark."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    rest = iter(lines)
    first = list(islice(rest, _LOOKED_AT))
    for number, name in enumerate(head, start=1):
        width = max(map(_width, (name, *(line[number - 1] for line in first))))
        sheet.column_dimensions[get_column_letter(number)].width = max(_NARROWEST, min(_WIDEST, width + 2))
    sheet.append([_cell(sheet, name, fill=_HEAD, bold=True) for name in head])
    marks = iter(wrong) if wrong is not None else None
    counted = Counted(chain(first, rest))
    for line in counted:
        marked = next(marks, set()) if marks else set()
        sheet.append([_cell(sheet, cell, fill=_WRONG if at in marked else None) for at, cell in enumerate(line)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{counted.count + 1}"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _width(cell: Cell) -> int:
    """Return how many Latin letters wide a cell's longest line is."""
    return max(
        (sum(1 + (unicodedata.east_asian_width(mark) in "WF") for mark in line) for line in said(cell).splitlines()),
        default=0,
    )


def _cell(sheet: Any, given: Cell, *, fill: PatternFill | None = None, bold: bool = False) -> Any:
    if given == "" and fill is None:
        return None
    if isinstance(given, dt.date) and (given.date() if isinstance(given, dt.datetime) else given) < _FIRST_DAY:
        given = said(given)
    if isinstance(given, str):
        # A number with its country stays as it is: in a cell of text it is no formula, nor would it do harm as one.
        cell = WriteOnlyCell(sheet, value=given if _DIALLED.fullmatch(given) else safe(given))
        cell.data_type = "s"
        cell.number_format = "@"
    else:
        cell = WriteOnlyCell(sheet, value=given)
        cell.number_format = _format(given)
    if fill is not None:
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=bold, vertical="center")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _format(cell: Cell) -> str:
    """Return how a workbook shows a number, a day or a moment."""
    if isinstance(cell, dt.date):
        return "yyyy-mm-dd hh:mm" if isinstance(cell, dt.datetime) else "yyyy-mm-dd"
    return "#,##0" if cell == int(cell) else "#,##0.00"


def _sheet_name(title: str) -> str:
    return "".join(" " if mark in "[]:*?/\\" else mark for mark in title)[:31].strip() or "Sheet"
