"""Blot numbers of identity cards out of a file before any of it is kept: no column of it needs one (PIPL)."""

import io
import re
import zipfile

from core.archives import BROKEN
from core.identity import blotted
from exchange.sheets.check import Refused, broken
from exchange.sheets.text import decoded

# In half width, or any in full width, or where one is spoken of.
_PERHAPS = re.compile(
    rb"\d(?:[ -]?\d){16}[ -]?[\dXx]|\xef\xbc[\x90-\x99]|\xe8\xba\xab\xe4\xbb\xbd\xe8\xaf\x81|(?i:identity|id\s?card)"
)
_NODE = re.compile(r">([^<]{18,})<")
_CELL = re.compile(r"[^,;\t\"\r\n]{18,}")
TAIL = 200  # bytes of the chunk before that a number may have begun in


def without_identity_numbers(raw: bytes, kind: str) -> bytes:
    """Return the file without them: the very same bytes where it holds none. `kind` as `kind_of` says.

    What is looked through line by line afterwards is guarded once more; a number whose digits differ in colour, say,
    stands in the workbook in pieces and is found only there.
    """
    if kind == "csv":
        text = decoded(raw)
        if not _PERHAPS.search(text.encode()):
            return raw
        plain = _CELL.sub(lambda cell: blotted(cell[0]), text)
        return raw if plain == text else plain.encode("utf-8-sig")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            changed = {
                part.filename: content
                for part in archive.infolist()
                if part.filename.endswith(".xml")
                and _may_hold(archive, part)
                and (content := _of_part(archive.read(part)))
            }
            return _with(archive, changed) if changed else raw
    except BROKEN:
        raise Refused(broken()) from None


def _may_hold(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as content:
        while chunk := content.read(1 << 20):
            if _PERHAPS.search(tail + chunk):
                return True
            tail = chunk[-TAIL:]
    return False


def _of_part(content: bytes) -> bytes | None:
    text = content.decode("utf-8")
    plain = _NODE.sub(lambda node: f">{blotted(node[1])}<", text)
    return None if plain == text else plain.encode()


def _with(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, changed.get(part.filename) or archive.read(part))
    return out.getvalue()
