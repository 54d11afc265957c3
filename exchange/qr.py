"""Read the QR codes in a photograph or screenshot: what they hold, as bytes for `exchange.vcard`."""

from typing import IO

import zxingcpp
from PIL import Image

from core.images import one_at_a_time, open_picture

MOST_PICTURE_BYTES = 12 * 1024 * 1024  # a telephone's photograph at its best
# Longest side, in pixels, that is searched: a picture made to mislead (a field of false marks) takes seconds at 1,500,
# half a minute at 2,500. A card's code that fills a fifth of a photograph is still read.
SIDE = 1500
MOST_CODES = 20  # of one picture
KINDS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def codes_in(file: IO[bytes]) -> list[bytes]:
    """Return what the QR codes of a picture hold, each once; none where there is none.

    However it is held, tilted, or light on dark. Raises `ValidationError` for what is no picture, is broken, or has
    too many pixels.
    """
    with one_at_a_time:
        grey = _grey(open_picture(file))
        found = zxingcpp.read_barcodes(grey, formats=KINDS)
    return list(dict.fromkeys(_said(bytes(one.bytes), one.text) for one in found[:MOST_CODES]))


def _said(raw: bytes, text: str) -> bytes:
    """Return what a code holds: as it is, or in UTF-8 where neither it nor the card says in which letters it is.

    Chinese stands in codes as GB 18030, and, by makers that save space, as the Japanese letters that look alike; the
    reader, whose reading is `text`, knows only the latter. The one that makes more common characters is right.
    """
    try:
        raw.decode()
    except UnicodeDecodeError:
        if b"CHARSET=" not in raw.upper():
            return max((raw.decode("gb18030", "replace"), text), key=_common).encode("utf-8", "replace")
    return raw


def _common(text: str) -> float:
    """Return which part of the characters beyond ASCII is among the 3,755 commonest (GB 2312, level 1)."""
    others = [one.encode("gb2312", "replace") for one in text if not one.isascii()]
    return sum(0xB0 <= one[0] <= 0xD7 for one in others) / len(others) if others else 0


def _grey(image: Image.Image) -> Image.Image:
    """Return it in grey, on white where one can look through, at most `SIDE` pixels long."""
    image.thumbnail((SIDE, SIDE))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        ground.alpha_composite(clear)
        image = ground
    return image.convert("L")
