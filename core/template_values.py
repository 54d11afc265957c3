"""What stands between braces and in tags: variables and their filters, found and shown with fewer calls than Django's.

Part of core/templating.py, whose parser puts these in the place of Django's.
"""

import datetime
import html
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.template.base import (
    FilterExpression,
    Parser,
    Variable,
    VariableDoesNotExist,
    render_value_in_context,
)
from django.template.context import Context
from django.utils.safestring import SafeString

from core.markup import UNSAFE, escaped

# Values that Django shows by language or zone.
_LOCALIZED = (int, float, Decimal, datetime.date, datetime.time, str)
# Classes whose rows are never called, those without [] (so that `a.b` can only be an attribute), and models whose pk
# is called id. They fill as templates meet them, and stop at a bound: a class made for one request must not stay.
_never_called: set[type] = {
    str, SafeString, int, bool, float, type(None), datetime.datetime, datetime.date, UUID, list, tuple, dict,
}  # fmt: skip
_by_attribute: set[type] = set()
_with_id: set[type] = set()
_MOST_CLASSES = 500


class _Missing:
    """Nothing is there; as untrue as None is in `{% if %}`."""

    def __bool__(self) -> bool:
        return False


MISSING = _Missing()


class Lookup(Variable):
    """A variable such as `client.name`, found without trying what cannot be."""

    def __init__(self, var: str) -> None:
        super().__init__(var)
        self.first, *self.rest = self.lookups or ("",)

    def find(self, context: Context) -> Any:
        """Return the value, or `MISSING` where `resolve` would tell that there is none."""
        if not self.first or self.translate:
            return self._theirs(context)
        name = self.first
        for layer in context.dicts[::-1]:
            if name in layer:
                value = layer[name]
                break
        else:
            return self._theirs(context) if hasattr(context, name) else MISSING
        kind = type(value)
        if kind not in _never_called and _is_called(kind):
            return self._theirs(context)
        for bit in self.rest:
            try:
                if kind is dict:
                    value = value[bit]
                elif kind in _by_attribute or _has_no_items(kind):
                    value = getattr(value, "id" if bit == "pk" and kind in _with_id else bit)
                else:
                    return self._theirs(context)
                kind = type(value)
                if kind not in _never_called and _is_called(kind):
                    if hasattr(value, "do_not_call_in_templates") or hasattr(value, "alters_data"):
                        return self._theirs(context)
                    value = value()
                    kind = type(value)
            except Exception:  # Django decides what a failure means: an empty text, another way, an error
                return self._theirs(context)
        return value

    def _theirs(self, context: Any) -> Any:
        try:
            return super().resolve(context)
        except VariableDoesNotExist:
            return MISSING

    def resolve(self, context: Any) -> Any:
        value = self.find(context) if isinstance(context, Context) else MISSING
        return super().resolve(context) if value is MISSING else value


def _is_called(kind: type) -> bool:
    if any("__call__" in one.__dict__ for one in kind.__mro__):
        return True
    if len(_never_called) < _MOST_CLASSES:
        _never_called.add(kind)
    return False


def _has_no_items(kind: type) -> bool:
    if hasattr(kind, "__getitem__"):
        return False
    if len(_by_attribute) < _MOST_CLASSES:
        _by_attribute.add(kind)
        if issubclass(kind, Model) and kind._meta.pk.attname == "id" and kind.pk is Model.pk:  # type: ignore[attr-defined]
            _with_id.add(kind)
    return True


class Expression(FilterExpression):
    """What stands in a tag or between braces, most often a variable without filters (`plain`)."""

    plain: Lookup | None = None

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        if type(self.var) is Variable:
            self.var = Lookup(str(self.var.var))
            if not self.filters:
                self.plain = self.var
        # (filter, its one argument or nothing, whether that is looked up, whether it keeps text safe); None: Django's.
        self.steps: list[tuple[Any, Any, bool, bool]] | None = []
        for function, given in self.filters:
            if len(given) > 1 or hasattr(function, "expects_localtime") or hasattr(function, "needs_autoescape"):
                self.steps = None
                break
            looked_up, argument = given[0] if given else (False, MISSING)
            if isinstance(argument, str) and not looked_up:
                argument = SafeString(argument)
            self.steps.append((function, argument, looked_up, bool(getattr(function, "is_safe", False))))

    @property
    def is_constant(self) -> bool:
        return isinstance(self.var, str) and not self.filters

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:
        if self.steps is None or type(context) is dict:
            return super().resolve(context, ignore_failures)
        value = self.var
        if type(value) is Lookup:
            value = value.find(context)
            if value is MISSING:
                if not ignore_failures and context.template.engine.string_if_invalid:
                    return super().resolve(context)
                value = None if ignore_failures else ""
        elif self.is_var:  # a constant that {% translate %} has made a variable of
            return super().resolve(context, ignore_failures)
        for function, argument, looked_up, keeps_safe in self.steps:
            if argument is MISSING:
                done = function(value)
            else:
                done = function(value, argument.resolve(context) if looked_up else argument)
            value = SafeString(done) if keeps_safe and isinstance(value, SafeString) else done
        return value


def shown(value: Any, context: Context) -> str:
    """Return a value as it stands in the page: escaped, in the person's language and zone."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    if kind is not str:
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(value)
        if isinstance(value, _LOCALIZED) or not context.autoescape:
            return render_value_in_context(value, context)
        value = str(value)
        if type(value) is not str:
            return escaped(value)
    elif not context.autoescape:
        return value  # type: ignore[no-any-return]
    return html.escape(value) if UNSAFE.search(value) else value
