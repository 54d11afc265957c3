"""Whether a request asks for a part of the page."""

from typing import Any

from django.http import HttpRequest


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to swap in; not so when it restores a page that it had left."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request
