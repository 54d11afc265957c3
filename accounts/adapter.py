"""How allauth signs our people in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.limits import APP, wait_seconds
from accounts.mail import send_factor_changed, send_reset
from accounts.models import User

WRONG = _("These do not match: check the name and the password. Capitals matter in the password.")


class AccountAdapter(DefaultAccountAdapter):
    """People are made by admins, never by signing up; whoever cannot come in is told the same, whatever the cause."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("This link has been used or is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def set_password(self, user: User, password: str) -> None:
        """Write the password alone: a whole row would overwrite what someone else changed meanwhile."""
        user.set_password(password)
        user.save_checked(version=User.objects.values_list("version", flat=True).get(pk=user.pk), fields=("password",))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Write to the stored address, never to the typed one."""
        send_reset(user, key=context["uid"] + "-" + context["key"])

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Tell `user` by mail what has changed about their second factor; allauth's other notices are not ours."""
        app, _slash, what = template_prefix.partition("/email/")
        if app == "mfa":
            send_factor_changed(user, what=what)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Ask for the password alone: the telephone in one's hand is what a thief has too."""
        if not user.is_authenticated or not user.has_usable_password():
            return []
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try against the account from this address, the account from anywhere, and the address.

        Raises ValidationError naming the wait once one of them is used up. Names nobody has are counted alike.
        """
        account = credentials.get("username", credentials.get("email", "")).casefold()
        keys = {
            "login_failed": f"{account}|{ratelimit.get_ip(request)}",
            "login_failed_anywhere": account,
        }
        used: list[Any] = []
        for action, key in keys.items():
            usage = ratelimit.consume(request, app=APP, action=action, key=key)
            if usage is None:
                ratelimit.RateLimitUsage(usage=used).rollback()
                raise ValidationError(too_many(wait_seconds(request, action, key)), code="too_many_login_attempts")
            used += usage.usage
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=used)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Treat who is switched off as nobody: the answer must not say that the password was right."""
        user = super().authenticate(request, **credentials)
        return user if isinstance(user, User) and user.is_active else None


def too_many(seconds: float) -> str:
    """Return the sentence for who tried too often, with the wait in whole minutes."""
    minutes = max(1, -int(-seconds // 60))
    return ngettext(
        "Too many tries. Wait %(minutes)d minute, then try again, or choose a new password by mail.",
        "Too many tries. Wait %(minutes)d minutes, then try again, or choose a new password by mail.",
        minutes,
    ) % {"minutes": minutes}


def display_name(user: Any) -> str:
    """Return the name that allauth's messages use."""
    return str(user) if isinstance(user, User) else ""
