"""Pictures and documents for tests, as phones and Office make them."""

import io
import struct
import zipfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet", "pptx": "presentationml.presentation"}


def picture(kind="JPEG", size=(60, 40), colour="teal", **more):
    """Return the bytes of a picture; `more` goes to Pillow, as `exif=`."""
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def from_a_phone():
    """Return a photo that says where it was taken, and by whom, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (31.0, 13.0, 0.0)  # latitude
    return picture(exif=exif)


def office(kind, extra=(), types=""):
    """Return an Office file that has just what tells what it is, and the parts named in `extra`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types or f"<Types>{OFFICE}{MAIN[kind]}.main+xml</Types>")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


def torn(raw):
    """Return an Office file whose first part cannot be unpacked: the middle of it was lost on the way."""
    size, names = struct.unpack("<I", raw[18:22])[0], struct.unpack("<HH", raw[26:30])
    start = 30 + sum(names)
    return raw[:start] + b"\xff" * size + raw[start + size :]


def flood(parts=400_000):
    """Return an archive whose list of parts is all there is to it, and which says that it has one."""
    one = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[20] * 2, *[0] * 7, 1, *[0] * 4, 0, 0) + b"x"
    listed = one * parts
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 4, 0)
    return b"PK\x03\x04" + listed + end


def a_file(name="a.jpg", content=None):
    return SimpleUploadedFile(name, content or picture())


def kept_files():
    """Return what lies in the storage of uploads."""
    root = Path(default_storage.location)
    return {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}
