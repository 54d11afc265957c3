"""Archives that people send, looked at before they are opened."""

import lzma
import struct
import zipfile
import zlib
from typing import IO

ENTRY = b"PK\x01\x02"  # begins each line of an archive's list
CHUNK = 1024 * 1024
# What `zipfile` raises over an archive that is broken, locked, or packed as it cannot unpack.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    RuntimeError, NotImplementedError, ValueError, LookupError, OverflowError,
)  # fmt: skip


def has_too_many(file: IO[bytes], most: int) -> bool:
    """Whether an archive may list more than `most` parts; it stands at its beginning again afterwards.

    `zipfile` reads the whole list as it opens: ten megabytes of it are 200,000 parts and take ten times as much
    memory. The mark that begins a line is counted without reading any, wherever it stands, so that no archive can say
    less than it has.
    """
    file.seek(0)
    found, tail = 0, b""
    while chunk := file.read(CHUNK):
        seen = tail + chunk
        found += seen.count(ENTRY)
        tail = seen[-(len(ENTRY) - 1) :]
    file.seek(0)
    return found > most
