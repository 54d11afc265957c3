"""Pictures that people bring: opened within bounds, turned as they were held, written anew without what else is in."""

import io
import struct
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
JPEG = "image/jpeg"
PNG = "image/png"


def open_picture(file: IO[bytes]) -> Image.Image:
    """Return a picture, decoded, turned as it was held; EXIF and whatever else the file holds stay behind.

    Raises `ValidationError` for what is no picture, is broken, or has more than 40 million pixels.
    """
    try:
        image: Image.Image = Image.open(file, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_("The picture has more than 40 million pixels."))
        image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise ValidationError(_("This picture cannot be read. Use JPEG, PNG or WebP.")) from None
    turned = _as_held(image)
    turned.format = image.format  # a copy forgets it
    return turned


def _as_held(image: Image.Image) -> Image.Image:
    """Return the image turned as the camera was held; as it is where its EXIF is broken."""
    try:
        return ImageOps.exif_transpose(image)
    except (struct.error, SyntaxError, ValueError, TypeError, LookupError, AttributeError, OSError, ArithmeticError):
        return image


def flat(image: Image.Image) -> Image.Image:
    """Return it in plain colours, on white where one could look through."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        ground.alpha_composite(seen)
        return ground.convert("RGB")
    return image.convert("RGB")


def written(image: Image.Image, *, side: int, quality: int = 85) -> bytes:
    """Return it as a JPEG, at most `side` pixels long."""
    small = flat(image)
    small.info.clear()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def drawn(image: Image.Image, *, side: int) -> bytes:
    """Return it as a PNG, at most `side` pixels long: for screenshots, whose letters a JPEG would blur."""
    small = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    small.info.clear()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=False)
    return out.getvalue()
