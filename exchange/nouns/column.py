"""One column of a noun: its names in both languages, what people write above it, how it is read and written."""

import re
import unicodedata
from typing import Any

from django.utils.translation import get_language
from import_export.fields import Field

from core.dates import tongue
from exchange.nouns.problems import Problem
from exchange.nouns.widgets import Text
from exchange.sheets.write import Cell, unsafe


def heading(text: str) -> str:
    """Return a heading as headings are compared: no spaces, brackets, marks of "required"; half width, lower case.

    Of its first 200 characters: every cell of the first lines is looked at as if it were one.
    """
    plain = unicodedata.normalize("NFKC", text[:200]).casefold()
    plain = re.sub(r"[((\[【<].*?[))\]】>]", "", plain) or plain
    return re.sub(r"[\W_]+", "", plain)


class Column(Field):
    """A column.

    Parameters: `en`, `zh`, its names; `also`, what else people write above it, with "|"; `to`, the attribute of the
    row ("" for what the noun handles itself, such as the client a person belongs to); `required`; `example`, a cell
    for the template, with "|" between English and Chinese; `hint`, what its page of explanations adds, likewise;
    `only_out`, for exports alone.
    """

    widget: Text

    def __init__(
        self,
        en: str,
        zh: str,
        *,
        also: str = "",
        to: str = "",
        widget: Text | None = None,
        required: bool = False,
        example: str = "",
        hint: str = "",
        only_out: bool = False,
        of: Any = None,
    ) -> None:
        super().__init__(attribute=of or to or None, widget=widget or Text(), readonly=only_out)
        self.en, self.zh, self.to, self.required = en, zh, to, required
        self.examples = example.split("|") if example else ["", ""]
        self.hints = hint.split("|") if hint else ["", ""]
        self.headings = frozenset(heading(name) for name in (en, zh, *filter(None, also.split("|"))))

    @property
    def key(self) -> str:
        """The name it has in the noun."""
        return str(self.column_name)

    @property
    def label(self) -> str:
        """Its name in the active language."""
        return self.zh if tongue(get_language() or "en") == "zh" else self.en

    @property
    def example(self) -> str:
        """A cell as an example, in the active language."""
        return self.examples[-1] if tongue(get_language() or "en") == "zh" else self.examples[0]

    @property
    def hint(self) -> str:
        """What there is to know about it, in the active language."""
        return self.hints[-1] if tongue(get_language() or "en") == "zh" else self.hints[0]

    def read(self, text: str, **facts: Any) -> Any:
        """Return what a cell says, in a shape that JSON holds. Raises `Problem`."""
        return self.widget.clean(unsafe(text), **facts)

    def current(self, row: Any) -> Any:
        """Return what a row says now, in the same shape."""
        return self.widget.kept(getattr(row, self.to)) if self.to else None

    def same(self, row: Any, old: Any, new: Any) -> bool:
        """Whether writing `new` over `old` would change nothing of the row."""
        return self.widget.same(old, new)

    def equal(self, row: Any, old: Any, new: Any) -> bool:
        """Whether `new` instead of `old` would change nothing, where a file replaces what it only adds to otherwise."""
        return self.same(row, old, new)

    def put(self, row: Any, value: Any) -> None:
        """Set a value that `read` returned on a row."""
        setattr(row, self.to, self.widget.put(value))

    def cell(self, row: Any) -> Cell:
        """Return a row's cell for an export, in the active language."""
        return self.widget.cell(self.get_value(row), row)

    def get_value(self, instance: Any) -> Any:
        """Return the value to write; `of` may be a function of the row."""
        return self.attribute(instance) if callable(self.attribute) else super().get_value(instance)


__all__ = ["Column", "Problem", "heading"]
