"""Pictures and documents for tests, as phones and Office make them."""

import io
import zipfile

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
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types or f"<Types>{OFFICE}{MAIN[kind]}.main+xml</Types>")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()
