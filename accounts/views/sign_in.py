"""Allauth's views under our rules; what we do not use of allauth has no address at all."""

from allauth.account import views as allauth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import public, requires
from accounts.roles import Permission

login = public("the way in")(allauth.login)
logout = public("signing out twice is no error")(allauth.logout)
password_reset = public("who forgot the password cannot sign in")(allauth.password_reset)
password_reset_done = public("says the mail is on its way, whoever asked")(allauth.password_reset_done)
password_reset_from_key = public("the mailed link is the proof")(allauth.password_reset_from_key)
password_reset_from_key_done = public("end of the mailed link")(allauth.password_reset_from_key_done)


@requires(Permission.USE)
@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's own password; sessions on other devices end, this one stays."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    return allauth.password_change(request)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429: more tries than anyone makes by hand."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "60"
    return response
