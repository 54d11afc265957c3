"""Refuse what is no spreadsheet, or one that would do harm, by its outside alone: nothing is parsed yet."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from core.archives import BROKEN, has_too_many
from exchange.sheets import limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones under a password
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Refused(Exception):
    """The file is not taken; the message says why and what to do, in the active language."""


def kind_of(file: IO[bytes], size: int) -> str:
    """Return "xlsx" or "csv". Raises `Refused`. `file` stands at its beginning again afterwards."""
    if size > limits.MOST_BYTES:
        raise Refused(
            _("The file is larger than %(most)s MB. Split it, or leave out pictures and sheets that are not needed.")
            % {"most": limits.MOST_BYTES // 1024 // 1024}
        )
    if size == 0:
        raise Refused(_("The file is empty."))
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(OLE):
        _refuse_ole(file)
    if head.startswith(ZIP):
        _check_workbook(file)
        file.seek(0)
        return "xlsx"
    if head.startswith(OTHERS) or (b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("This is neither an Excel workbook nor a CSV file."))
    if head.lstrip().lower().startswith((b"<html", b"<!doct", b"<table", b"<?xml")):
        raise Refused(
            _("This is a web page or XML with the name of a spreadsheet. Open it in Excel and save it as .xlsx.")
        )
    return "csv"


def _refuse_ole(file: IO[bytes]) -> None:
    is_locked = ENCRYPTED in file.read(limits.MOST_BYTES)
    if is_locked:
        raise Refused(_("The workbook is protected by a password. Save it without one, then choose it again."))
    raise Refused(_("This is an old Excel file (.xls). Open it in Excel and save it as .xlsx."))


def _check_workbook(file: IO[bytes]) -> None:
    if has_too_many(file, limits.MOST_PARTS):
        raise Refused(swollen())
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_size(parts)
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(_("The workbook is protected by a password. Save it without one, then choose it again."))
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise Refused(
                    _("The workbook holds macros. Save it as an ordinary workbook (.xlsx), then choose it again.")
                )
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise Refused(_("This is neither an Excel workbook nor a CSV file."))
            with archive.open("[Content_Types].xml") as types:
                said = types.read(200_000)
            if b"macroEnabled" in said:
                raise Refused(
                    _("The workbook holds macros. Save it as an ordinary workbook (.xlsx), then choose it again.")
                )
    except Refused:
        raise
    except BROKEN:
        raise Refused(broken()) from None


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    is_swollen = any(
        part.file_size > 1024 * 1024 and part.file_size > limits.MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if (
        len(parts) > limits.MOST_PARTS
        or unpacked > limits.MOST_UNPACKED
        or strings > limits.MOST_STRINGS
        or is_swollen
    ):
        raise Refused(swollen())


def swollen() -> str:
    """Return what is said of a workbook that unpacks to too much."""
    return _("Unpacked, this workbook is far larger than any list of clients. It is not opened.")


def broken() -> str:
    """Return what is said of a workbook that cannot be read."""
    return _("The workbook is damaged and cannot be read. Open it in Excel, save it anew, then choose it again.")
