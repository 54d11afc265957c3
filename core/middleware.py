"""Give each request an id that its log lines carry and its response shows, and log how it was answered."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.logs import view_name, working_for

_ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")
PROBES = {"livez", "readyz", "metrics"}  # asked all day by machines: told only when they do not answer well
log = logging.getLogger("rapport.request")


class RequestId:
    """Take `X-Request-ID` from the proxy if it is well formed, else make one; answer with it. One log line each."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if _ACCEPTED.fullmatch(given) else uuid.uuid4().hex
        begun = time.monotonic()
        with working_for(name, request):
            response = self.get_response(request)
            response["X-Request-ID"] = name
            view = view_name(request)
            if view not in PROBES or response.status_code != 200:
                ms = round((time.monotonic() - begun) * 1000)
                figures = {"method": request.method, "view": view, "status": response.status_code, "ms": ms}
                log.info("%s %s %s %d ms", request.method, view, response.status_code, ms, extra=figures)
            return response


class PermissionsPolicy:
    """Ask the browser for nothing but the microphone, which notes may be dictated through."""

    POLICY = ", ".join(
        (
            "microphone=(self)",
            *(f"{name}=()" for name in (
                "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
                "magnetometer", "midi", "payment", "usb",
            )),
        )
    )  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        return response


class BodyLimit:
    """Answer 413 to a body larger than any form of ours sends, before a byte of it is read.

    Django's own limit leaves files out, and it writes them to the disk while it looks for the form's token: a visitor
    could fill it. A view that takes files says how much, in bytes: `view.body_limit = 20 * 2**20`, set beside its mark
    of who may use it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= getattr(view, "body_limit", settings.BODY_LIMIT):
            return None
        response = render(request, "413.html", status=413)
        response["Cache-Control"] = "no-store"
        return response


class VaryOnPart:
    """Tell caches that a page and its part are two answers of one address (`core.partials.wants_part`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ("HX-Request", "HX-History-Restore-Request"))
        return response


class SettledCsrfCookie:
    """Send the CSRF cookie only when it is new to the browser.

    Django repeats it with every page that holds a form. An answer that arrives late, after another tab has signed in
    anew, would then put the old cookie back, and every form on the newer page would be refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = settings.CSRF_COOKIE_NAME
        if name in response.cookies and response.cookies[name].value == request.COOKIES.get(name):
            del response.cookies[name]
        return response
