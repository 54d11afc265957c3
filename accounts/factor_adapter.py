"""How allauth keeps and shows second factors here."""

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("This code is wrong or used up. Each code works once, and only while the app shows it.")
UNREADABLE = _("What was kept for this cannot be read any more. An admin can reset your second factor.")
SALT = "accounts.second_factor"


class Unreadable(ValidationError):
    """A secret was kept under a signing key that this installation has no more."""

    def __init__(self) -> None:
        super().__init__(UNREADABLE, code="unreadable")


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted under the signing key, QR codes drawn by what draws ours elsewhere."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given, under this signing key or one of before. Raises Unreadable."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise Unreadable from error

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code, dark on white whatever the page's colours: cameras read it so."""
        drawn = BytesIO()
        segno.make_qr(url, error="m").save(drawn, kind="svg", scale=5, border=3, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return "Rapport"


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
