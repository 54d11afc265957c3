"""Which methods a page answers, said only to whoever may see what it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

View = Callable[..., HttpResponse]


def answers(*methods: str) -> Callable[[View], View]:
    """Refuse other methods with 405 after the view has looked up its row, so that no method tells whether it is there.

    As Django's `require_http_methods`, which asks first. For views that write, if at all, only when the method is POST
    and POST is among `methods`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            return response if request.method in methods else HttpResponseNotAllowed(methods)

        return answered

    return decorate


reads = answers("GET", "HEAD")
