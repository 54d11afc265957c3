"""Mail about signing in, in the language of who reads it."""

import logging
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.tokens import password_links
from core import pulse
from core.letters import without_rules

log = logging.getLogger(__name__)


def password_link(person: User, *, key: str = "") -> str:
    """Return the address where `person` chooses a password; `key` is allauth's "uid-token", made here if not given.

    The host is the configured one, never the request's: a forged Host header must not reach anybody's mail.
    """
    uid, token = key.split("-", 1) if key else (user_pk_to_url_str(person), password_links.make_token(person))
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})


def send_invitation(person: User, *, by: User) -> bool:
    """Ask a new person to choose their password."""
    link = password_link(person)
    return send("account/email/invitation", person, {"by": by, "link": link, "act": _("Choose your password")})


def send_reset(person: User, *, by: User | None = None, key: str = "") -> bool:
    """Send a link to choose a new password: asked for by the person, or by the admin `by`."""
    context = {"by": by, "link": password_link(person, key=key), "act": _("Choose a new password")}
    return send("account/email/password_reset_key", person, context)


def send_factor_changed(person: User, *, what: str) -> bool:
    """Tell a person that their second factor has changed; `what` is allauth's name for it, such as totp_activated."""
    link = settings.BASE_URL + reverse("mfa_index")
    return send("account/email/factor_changed", person, {"what": what, "link": link, "act": _("Second factor")})


def send_factor_reset(person: User, *, by: User | None, reason: str) -> bool:
    """Tell a person that an admin has removed their second factor, and why; `by` None: from the machine itself."""
    link = settings.BASE_URL + reverse("mfa_index")
    context = {"by": by, "reason": reason, "link": link, "act": _("Set up a second factor")}
    return send("account/email/factor_reset", person, context)


def send(template: str, person: User, context: dict[str, Any]) -> bool:
    """Send `template`_subject.txt and _message.txt to `person`; return whether the mail server took it.

    It goes as text and as HTML, where the paragraph that is `link` becomes a button that says `act`. A mail server
    that is away is logged, not raised: the answer on the page must not tell who has an account.
    """
    context = {"person": person, "days": settings.PASSWORD_RESET_TIMEOUT // 86_400, **context}
    with translation.override(person.mail_language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        body = without_rules(render_to_string(f"{template}_message.txt", context).strip()) + "\n"
        context |= {"subject": subject, "paragraphs": body.strip().split("\n\n")}
        html = render_to_string("account/email/letter.html", context)
    letter = EmailMultiAlternatives(subject, body, to=[person.email])
    letter.attach_alternative(html, "text/html")
    try:
        letter.send()
    except OSError as error:  # smtplib's errors are OSErrors
        log.error("mail to person %s not sent: %s", person.pk, type(error).__name__)
        pulse.failed(pulse.MAIL, now=timezone.now(), error=type(error).__name__)
        return False
    pulse.went_well(pulse.MAIL, now=timezone.now())
    return True
