"""Write what Excel and people open: text cells that can never be formulas, streamed."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from core.text import clean_text

# What begins a formula, also full width, which spreadsheets in Chinese and Japanese take for the same.
_RISKY = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
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


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a CSV in UTF-8 with the mark that makes Excel read it so."""
    writer: Any = csv.writer(_Echo())  # type: ignore[arg-type]
    yield "\ufeff".encode() + writer.writerow([safe(name) for name in head]).encode()
    for line in lines:
        yield writer.writerow([_WITHIN.sub(r"\1'", safe(cell)) for cell in line]).encode()


def workbook(
    title: str, head: Sequence[str], lines: Iterable[Sequence[str]], *, wrong: Iterable[set[int]] | None = None
) -> bytes:
    """Return a workbook of one sheet, every cell text. `wrong`: for each line, the columns (from 0) to mark."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(head, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(36, len(name) * 2 + 6))
    sheet.append([_cell(sheet, name, fill=_HEAD, bold=True) for name in head])
    marks = iter(wrong) if wrong is not None else None
    for line in lines:
        marked = next(marks, set()) if marks else set()
        sheet.append([_cell(sheet, cell, fill=_WRONG if at in marked else None) for at, cell in enumerate(line)])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, fill: PatternFill | None = None, bold: bool = False) -> Any:
    if not text and fill is None:
        return None
    # A number with its country stays as it is: in a cell of text it is no formula, nor would it do harm as one.
    cell = WriteOnlyCell(sheet, value=text if _DIALLED.fullmatch(text) else safe(text))
    cell.data_type = "s"
    cell.number_format = "@"
    if fill is not None:
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=bold, vertical="center")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(title: str) -> str:
    return "".join(" " if mark in "[]:*?/\\" else mark for mark in title)[:31].strip() or "Sheet"
