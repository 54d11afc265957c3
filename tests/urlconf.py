"""Every address of the product, read from the URLconf."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Address(NamedTuple):
    name: str  # with its namespace
    route: str
    view: Any


def addresses(resolver: Any = None, namespace: str = "", prefix: str = "") -> Iterator[Address]:
    """Walk the URLconf, all includes and namespaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from addresses(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            name = ":".join(filter(None, (namespace, pattern.name))) if pattern.name else ""
            yield Address(name, route, pattern.callback)
