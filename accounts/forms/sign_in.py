"""Signing in and choosing passwords: allauth's forms in our words."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm as BaseChangePasswordForm,
)
from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PASSWORD_RULES = _("At least 10 characters, not only digits, not a common password and not like your name.")
DEMO_SIGN_INS = ("manager", "teammate", "stranger", "lead", "admin")
NOT_THE_SAME = _("The two are not the same.")


def _reword(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)  # the label says it, and stays while one types


class SignInForm(LoginForm):
    """Sign in by name or e-mail, in any case."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], _("Sign-in name or e-mail"))
        _reword(self.fields["password"], _("Password"))
        _reword(self.fields["remember"], _("Stay signed in"), _("Take the tick away on a phone that others use."))
        self.fields["remember"].initial = True
        self.fields["login"].max_length = 254  # type: ignore[attr-defined]
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false",
            "maxlength": "254",
        }  # fmt: skip

    @property
    def demo_names(self) -> str:
        """The demo's sign-ins that are still there; "" outside of the demo, and once its data was removed."""
        if not settings.DEMO:
            return ""
        left = set(User.objects.filter(is_demo=True, username__in=DEMO_SIGN_INS).values_list("username", flat=True))
        return ", ".join(name for name in DEMO_SIGN_INS if name in left)

    def user_credentials(self) -> dict[str, str]:
        """Name the account by its sign-in name, whichever way it was typed.

        So tries by name and tries by e-mail count together, and each try costs exactly one password check, whether the
        account exists or not.
        """
        typed = self.cleaned_data["login"]
        found = list(User.objects.known_as(typed).values_list("username", flat=True)[:2])
        return {
            "username": found[0] if len(found) == 1 else typed.casefold(),
            "password": self.cleaned_data.get("password", ""),
        }


class AskResetForm(ResetPasswordForm):
    """Ask for a link to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["email"], _("Your e-mail address"))


class NewPasswordMixin:
    """A new password, typed twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["password1"], _("New password"), PASSWORD_RULES)
        _reword(self.fields["password2"], _("New password again"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super(forms.Form, self).clean() or self.cleaned_data  # type: ignore[misc,attr-defined]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", NOT_THE_SAME)  # type: ignore[attr-defined]
        return cleaned


class ChoosePasswordForm(NewPasswordMixin, ResetPasswordKeyForm):
    """Choose a password through a mailed link."""


class ChangePasswordForm(NewPasswordMixin, BaseChangePasswordForm):
    """Change one's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["oldpassword"], _("Present password"))


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that an unlocked device must not be enough for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["password"], _("Password"))
