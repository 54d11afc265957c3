"""Ask for sign-in without losing the page, and show each person their own language and time zone."""

import zoneinfo
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import second_factor
from accounts.models import User

FACTOR_NEXT = "second_factor_next"  # in the session: where its person was going before the set-up


class LoginRequired(LoginRequiredMiddleware):
    """Send a page's visitor to sign-in; tell a script with 401 where sign-in is, so that it keeps what was typed.

    A script (HTMX or fetch) gets `X-Rapport-Login`, the address of sign-in that leads back to the page it runs on.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:  # a redirect or a 401
        if not is_script(request):
            # The answer to a post is no page to come back to: the page of the form is.
            back = request.get_full_path() if request.method in ("GET", "HEAD") else page_of(request)
            return HttpResponseRedirect(sign_in_address(back))
        address = sign_in_address(page_of(request))
        response = HttpResponse(status=401, headers={"X-Rapport-Login": address, "Cache-Control": "no-store"})
        if request.headers.get("HX-Boosted") == "true" and request.method == "GET":
            response["HX-Redirect"] = sign_in_address(request.get_full_path())  # a whole page was asked for
        patch_vary_headers(response, ("HX-Request", "Sec-Fetch-Mode", "X-Requested-With", "Cookie"))
        return response


class SignInBeforeFiles:
    """Ask a visitor to sign in before a byte of a large body is read.

    Stands before the guard against forged forms, which looks for its token in the body and so would write it to the
    disk. What every form may send (`settings.BODY_LIMIT`) is read as ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self.guard = get_response, LoginRequired(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> Any:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.BODY_LIMIT:
            return self.guard.process_view(request, view, args, kwargs)
        return None


class SecondFactorAsked:
    """Lead those whom the house binds (`RAPPORT_SECOND_FACTOR`) to the set-up; nothing else opens before it is done.

    Views open to visitors (health, sign-out, the language) stay open, and those marked `@before_second_factor`. A
    script is told as one whose session has ended, so that it keeps what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        open_to_all = not getattr(view, "login_required", True) or getattr(view, "rapport_before_factor", False)
        if settings.SECOND_FACTOR == "optional" or open_to_all or not request.user.is_authenticated:
            return None
        if not second_factor.binds(request.user) or second_factor.is_on(request.user):
            return None
        address = reverse("mfa_index")
        if is_script(request):
            return HttpResponse(status=401, headers={"X-Rapport-Login": address, "Cache-Control": "no-store"})
        if request.method == "GET":
            request.session[FACTOR_NEXT] = request.get_full_path()
        return HttpResponseRedirect(address)


def is_script(request: HttpRequest) -> bool:
    """Whether a script asks, rather than the browser for a page to show."""
    return (
        request.headers.get("HX-Request") == "true"
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Mode", "navigate") in ("cors", "same-origin", "no-cors")
    )


def page_of(request: HttpRequest) -> str:
    """Return path and query of the page that the request came from, "/" when it is not one of ours."""
    for address in (request.headers.get("HX-Current-URL"), request.headers.get("Referer")):
        if address and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            parts = urlsplit(address)
            path = "/" + parts.path.lstrip("/\\\t")  # a browser reads "/\\" as "//"
            return f"{path}?{parts.query}" if parts.query else path
    return "/"


def sign_in_address(back: str) -> str:
    """Return the address of sign-in that leads to `back` afterwards."""
    address = resolve_url(settings.LOGIN_URL)
    return address if back == "/" else f"{address}?{urlencode({'next': back}, safe='/')}"


class PersonPreferences:
    """Activate the person's language and zone; for a visitor, the browser's language and the house's zone.

    A person who chose no language reads in the browser's, too; it is kept for their mail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated:  # found by now: hand on the person, of whom a page asks hundreds of things
            user = request.user = getattr(user, "_wrapped", user)
        language = getattr(user, "language", "") or translation.get_language_from_request(request)
        if user.is_authenticated and language != user.mail_language:
            User.objects.filter(pk=user.pk).update(last_language=language)
        zone = getattr(user, "time_zone", "") or settings.TIME_ZONE
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language), timezone.override(zoneinfo.ZoneInfo(zone)):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()  # lazy text must be written while the language is on
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


class PrivatePages:
    """Let no cache between us and the person keep what is theirs; their own browser asks before it shows it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if (signed_in or request.user.is_authenticated) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        if signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'  # the Back button must not bring pages back after signing out
        return response
