"""UUIDv7: ids that sort by the moment they were made, so that an index on them grows at its end."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a fresh UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    rand = int.from_bytes(os.urandom(10), "big")
    value = (
        (milliseconds & (1 << 48) - 1) << 80
        | 0x7 << 76
        | (rand >> 68 & 0xFFF) << 64
        | 0b10 << 62
        | rand & (1 << 62) - 1
    )
    return uuid.UUID(int=value)


def one_uuid(value: object) -> uuid.UUID | None:
    """Read an id from an address or a form; None for none and for nonsense."""
    try:
        return uuid.UUID(str(value)) if value else None
    except ValueError:
        return None
