"""The second factor: asked for at signing in, set up and taken away on one's own pages. Allauth's views, our rules."""

from typing import Any

from allauth.account import views as account
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic.edit import FormView

from accounts.access import PersonRequest, before_second_factor, public, requires
from accounts.actions.second_factor import end_sessions, use_up_first_code
from accounts.factor_adapter import UNREADABLE, Unreadable
from accounts.middleware import FACTOR_NEXT
from accounts.models import User
from accounts.roles import Permission
from accounts.second_factor import binds, factors_of

use = requires(Permission.USE)
INDEX = reverse_lazy("mfa_index")


class Said:
    """What is refused is 422, as everywhere; pages about sign-ins are in no cache."""

    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422 if response.status_code == 200 else response.status_code
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | frame_of(self.request)  # type: ignore[misc,attr-defined,no-any-return]


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a set-up page: without ways elsewhere for who must finish first."""
    factors = factors_of(request.user) if request.user.is_authenticated else None
    must = factors is not None and not factors and binds(request.user)  # type: ignore[arg-type]
    return {"factors": factors, "must": must, "frame": "frame_bare.html" if must else "base.html"}


def turned_on(request: HttpRequest) -> None:
    """End the sessions on other devices, which had asked for the password alone; this one stays."""
    person = end_sessions(request.user, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    update_session_auth_hash(request, person)


# --- signing in ---------------------------------------------------------------------------------------------------
class AtSignIn(Said, AuthenticateView):
    """After the password: a code or a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"factors": factors_of(self.stage.login.user)}


class PasskeySignIn(Said, LoginWebAuthnView):
    """Instead of the password: a passkey. GET gives the browser's task as JSON, POST takes its answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        too_often = ratelimit.consume_or_429(request, app="allauth.mfa", action="webauthn_login", limit_get=True)
        return too_often or JsonResponse({"request_options": auth.begin_authentication(None)})

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.user.is_authenticated and "remember" not in self.request.POST:
            self.request.session.set_expiry(0)
        return response


class PasswordAgain(Said, account.ReauthenticateView):
    """The password once more, before a second factor is set up, shown or taken away."""


# --- one's own pages ----------------------------------------------------------------------------------------------
@use
@before_second_factor
@require_safe
def second_factor(request: PersonRequest) -> HttpResponse:
    """Show what is set up, and the ways to add and remove."""
    context = frame_of(request) | {"bound": binds(request.user)}
    return render(request, "accounts/second_factor.html", context)


class AddApp(Said, ActivateTOTPView):
    """Set up an authenticator app."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if factors_of(request.user).app:  # type: ignore[arg-type]
            return redirect(INDEX)  # sent twice, or the Back button; allauth would lead to where it is removed
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        with transaction.atomic():
            User.objects.select_for_update().get(pk=person.pk)
            factors = factors_of(person)  # type: ignore[arg-type]
            if factors.app:
                return redirect(INDEX)  # another tab was quicker
            response = super().form_valid(form)
            use_up_first_code(person, step=form.step, by=person, now=timezone.now())  # type: ignore[arg-type]
            if not factors:
                turned_on(self.request)
        return response


class AddPasskey(Said, AddWebAuthnView):
    """Make a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | kwargs  # allauth makes the form anew, without what was refused

    def form_valid(self, form: Any) -> HttpResponse:
        first = not factors_of(self.request.user)  # type: ignore[arg-type]
        with transaction.atomic():
            response = super().form_valid(form)
            if first:
                turned_on(self.request)
        return response


class RenamePasskey(Said, EditWebAuthnView):
    """Give a passkey another name."""

    success_url = INDEX


class RemoveApp(Said, DeactivateTOTPView):
    """Take the authenticator app away."""


class RemovePasskey(Said, RemoveWebAuthnView):
    """Take a passkey away."""

    success_url = INDEX


class NewCodes(Said, recovery.GenerateRecoveryCodesView):
    """Make new recovery codes; those of before are void."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Past allauth's own, which opens the codes to count them: new ones must come where old ones are unreadable.
        return FormView.get_context_data(self, **kwargs) | frame_of(self.request)


class ShowCodes(Said, recovery.ViewRecoveryCodesView):
    """Show the recovery codes that are left, and the way on to where the set-up came between."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"go_on": self.request.session.get(FACTOR_NEXT, "")}


class FetchCodes(Said, recovery.DownloadRecoveryCodesView):
    """Hand them out as a file."""


def _readable(view: Any) -> Any:
    """Say so where what was kept cannot be read any more."""

    def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        except Unreadable:
            messages.error(request, UNREADABLE)
            return redirect(INDEX)
        return response

    return shown


def _has_factor(view: Any) -> Any:
    """Send who has no second factor to where one is set up."""

    def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not factors_of(request.user):
            messages.info(request, _("Set up an authenticator app or a passkey first."))
            return redirect(INDEX)
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return shown


authenticate = public("the password has been given, the second factor not yet")(AtSignIn.as_view())
passkey_sign_in = public("a way in")(PasskeySignIn.as_view())
password_again = use(before_second_factor(PasswordAgain.as_view()))
add_app = use(before_second_factor(AddApp.as_view()))
add_passkey = use(before_second_factor(AddPasskey.as_view()))
remove_app = use(RemoveApp.as_view())
rename_passkey = use(RenamePasskey.as_view())
remove_passkey = use(RemovePasskey.as_view())
new_codes = use(_has_factor(NewCodes.as_view()))
codes = use(_has_factor(_readable(ShowCodes.as_view())))
codes_file = use(_has_factor(_readable(FetchCodes.as_view())))
