"""Form controls of our own."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.amounts import read_amount
from core.markup import escaped, filled
from core.renderer import attributes


class Select(forms.Select):
    """A drop-down as Django draws it, for filters: written option by option instead of through a context of each.

    Fifty options cost Django six thousand function calls, and a list's filters are drawn with every list.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = "\n".join(self._drawn(self.choices, chosen))
        return filled(
            '<select name="{}"{}>{}</select>',
            name,
            attributes(self.build_attrs(self.attrs, attrs)),
            mark_safe(options),  # noqa: S308  every piece is escaped there
        )

    def _drawn(self, choices: Any, chosen: set[str]) -> Iterable[str]:
        for value, label in choices:
            if isinstance(label, list | tuple):
                inner = mark_safe("\n".join(self._drawn(label, chosen)))  # noqa: S308  the same
                yield filled('<optgroup label="{}">{}</optgroup>', value or "", inner)
                continue
            text = "" if value is None else str(value)
            selected = " selected" if text in chosen else ""
            yield f'<option value="{escaped(text)}"{selected}>{escaped(str(label))}</option>'


AMOUNT_HELP = _("86500 or 125,000, as you like.")


class AmountInput(forms.TextInput):
    """An amount of money, typed as people say it (12.5万); the field behind it is a number's."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "maxlength": "30"})

    def format_value(self, value: Any) -> str | None:
        """Leave out the hundredths where there are none."""
        shown = super().format_value(value)
        return shown.removesuffix(".00") if shown else shown

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the number in figures; what is not understood stays, and the field refuses it."""
        typed = super().value_from_datadict(data, files, name)
        amount = read_amount(typed) if typed else None
        return typed if amount is None else str(amount)
