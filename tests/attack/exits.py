"""Every way by which words leave the product other than as a page, with what each must hold to.

Pages are the business of `tests/test_url_people.py` and of those who walk by it. What is no page stands here: a file,
a card, a picture, JSON, a mail, a notification. `tests/attack/test_exits.py` looks for ways that have no row.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable

from openpyxl import load_workbook

RISKY = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
CARD = ("BEGIN", "VERSION", "N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "X-WECHAT", "NICKNAME", "END")


def faults_of_csv(raw: bytes) -> list[str]:
    """Return cells that a spreadsheet program would take for a formula, at whatever mark it splits lines."""
    text = raw.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    wrong = [cell for row in rows for cell in row if cell.startswith(RISKY)]
    for mark in ";\t|":
        split = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        wrong += [cell for row in split for cell in row[1:] if cell.lstrip('"').startswith(RISKY)]
    return wrong + [f"{len(row)} cells" for row in rows if len(row) != len(rows[0])]


def faults_of_workbook(raw: bytes) -> list[str]:
    """Return cells that are formulas or would become some when they are edited or saved as CSV, and strange parts."""
    wrong = []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and b"<f>" in archive.read(name):
                wrong.append(f"{name} holds a formula")
            if "external" in name.lower() or name.endswith(".bin"):
                wrong.append(name)
    for sheet in load_workbook(io.BytesIO(raw)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith(RISKY)):
                    wrong.append(f"{cell.coordinate} {cell.value!r}")
    return wrong


def faults_of_card(raw: bytes) -> list[str]:
    """Return lines of a card that nobody but whoever typed a name put there."""
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    wrong = [line for line in lines if line and line.split(":")[0].split(";")[0] not in CARD]
    wrong += [line for line in lines if "\r" in line or "\n" in line]
    return wrong + [f"not one {name}" for name in ("BEGIN:VCARD", "END:VCARD") if lines.count(name) != 1]


def no_words(raw: bytes) -> list[str]:
    """Return what stands in an answer that holds no word which anybody typed, and was typed all the same."""
    return ["somebody's words"] if b"canary" in raw else []


# Addresses that answer GET with something else than a page → what is wrong with their answer.
FILES: dict[str, Callable[[bytes], list[str]]] = {
    "import-template": faults_of_workbook,
    "import-errors": faults_of_workbook,
    "export-fetch": faults_of_csv,
    "card-out": faults_of_card,
    "person-photo": lambda raw: [] if raw[:3] == b"\xff\xd8\xff" else ["no JPEG"],
    "attachment": lambda raw: [] if raw[:3] == b"\xff\xd8\xff" else ["no JPEG"],
    "attachment-small": lambda raw: [] if raw[:3] == b"\xff\xd8\xff" else ["no JPEG"],
    "day-said": no_words,
    "comment-names": lambda raw: [] if set(json.loads(raw)) == {"names"} else ["more than names"],
    "livez": no_words,
    "readyz": no_words,
}
# Forms of an export → what is wrong with its bytes. Every list of `exchange.actions.lists.OUT` is taken out in each.
EXPORTS = {"csv": faults_of_csv, "xlsx": faults_of_workbook}
# Modules that make an answer which is no page, or a mail; each is met by a test here, or says why not.
MAKERS = {
    "exchange/views/export.py": "EXPORTS, export-fetch",
    "exchange/views/job.py": "import-template, import-errors",
    "exchange/views/card.py": "card-out, card-show",
    "crm/views/person_photo.py": "person-photo",
    "visits/views/day.py": "day-said",
    "visits/views/comment.py": "comment-names",
    "visits/views/attachment.py": "attachment, attachment-small; other kinds: visits/tests/attachments/test_kinds.py",
    "accounts/views/second_factor.py": "random marks and codes, no word of anybody: accounts/tests/test_passkeys.py",
    "upkeep/views/metrics.py": "tests/attack/test_hidden.py: it wants a token, which no person has",
    "upkeep/views/probe.py": "livez, readyz",
    "accounts/mail.py": "the test of invitations",
    "visits/actions/mail.py": "every kind of reminder",
    "visits/views/record.py": "JSON for the autosave of tests/attack/test_forms.py",
    "visits/views/finding.py": "JSON for the captures of tests/attack/test_forms.py",
    "visits/views/notes.py": "JSON for the autosave of tests/attack/test_forms.py",
    "visits/views/drafts.py": "JSON for the autosave of tests/attack/test_forms.py",
}
