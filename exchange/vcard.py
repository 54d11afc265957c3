"""Read and write cards: vCard 2.1, 3.0 and 4.0 as telephones really write them, and MECARD out of QR codes."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.names import surname_of
from core.text import clean_text

MOST_BYTES = 2 * 1024 * 1024
BETWEEN = " / "  # two numbers or addresses of a card, as of a cell
MOST_CARDS = 500
MOST_PROPERTIES = 200  # of one card; a telephone writes thirty
MOST_PARAMETERS = 20  # of one property
MOST_IN_CODE = 60  # characters of a text in a QR code, which holds 2,953 bytes
MOST_TEXT = 2_000  # bytes of a value; photos, which are longer, are passed over
# What telephones name; any other name Python knows may cost more time than there is (punycode), or be no text at all.
CHARSETS = {"UTF-8": "utf-8", "UTF8": "utf-8", "GBK": "gb18030", "GB2312": "gb18030", "GB18030": "gb18030",
            "BIG5": "big5", "ISO-8859-1": "latin-1", "US-ASCII": "ascii", "SHIFT_JIS": "shift_jis"}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# An extension as telephones keep it: behind a pause, or as in tel:+86-10-8888-6666;ext=801.
_PAUSED = re.compile(r"(?:;ext=|[\s,;pw]*[,;pw]\s*)(\d{1,6})$", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")


# What a card may say besides that is told and not taken: a note is no trait of somebody until a person says so (PIPL).
NOT_TAKEN = {"NOTE": "note", "BDAY": "birthday", "ADR": "address", "URL": "site", "PHOTO": "photo"}
FAX = "fax"


class NoCard(ValueError):
    """There is no card in what was given."""


@dataclass(slots=True)
class Card:
    """What a card says of a person; "" for what it does not say. Several numbers or addresses stand with " / ".

    `more`: which of the values of `NOT_TAKEN`, or `FAX`, it has as well.
    """

    name: str = ""
    other_name: str = ""
    position: str = ""
    firm: str = ""
    department: str = ""
    mobile: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    reading: str = ""
    more: list[str] = field(default_factory=list)


def read_cards(raw: bytes) -> list[Card]:
    """Return the cards in a file or in pasted text. Raises `NoCard`."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = raw.decode("utf-16", "replace").encode()
    text = raw.lstrip(b"\xef\xbb\xbf").lstrip()
    if text[:7].upper() == b"MECARD:":
        return [_mecard(_decode(text, ""))]
    cards: list[Card] = []
    current: list[tuple[str, dict[str, str], str]] | None = None
    for name, params, value in _properties(raw):
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            current = []
        elif name == "END" and current is not None:
            card = _card(current)
            if card.name or card.mobile or card.email:
                cards.append(card)
            current = None
            if len(cards) >= MOST_CARDS:
                break
        elif current is not None and len(current) < MOST_PROPERTIES:
            current.append((name, params, value))
    if not cards:
        raise NoCard
    return cards


def write_card(card: Card) -> str:
    """Return a card as vCard 3.0 in UTF-8, which every telephone reads."""
    family, given = _han(card.name) if _HAN.match(card.name) else _latin(card.name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escape(family)};{_escape(given)};;;", f"FN:{_escape(card.name)}"]
    if card.firm:
        lines.append(f"ORG:{_escape(card.firm)}" + (f";{_escape(card.department)}" if card.department else ""))
    for name, value in (
        ("TITLE", card.position), ("TEL;TYPE=CELL", card.mobile), ("TEL;TYPE=WORK,VOICE", card.phone),
        ("EMAIL;TYPE=INTERNET", card.email), ("X-WECHAT", card.wechat), ("NICKNAME", card.other_name),
    ):  # fmt: skip
        for one in value.split(BETWEEN) if name[:3] in ("TEL", "EMA", "X-W") else [value]:
            if one:
                lines.append(f"{name}:{_escape(one)}")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def brief(card: Card) -> Card:
    """Return what of a card a QR code can always hold: the beginning of each text, one number, one address."""
    texts = {name: getattr(card, name)[:MOST_IN_CODE] for name in ("name", "other_name", "position", "firm")}
    ways = {name: getattr(card, name).split(BETWEEN)[0][:80] for name in ("mobile", "phone", "email")}
    ways["wechat"] = card.wechat.split(BETWEEN)[0][:MOST_IN_CODE]
    return Card(**texts, **ways)


def _properties(raw: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield (name, parameters, value) of each property, unfolded, decoded."""
    lines = re.split(rb"\r\n|\n|\r", raw.removeprefix(b"\xef\xbb\xbf"))
    at = 0
    while at < len(lines):
        parts = [lines[at]]
        at += 1
        is_quoted = b"QUOTED-PRINTABLE" in parts[0].split(b":", 1)[0].upper()
        while at < len(lines):
            if is_quoted and parts[-1].endswith(b"="):  # a soft break; the next line begins without a space
                parts[-1] = parts[-1][:-1]
                parts.append(lines[at].lstrip(b" \t"))
            elif lines[at][:1] in (b" ", b"\t"):
                parts.append(lines[at][1:])
            else:
                break
            at += 1
        head, colon, value = b"".join(parts).partition(b":")
        if not colon:
            continue
        name, *given = head[:MOST_TEXT].decode("ascii", "replace").split(";")[: MOST_PARAMETERS + 1]
        params: dict[str, str] = {}
        for one in given:
            key, equals, said = one.partition("=")
            key, said = (key.upper(), said) if equals else ("TYPE", key)
            params[key] = f"{params[key]},{said}" if key in params else said
        kinds = {part.upper() for part in params.get("TYPE", "").replace('"', "").split(",")}
        encoding = params.get("ENCODING", "").upper() or ("QUOTED-PRINTABLE" if "QUOTED-PRINTABLE" in kinds else "")
        name = name.rpartition(".")[2].upper()
        if encoding in ("BASE64", "B") or len(value) > MOST_TEXT:
            if name in NOT_TAKEN:  # that it is there is told, whatever it says
                yield name, params, "…"
            continue
        if encoding == "QUOTED-PRINTABLE":
            try:
                value = quopri.decodestring(value)
            except (ValueError, binascii.Error):
                continue
        yield name, params, _decode(value, params.get("CHARSET", ""))


def _decode(value: bytes, charset: str) -> str:
    for encoding in dict.fromkeys((CHARSETS.get(charset.strip('"').upper(), "utf-8"), "utf-8", "gb18030")):
        try:
            return clean_text(value.decode(encoding))
        except UnicodeDecodeError:
            continue
    return clean_text(value.decode("utf-8", "replace"))


def _card(properties: list[tuple[str, dict[str, str], str]]) -> Card:
    card, structured = Card(), ""
    for name, params, value in properties:
        kinds = {part.upper() for part in params.get("TYPE", "").replace('"', "").split(",")}
        plain = _plain(value)
        if name == "FN":
            card.name = plain
        elif name == "N":
            structured = _of_parts(_parts(value))
        elif name == "ORG":
            parts = [part for part in _parts(value) if part]
            card.firm, card.department = parts[0] if parts else "", parts[1] if len(parts) > 1 else ""
        elif name in ("TITLE", "ROLE"):
            card.position = card.position or plain
        elif name == "NICKNAME":
            card.other_name = plain
        elif name == "TEL":
            _take_number(card, plain.removeprefix("tel:"), kinds)
        elif name == "EMAIL":
            card.email = _also(card.email, plain.removeprefix("mailto:"))
        elif name in ("X-WECHAT", "X-WEIXIN", "X-MICROMSG"):
            card.wechat = _also(card.wechat, plain)
        elif name in ("IMPP", "X-SOCIALPROFILE") and re.search("wechat|weixin", f"{params}{value}", re.IGNORECASE):
            card.wechat = _also(card.wechat, plain.rpartition(":")[2].rpartition("/")[2])
        elif name in NOT_TAKEN and plain.strip(" ;"):
            _tell(card, NOT_TAKEN[name])
    card.name = card.name or structured
    return card


def _take_number(card: Card, number: str, kinds: set[str]) -> None:
    if "FAX" in kinds and number:
        _tell(card, FAX)
        return
    if not number:
        return
    number = _PAUSED.sub(r" 转 \1", number)
    is_mobile = bool(kinds & {"CELL", "IPHONE", "MOBILE"}) or bool(_MOBILE.fullmatch(re.sub(r"\D", "", number)))
    if is_mobile:
        card.mobile = _also(card.mobile, number)
    else:
        card.phone = _also(card.phone, number)


def _tell(card: Card, what: str) -> None:
    if what not in card.more:
        card.more.append(what)


def _also(known: str, more: str) -> str:
    """Return the ways of a card with one more, unless it is among them: phones name the same one under two heads."""
    known_ones = known.split(BETWEEN) if known else []
    return BETWEEN.join([*known_ones, more] if more and more not in known_ones else known_ones)


def _mecard(text: str) -> Card:
    card = Card()
    for part in re.split(r"(?<!\\);", text[7:])[:MOST_PROPERTIES]:
        name, _colon, value = part.partition(":")
        plain = _plain(value)
        if name == "N":
            card.name = plain.replace(",", "" if _HAN.search(plain) else " ").strip()
        elif name == "TEL":
            _take_number(card, plain, set())
        elif name == "EMAIL":
            card.email = _also(card.email, plain)
        elif name == "ORG":
            card.firm = plain
        elif name in ("TIL", "TITLE"):
            card.position = plain
        elif name in NOT_TAKEN and plain.strip(" ,;"):
            _tell(card, NOT_TAKEN[name])
    if not (card.name or card.mobile or card.email):
        raise NoCard
    return card


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _of_parts(parts: list[str]) -> str:
    family, given = [*parts, "", ""][:2]
    return f"{family}{given}" if _HAN.search(family + given) else f"{given} {family}".strip()


def _han(name: str) -> tuple[str, str]:
    """Return surname, a compound one whole, and the rest; where no surname is known all of it stands as one name."""
    surname = surname_of(name)
    return surname, name[len(surname) :]


def _latin(name: str) -> tuple[str, str]:
    given, _space, family = name.rpartition(" ")
    return family, given


def _plain(value: str) -> str:
    text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(text.split())


def _escape(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", clean_text(text)).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, never within a character."""
    out, length = [], 0
    for mark in line:
        size = len(mark.encode())
        if length + size > 74:
            out.append("\r\n ")
            length = 1
        out.append(mark)
        length += size
    return "".join(out)
