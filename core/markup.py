"""Escaping with few calls: what Django's `escape` and `format_html` do, for the texts that lists are full of."""

import html
import re
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

UNSAFE = re.compile(r"[&<>\"']")


def escaped(value: Any) -> SafeString:
    """Return a value as it may stand in a page; a safe one as it is."""
    if type(value) is SafeString:
        return value
    if type(value) is str:
        return SafeString(html.escape(value) if UNSAFE.search(value) else value)
    return conditional_escape(value)


def filled(pattern: str, *values: Any) -> SafeString:
    """Return a piece of markup with the values, escaped, in the places of its `{}`."""
    return SafeString(pattern.format(*map(escaped, values)))
