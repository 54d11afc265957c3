"""A form that came with an old token: nothing was done, nothing is lost, and one press sends it again.

A page opened before its person signed in anew carries a token that no longer fits. The browser itself says whether
such a post came from a page of ours; only then what was typed is kept, with a fresh token. What another site sent, or
may have sent, is refused without a way on.
"""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms.sign_in import SignInForm
from accounts.middleware import is_script

SIGN_IN_AGAIN = _("This page had been open for too long. Type your password once more.")
CHOOSE_AGAIN = _("This page had been open for too long. Nothing was changed: type the passwords once more.")
NO_COOKIES = _("Your browser keeps no cookies for this site, and signing in needs one. Allow them, then try again.")
# Their forms hold passwords, which no page repeats.
WITH_PASSWORDS = {"account_change_password", "account_reset_password_from_key", "account_reauthenticate"}
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the field's name
STALE = "X-Rapport-Stale"  # tells a script that its page's token is old (static/js/stale.js)


@never_cache
@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose token does not fit; `reason` is Django's own, for the log alone."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    if is_script(request):
        return HttpResponse(status=403, headers={STALE: who(request)} if came_from_us(request) else {})
    if view == "account_login":
        return _sign_in(request)
    if view in WITH_PASSWORDS and came_from_us(request):
        messages.warning(request, CHOOSE_AGAIN)
        return HttpResponseRedirect(request.get_full_path())
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name != TOKEN]
    context = {"may_repeat": came_from_us(request), "typed": typed}
    return render(request, "403_csrf.html", context, status=403)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Show sign-in again with the name as typed; who has signed in meanwhile in another tab goes on."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(get_next_redirect_url(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    known = settings.CSRF_COOKIE_NAME in request.COOKIES
    initial = {"login": request.POST.get("login", "")[:254], "remember": "remember" in request.POST}
    context = {
        "form": SignInForm(request=request, initial=initial),
        "problem": SIGN_IN_AGAIN if known else NO_COOKIES,
        "redirect_field_name": "next",
        "redirect_field_value": get_next_redirect_url(request),
    }
    return render(request, "account/login.html", context, status=403)


def came_from_us(request: HttpRequest) -> bool:
    """Whether the browser vouches that a page of ours sent this; a page elsewhere can set neither header."""
    if "Origin" in request.headers:
        return request.headers["Origin"] == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def who(request: HttpRequest) -> str:
    """Return the id of who is signed in, "" for nobody."""
    return str(request.user.pk) if request.user.is_authenticated else ""
