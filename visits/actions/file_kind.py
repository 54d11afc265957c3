"""What a file is, by its content: its name may say anything. What is not on the list is refused with its reason."""

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.archives import BROKEN, has_too_many

ZIP, PDF, OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"RIFF")
MARKUP = (b"<html", b"<!doct", b"<script", b"<svg", b"<?xml", b"<body", b"<head", b"<iframe")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
REFUSED_STARTS = (*MARKUP, *(one.lower() for one in PROGRAMS))
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
}
TYPES = {"pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv", **DOCUMENTS}
IMAGE = "image"
MOST_PARTS = 5000
LISTED = 2 * 1024 * 1024  # bytes of a document's list of parts, unpacked
SAMPLE = 64 * 1024


def kind_of(file: IO[bytes], name: str) -> str:
    """Return "image", or the kind in `TYPES` that a file is; it stands at its beginning again afterwards.

    Raises `ValidationError` for everything else, for macros, and for a document that hides behind another's name.
    """
    file.seek(0)
    head = file.read(SAMPLE)
    file.seek(0)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not head:
        raise ValidationError(_("The file is empty."))
    kind = _kind(file, head, ending)
    file.seek(0)
    named = {"text": "txt", "log": "txt", "md": "txt"}.get(ending, ending)
    if kind in TYPES and named != kind:
        raise ValidationError(_("The name ends in .%(ending)s, but the file is something else.") % {"ending": ending})
    if kind == IMAGE and ending in TYPES:
        raise ValidationError(_("The name ends in .%(ending)s, but the file is something else.") % {"ending": ending})
    return kind


def _kind(file: IO[bytes], head: bytes, ending: str) -> str:
    if head.startswith(PDF):
        return "pdf"
    if head.startswith(ZIP):
        return _office(file)
    if head.startswith(OLE):
        raise ValidationError(
            _("Old Office files and files with a password are not accepted. Save it as .docx, .xlsx, .pptx or PDF.")
        )
    if head.startswith(PICTURES):
        return IMAGE
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_plain = ending in ("txt", "csv", "text", "log", "md") and not start.startswith(REFUSED_STARTS)
    if is_plain and _is_text(head):
        return "csv" if ending == "csv" else "txt"
    raise ValidationError(_("This kind of file is not accepted. Use pictures, PDF, Word, Excel, PowerPoint or text."))


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the sample may end within a character
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _office(file: IO[bytes]) -> str:
    """Return which Office document an archive is; only its list of parts is unpacked, within a bound."""
    refused = ValidationError(_("This archive is not a Word, Excel or PowerPoint file."))
    if has_too_many(file, MOST_PARTS):
        raise refused
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.namelist()
            listed = archive.getinfo("[Content_Types].xml")
            if listed.file_size > LISTED:
                raise refused
            with archive.open(listed) as part:
                types = part.read(LISTED + 1).decode("utf-8", "replace")
    except BROKEN:
        raise refused from None
    low = [part.lower() for part in parts]
    if "macroenabled" in types.lower() or any("vbaproject" in part or "/activex/" in part for part in low):
        raise ValidationError(_("Files with macros are not accepted. Save it without them."))
    for kind, content in DOCUMENTS.items():
        if f"{content}.main+xml" in types:
            return kind
    raise refused
