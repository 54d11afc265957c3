"""Say at each view who may use it. A guard test fails on a URL whose view says nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from accounts.roles import Permission


class PersonRequest(HttpRequest):
    """A request behind `@requires`: its user has signed in. For annotations; Django makes plain requests."""

    user: User  # type: ignore[assignment]
    htmx: HtmxDetails


View = Callable[..., HttpResponse]


def requires(permission: Permission, *, hide: bool = False) -> Callable[[View], View]:
    """Let only people whose role carries `permission` use the view; others get 403, or 404 with `hide`.

    Signing in is asked for by LoginRequiredMiddleware before this runs.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(permission):  # type: ignore[union-attr]
                if hide:
                    raise Http404
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.rapport_access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Open the view to people who have not signed in. `reason` is for the reader of the code."""

    def decorate(view: View) -> View:
        opened = login_not_required(view)
        opened.rapport_access = f"public: {reason}"  # type: ignore[attr-defined]
        return opened

    return decorate


def before_second_factor(view: View) -> View:
    """Let people use the view whom the house asks for a second factor and who have none yet: to set it up, or go."""
    view.rapport_before_factor = True  # type: ignore[attr-defined]
    return view
