"""Take a code once, end sessions as a second factor comes, reset one that is lost."""

import logging
from datetime import datetime

import pghistory
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.person import NOT_YOURSELF
from accounts.mail import send_factor_reset
from accounts.models import User

log = logging.getLogger(__name__)
NO_FACTOR = _("No second factor is set up.")
LAST_STEP = "last_step"  # in an app's data: the 30-second step of its latest used code, counted from 1970


def step_of(secret: str, code: str) -> int | None:
    """Return the step for which an app with `secret` shows `code`, None where it shows it at no time near now."""
    step: int
    for step in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def take_code(person: User, *, code: str, now: datetime) -> Authenticator | None:
    """Use up a code of the app, or a recovery code, and return whose it is; None where it fits nothing or was used.

    The database remembers what was used: neither two browsers at once nor a Redis that forgot let one in twice.
    Raises Unreadable when the secret was kept under another signing key.
    """
    kept = Authenticator.objects.select_for_update().filter(user_id=person.pk).order_by("pk")
    by_type = {one.type: one for one in kept}
    app, codes = by_type.get(Authenticator.Type.TOTP), by_type.get(Authenticator.Type.RECOVERY_CODES)
    if app is not None and (step := step_of(decrypt(app.data["secret"]), code)) is not None:
        return app if _use_step(app, step) else None
    return codes if codes is not None and codes.wrap().validate_code(code) else None


def _use_step(app: Authenticator, step: int) -> bool:
    if step <= app.data.get(LAST_STEP, -1):
        return False
    app.data[LAST_STEP] = step
    app.save(update_fields=("data",))
    return True


@transaction.atomic
def use_up_first_code(person: User, *, step: int, by: User, now: datetime) -> None:
    """Remember the code that showed that a new app works: it is no code to sign in with."""
    _use_step(Authenticator.objects.select_for_update().get(user_id=person.pk, type=Authenticator.Type.TOTP), step)


@transaction.atomic
def end_sessions(person: User, *, by: User, now: datetime) -> User:
    """End every session of `person`; who keeps their own binds it anew (`update_session_auth_hash`)."""
    stored: User = User.objects.select_for_update().get(pk=person.pk)
    stored.session_epoch += 1
    return stored.save_checked(version=stored.version, fields=("session_epoch",))


@transaction.atomic
def reset_second_factor(person: User, *, reason: str, by: User | None, now: datetime) -> User:
    """Remove every second factor of `person`, end their sessions and tell them by mail, with the reason.

    `by` is the admin, None from the machine itself (`manage.py reset_second_factor`). The reason is kept with the
    history of the row. Raises ValidationError for oneself (there is the profile) and where there is none.
    """
    if by is not None and person.pk == by.pk:
        raise ValidationError(NOT_YOURSELF, code="yourself")
    with pghistory.context(second_factor_reset=reason):
        stored = end_sessions(person, by=by or person, now=now)
        if not Authenticator.objects.filter(user_id=person.pk).delete()[0]:
            raise ValidationError(NO_FACTOR, code="none")
    log.warning("second factor of person %s reset by %s", person.pk, by.pk if by else "the machine")
    transaction.on_commit(lambda: send_factor_reset(stored, by=by, reason=reason))
    return stored
