"""Pictures that people bring: opened within bounds, turned as they were held, written anew without what else is in."""

import io
import struct
import threading
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
ENOUGH = 2560  # pixels: nothing is kept longer, so a photo need not be decoded much larger
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
JPEG = "image/jpeg"
PNG = "image/png"
# A large picture takes some hundred megabytes while it is worked on: a process works on one, the others wait.
one_at_a_time = threading.Lock()
# What Pillow raises over what is no picture, or a broken one; its decoders take files apart without looking.
BROKEN = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, EOFError, SyntaxError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip


def open_picture(file: IO[bytes]) -> Image.Image:
    """Return a picture, decoded, turned as it was held; EXIF and whatever else the file holds stay behind.

    Raises `ValidationError` for what is no picture, is broken, or has more than 40 million pixels.
    """
    try:
        image: Image.Image = Image.open(file, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_("The picture has more than 40 million pixels."))
        image.draft(None, (ENOUGH, ENOUGH))
        image.load()
    except BROKEN:
        raise ValidationError(_("This picture cannot be read. Use JPEG, PNG or WebP.")) from None
    turned = _as_held(image)
    turned.format = image.format  # a copy forgets it
    return turned


def _as_held(image: Image.Image) -> Image.Image:
    """Return the image turned as the camera was held; as it is where its EXIF is broken."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        return image


def _fitting(image: Image.Image, side: int) -> Image.Image:
    """Return it at most `side` pixels long, as RGBA where one can look through, else RGB; the whole is not copied."""
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB"
    image = image if image.mode == mode else image.convert(mode)
    longest = max(image.size)
    if longest > side:
        width, height = (max(1, round(length * side / longest)) for length in image.size)
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    else:
        image = image.copy()
    image.info.clear()
    return image


def written(image: Image.Image, *, side: int, quality: int = 85) -> bytes:
    """Return it as a JPEG, at most `side` pixels long, on white where one could look through."""
    small = _fitting(image, side)
    if small.mode == "RGBA":
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        small = ground.convert("RGB")
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def drawn(image: Image.Image, *, side: int) -> bytes:
    """Return it as a PNG, at most `side` pixels long: for screenshots, whose letters a JPEG would blur."""
    small = _fitting(image, side)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=False)
    return out.getvalue()
