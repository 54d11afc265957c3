"""Receive an upload within its bound: what is more is read from the wire and thrown away, never stored."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

FORM = 64 * 1024  # what a form has beside its file


class Bounded(TemporaryFileUploadHandler):
    """Keeps files of up to `most` bytes; marks the request when there was more."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most, self.seen = most, 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  Django names it so
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Know by the announced length."""
        if content_length > self.most + FORM:
            self._mark()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Store a part, unless there is too much."""
        self.seen += len(raw_data)
        if self.seen > self.most:
            self._mark()
        if is_too_large(self.request):
            self.request.upload_field = self.field_name  # type: ignore[union-attr]
            return None
        return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        """Hand the file over; none when it was too large."""
        if is_too_large(self.request):
            self.file.close()  # and with it what was stored so far
            return None
        return super().file_complete(file_size)

    def _mark(self) -> None:
        self.request.upload_is_too_large = True  # type: ignore[union-attr]


def field_too_large(request: HttpRequest) -> str:
    """The form's field whose file was more than its view takes, "" where all was within bounds."""
    return getattr(request, "upload_field", "") if is_too_large(request) else ""


def is_too_large(request: HttpRequest | None) -> bool:
    """Whether the request carried more than its view takes."""
    return bool(getattr(request, "upload_is_too_large", False))


def receives(most: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view receive one file of up to `most` bytes. Guards against forged forms as all views are guarded."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        guarded = csrf_protect(view)

        @csrf_exempt  # the middleware would read the form before the bound is set; `guarded` checks the token
        @wraps(view)
        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_handlers = [Bounded(request, most)]
            return guarded(request, *args, **kwargs)

        bounded.body_limit = 2**40  # type: ignore[attr-defined]  # `Bounded` stops reading, so that the page can say why
        return bounded

    return decorate
