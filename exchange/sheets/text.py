"""CSV as it really comes: UTF-8 with or without a mark, UTF-16 with one, GB18030, and files that mix them."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _

from exchange.sheets import limits
from exchange.sheets.check import Refused

_END = "\x1eend"  # put behind the last line: within a quotation that never ends it is swallowed like the others
_THREE = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2}")  # two Chinese characters in UTF-8
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(raw: bytes) -> str:
    """Return the text of a file. Raises `Refused` where no encoding fits all of it, with the first line that does not.

    Nothing is guessed line by line: a file that mixes encodings would come in with broken names.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused(_mixed(raw[: error.start].count(b"\n") + 1)) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        first_wrong = raw[: error.start].count(b"\n") + 1
    if line := _line_of_utf8(raw):
        raise Refused(_mixed(max(line, first_wrong)))
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Refused(_mixed(raw[: error.start].count(b"\n") + 1)) from None
    if "\x00" in text:
        raise Refused(_("This is neither an Excel workbook nor a CSV file."))
    return text


def _line_of_utf8(raw: bytes) -> int:
    """Return the number of a line that can only be UTF-8, in a file that is not; 0 when there is none."""
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if _THREE.search(line):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return number
    return 0


def _mixed(line: int) -> str:
    return _(
        "The file mixes encodings: line %(line)s does not fit the rest. "
        "Open it in Excel and save it as “CSV UTF-8”, or as .xlsx."
    ) % {"line": line}


def table_of(text: str) -> Iterator[list[str]]:
    """Yield the lines of a CSV as cells. The separator is what the first lines have most of: comma, semicolon, tab."""
    if "\x00" in text:
        raise Refused(_("This is neither an Excel workbook nor a CSV file."))
    csv.field_size_limit(limits.MOST_CELL * 4)
    head = text[:20_000].split("\n")[: limits.HEAD_ROWS]
    marks = {mark: sum(line.count(mark) for line in head) for mark in (",", "\t", ";")}
    best = max(marks, key=lambda mark: marks[mark])
    lines = chain(io.StringIO(text, newline=""), [_END])
    try:
        for line in csv.reader(lines, delimiter=best if marks[best] else ","):
            if line == [_END]:
                return
            yield [cell[: limits.MOST_CELL].strip() for cell in line[: limits.MOST_COLUMNS + 1]]
    except csv.Error:
        pass
    raise Refused(_("A cell of the file never ends: a quotation mark is missing."))
