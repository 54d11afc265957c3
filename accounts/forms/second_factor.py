"""Codes and passkeys: allauth's forms in our words, counted by our limits."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import RegistrationResponse, UserVerificationRequirement

from accounts.actions.second_factor import step_of, take_code
from accounts.factor_adapter import WRONG_CODE
from accounts.limits import APP, wait_seconds

LIMIT = "second_factor"
NAME_LENGTH = 60
WRONG_PASSKEY = _("This passkey was not accepted. Try again, or use another way.")
NOT_MADE = _("The passkey could not be made. Try again.")
NOT_ALONE = _("The device did not ask who you are, so this passkey cannot stand alone. Untick the box and try again.")
PARTS = ("clientDataJSON", "attestationObject")
LONGEST = 20_000  # letters; what browsers answer has less than a fifth of that
# What allauth and fido2 raise over what no browser sends: they take it apart without looking.
STUMBLES = (ValidationError, ValueError, TypeError, LookupError, AttributeError, struct.error)


@contextmanager
def counted(person: Any) -> Iterator[None]:
    """Count a try with a code against its account and the address; what goes well within is not counted.

    Raises ValidationError naming the wait once one of the limits is used up.
    """
    key = str(person.pk)
    usage = ratelimit.consume(context.request, app=APP, action=LIMIT, key=key)
    if usage is None:
        minutes = max(1, -int(-wait_seconds(context.request, LIMIT, key) // 60))
        words = ngettext(
            "Too many wrong codes. Wait %(minutes)d minute, then try again.",
            "Too many wrong codes. Wait %(minutes)d minutes, then try again.",
            minutes,
        )
        raise ValidationError(words % {"minutes": minutes}, code="too_many")
    yield
    usage.rollback()


def _as_code(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs = {
        "autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20", "spellcheck": "false",
    }  # fmt: skip


class CodeForm(AuthenticateForm):
    """The code at signing in: the app's, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(
            self.fields["code"], _("Code"), _("The six digits that your authenticator app shows, or a recovery code.")
        )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        with counted(self.user):
            found = take_code(self.user, code=code, now=timezone.now())
            if found is None:
                raise ValidationError(WRONG_CODE, code="incorrect_code")
        found.user = self.user
        self.authenticator = found
        return code


class AddAppForm(ActivateTOTPForm):
    """The first code of a new app: it shows that app and clock are right."""

    step: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code that the app shows now"), _("Six digits; a new one every half minute."))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        with counted(self.user):
            step = step_of(self.secret, code)
            if step is None:
                raise ValidationError(WRONG_CODE, code="incorrect_code")
        self.step = step
        return code


class Credential(forms.JSONField):
    """What a browser answers about a passkey; whatever is no such answer is refused, not stumbled over."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST:
            raise ValidationError(WRONG_PASSKEY, code="too_long")
        try:
            read = super().to_python(value)
        except RecursionError as error:
            raise ValidationError(WRONG_PASSKEY, code="invalid") from error
        if read is not None and not isinstance(read, dict):
            raise ValidationError(WRONG_PASSKEY, code="invalid")
        return read


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, made by the browser; its name is its owner's."""

    credential = Credential()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_name(self.fields["name"])
        self.fields["passwordless"].label = _("Sign in with it alone")
        self.fields["passwordless"].help_text = _(
            "No password then: the device asks for your finger, face or PIN. Untick it for a key that cannot."
        )
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """Check what the browser made, and keep of it what is needed later and nothing else."""
        was_asked = auth.get_state() is not None
        try:
            cleaned: dict[str, Any] = super().clean()
            if cleaned.get("credential"):
                cleaned["credential"] = _needed(cleaned["credential"])
        except STUMBLES as error:
            alone = was_asked and auth.get_state() is None  # all was well but that nobody was asked for
            raise ValidationError(NOT_ALONE if alone else NOT_MADE, code="not_made") from error
        return cleaned


def _needed(credential: dict[str, Any]) -> dict[str, Any]:
    """Return a registration anew from its own bytes: nothing that a browser added, no letter that JSON cannot keep."""
    answer = credential["response"]
    made = RegistrationResponse.from_dict(credential)
    key = made.response.attestation_object.auth_data.credential_data
    name = websafe_encode(key.credential_id)  # type: ignore[union-attr]
    rk = (credential.get("clientExtensionResults") or {}).get("credProps", {}).get("rk")
    return {
        "id": name, "rawId": name, "type": "public-key",
        "response": {part: websafe_encode(websafe_decode(answer[part])) for part in PARTS},
        "clientExtensionResults": {"credProps": {"rk": bool(rk)}},
    }  # fmt: skip


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_name(self.fields["name"])


class PasskeyForm(AuthenticateWebAuthnForm):
    """The passkey at signing in, after the password."""

    credential = Credential()

    def clean_credential(self) -> Authenticator:
        """Check what the browser signed. Nothing here can be guessed, so nothing is counted."""
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(credential)
            person = self.user or auth.extract_user_from_response(credential)
            if not person.is_active:
                raise ValidationError(WRONG_PASSKEY)
            return auth.complete_authentication(person, credential)
        except STUMBLES as error:
            raise ValidationError(WRONG_PASSKEY, code="incorrect_code") from error


class PasskeySignInForm(PasskeyForm, LoginWebAuthnForm):
    """A passkey instead of name and password: the device must have asked who holds it."""

    def clean_credential(self) -> Authenticator:
        """Refuse an answer to another page's question: after a password, touching a key is enough; here it is not.

        Both questions lie in one place of the session, and the one after a password asks for less.
        """
        asked = auth.get_state() or {}
        if asked.get("user_verification") != UserVerificationRequirement.REQUIRED:
            raise ValidationError(WRONG_PASSKEY, code="incorrect_code")
        return super().clean_credential()


def _as_name(field: forms.Field) -> None:
    field.label, field.help_text = _("Name of the passkey"), _("So that you know it again: “work phone”, “blue key”.")
    field.validators.append(MaxLengthValidator(NAME_LENGTH))
    field.widget.attrs |= {"maxlength": str(NAME_LENGTH), "autocomplete": "off"}
