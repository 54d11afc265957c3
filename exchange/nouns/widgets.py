"""Read a cell as people write it, write it so that it reads the same again. One class for each kind of value.

They stand on django-import-export's widgets: `clean` reads text into a value that JSON can hold, `render` writes it.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import get_language
from import_export.widgets import Widget

from core.amounts import read_amount
from core.dates import tongue
from core.phones import numbers_in
from core.text import clean_text
from exchange.nouns.days import day_of
from exchange.nouns.problems import Problem
from exchange.sheets.write import Cell, said

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_NO_DIGIT = re.compile(r"\D+")
MOST_MONEY = Decimal(10) ** 12


# What a spreadsheet shows of a long number in a cell that is no text: of its digits only the first are left.
_SPOILT = re.compile(r"\d(?:\.\d+)?E\+?\d{1,3}", re.IGNORECASE)


def unspoilt(text: str) -> str:
    """Return what was written as a number and is none to count with. Raises `Problem`, a notice, where the file holds
    9.14401E+17 instead of it.
    """
    if _SPOILT.fullmatch(text):
        raise Problem("spoilt_number", value=text, is_notice=True)
    return text


def one_line(text: str) -> str:
    """Return text without line breaks, doubled spaces and what no database stores."""
    return " ".join(clean_text(text).replace("\u3000", " ").split())


class Text(Widget):
    """Text of one line, or of several with `lines`; `most` characters at most."""

    def __init__(self, most: int = 200, *, lines: bool = False) -> None:
        super().__init__(coerce_to_string=True)
        self.most, self.lines = most, lines

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        """Return the text. Raises `Problem` for one that is too long, and for an error of Excel's."""
        text = clean_text(str(value)).strip() if self.lines else one_line(str(value))
        if text in ERRORS:
            raise Problem("excel_error", value=text)
        if len(text) > self.most:
            raise Problem("too_long", most=self.most)
        return text

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        """Return it as a cell holds it."""
        return "" if value is None else str(value)

    def cell(self, value: Any, row: Any = None) -> Cell:
        """Return it as a workbook holds it: a number or a day as such, "" for none."""
        return self.render(value, row)

    def kept(self, value: Any) -> Any:
        """Return a row's value in the shape `clean` returns."""
        return "" if value is None else str(value)

    def put(self, value: Any) -> Any:
        """Return what is set on the row for a value that `clean` returned."""
        return value

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same, so that writing one over the other would change nothing."""
        return bool(one == other)

    def words(self, value: Any) -> str:
        """Return the value as a person reads it."""
        return self.render(self.put(value)) if value not in (None, "") else ""


class LongNumber(Text):
    """A number that is a name, of more digits than a spreadsheet counts with."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        return unspoilt(super().clean(value, row, **facts))


class Phone(Text):
    """Telephone numbers as people write them; full width folded, and numbers that dial alike are the same."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        return unspoilt(super().clean(unicodedata.normalize("NFKC", str(value)), row, **facts))

    def same(self, one: Any, other: Any) -> bool:
        mine = [number.dial or number.shown for number in numbers_in(str(one))]
        return one == other or mine == [number.dial or number.shown for number in numbers_in(str(other))]


class Email(Text):
    """An e-mail address."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = super().clean(unicodedata.normalize("NFKC", str(value)), row, **facts).replace(" ", "")
        text = text.removeprefix("mailto:")
        try:
            validate_email(text)
        except ValidationError:
            raise Problem("no_email", value=text[:60]) from None
        return text

    def same(self, one: Any, other: Any) -> bool:
        return str(one).casefold() == str(other).casefold()


class Url(Text):
    """A web address; people leave the https:// out."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = super().clean(unicodedata.normalize("NFKC", str(value)), row, **facts)
        address = text if "://" in text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise Problem("no_url", value=text[:60]) from None
        return address

    def same(self, one: Any, other: Any) -> bool:
        return str(one).rstrip("/") == str(other).rstrip("/")


class Choice(Text):
    """One of a few values, each with the words it is known by in both languages.

    `words`: value → the words, the first English, the second Chinese, the rest as people really write.
    """

    def __init__(self, words: Mapping[Any, str]) -> None:
        super().__init__(60)
        self.by_value = {value: said.split("|") for value, said in words.items()}
        self.by_word = {_plain(word): value for value, said in self.by_value.items() for word in (*said, str(value))}

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = super().clean(value, row, **facts)
        found = self.by_word.get(_plain(text))
        if found is None:
            raise Problem("no_choice", value=text[:40])
        return found

    def kept(self, value: Any) -> Any:
        return "" if value is None else value

    def put(self, value: Any) -> Any:
        # Where the values are numbers, an empty cell is NULL and not "".
        return value if value != "" or any(isinstance(one, str) for one in self.by_value) else None

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        said = self.by_value.get(value)
        return said[_column()] if said else ""

    def offered(self) -> list[str]:
        """Return the words to choose from, in the active language."""
        return [said[_column()] for said in self.by_value.values()]


class Number(Text):
    """A whole number, `least` or more."""

    def __init__(self, *, least: int = -(10**9)) -> None:
        super().__init__(60)
        self.least = least

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = unicodedata.normalize("NFKC", super().clean(value, row, **facts)).replace(",", "").replace(" ", "")
        try:
            number = float(text)
            is_one = number == int(number) and abs(number) < 1e9
        except (ValueError, OverflowError):
            is_one = False
        if not is_one:
            raise Problem("no_number", value=text[:40])
        if number < self.least:
            raise Problem("too_small", value=text[:40], least=self.least)
        return int(number)

    def cell(self, value: Any, row: Any = None) -> Cell:
        return "" if value is None else int(value)

    def kept(self, value: Any) -> Any:
        return value

    def put(self, value: Any) -> Any:
        return value


class Amount(Text):
    """An amount of money, 0 or more, in the house's currency: 12500, ¥12,500.00, 1.25万."""

    def __init__(self) -> None:
        super().__init__(60)

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = unicodedata.normalize("NFKC", super().clean(value, row, **facts))
        amount = read_amount(text)
        if amount is None or amount >= MOST_MONEY:
            raise Problem("no_amount", value=text[:40])
        return str(amount)

    def kept(self, value: Any) -> Any:
        return "" if value is None else str(Decimal(value).quantize(Decimal("0.01")))

    def put(self, value: Any) -> Any:
        return Decimal(value) if value else None

    def cell(self, value: Any, row: Any = None) -> Cell:
        return "" if value is None else Decimal(value)

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        return said(self.cell(value))


class Day(Text):
    """A date in any of the spellings people use, or Excel's serial number (of 1900, or of 1904 where the file says).

    `year_first`: whether people of the file's language write the year first, so that 26.3.15 is a day in March.
    """

    def __init__(self) -> None:
        super().__init__(60)

    def clean(
        self, value: Any, row: Any = None, *, is_1904: bool = False, year_first: bool = False, **facts: Any
    ) -> Any:
        text = super().clean(value, row, **facts)
        day = day_of(text, is_1904=is_1904, year_first=year_first)
        if day is None:
            raise Problem("no_date", value=text[:40])
        return day.isoformat()

    def kept(self, value: Any) -> Any:
        return value.isoformat() if value else ""

    def put(self, value: Any) -> Any:
        return dt.date.fromisoformat(value) if value else None

    def cell(self, value: Any, row: Any = None) -> Cell:
        return value or ""

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        return said(value or "")


class Known(Text):
    """The id of a row that is named in a cell: an industry, say. An unknown name is left out with a notice.

    `read` returns names by folded word; it is asked once a file.
    """

    def __init__(self, read: Callable[[], Mapping[str, Any]], say: Callable[[Any], str], notice: str) -> None:
        super().__init__(120)
        self.read, self.say, self.notice = read, say, notice

    def clean(self, value: Any, row: Any = None, *, known: dict[Any, Any] | None = None, **facts: Any) -> Any:
        text = super().clean(value, row, **facts)
        table = known.setdefault(self, None) if known is not None else None
        if table is None:
            table = dict(self.read())
            if known is not None:
                known[self] = table
        found = table.get(_plain(text))
        if found is None:
            raise Problem(self.notice, value=text[:60], is_notice=True)
        return str(found)

    def kept(self, value: Any) -> Any:
        return str(value) if value else ""

    def put(self, value: Any) -> Any:
        return value or None

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        return self.say(value) if value else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s·・/、_-]+", "", unicodedata.normalize("NFKC", str(text)).casefold())


def _column() -> int:
    return 1 if tongue(get_language() or "en") == "zh" else 0
