"""Make, edit, switch off and on the people who sign in."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.mail import send_invitation, send_reset
from accounts.models import Role, Team, User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import create_once, made_already

NO_ADMIN_LEFT = _("Someone has to stay admin: make another person admin first.")
NOT_YOURSELF = _("Another admin has to do this for you.")
NO_AT_SIGN = _("Without “@”: people can sign in with their e-mail address anyway.")
SAME = ("username", "email")
TAKEN = _("Someone has this sign-in name or e-mail address already.")


def create_person(
    *, username: str, name: str, email: str, role: str, team: Team | None, language: str, by: User, now: datetime,
    new_id: UUID | None = None,
) -> User:  # fmt: skip
    """Make a person without a password and mail them a link to choose one, once the row is safely stored.

    `language` is that of the mail, "" for the house's; `new_id` sent twice makes one person and sends one mail.
    Raises ValidationError when the sign-in name or the e-mail is taken, ForeignDraft when `new_id` is somebody else.
    """
    person = User(
        id=new_id or uuid7(), username=username, name=name, email=email.lower(), role=role, team=team,
        language=language, created_at=now, updated_at=now,
    )  # fmt: skip
    if first := made_already(person, same=SAME):
        return first
    person.set_unusable_password()
    _check(person)
    with transaction.atomic():
        try:
            saved, is_new = create_once(person, same=SAME)
        except IntegrityError as error:
            raise ValidationError(TAKEN, code="taken") from error
        if is_new:
            transaction.on_commit(lambda: send_invitation(saved, by=by))
    return saved


@transaction.atomic
def create_admin(*, username: str, name: str, email: str, password: str, superuser: bool, now: datetime) -> User:
    """Make an admin with a password, from the machine itself (`manage.py create_admin`); no mail is sent.

    Raises ValidationError when the sign-in name or the e-mail is taken.
    """
    person = User(
        username=username, name=name, email=email.lower(), role=Role.ADMIN, is_staff=superuser, is_superuser=superuser,
        created_at=now, updated_at=now,
    )  # fmt: skip
    person.set_password(password)
    _check(person)
    person.save(force_insert=True)
    return person


@transaction.atomic
def edit_person(
    person: User, *, version: int, username: str, name: str, email: str, role: str, team: Team | None, by: User,
    now: datetime,
) -> User:  # fmt: skip
    """Write what an admin changed about `person`; see `set_role` for what a change of role brings.

    Raises StaleVersion when the row is newer than `version`; ValidationError when a name is taken, when the last
    admin would go, or when an admin takes their own role away.
    """
    _refuse_stale(person, version)
    if role != _locked(person).role:
        set_role(person, version=version, role=role, by=by, now=now)
        version = person.version
    person.username, person.name, person.email, person.team = username, name, email.lower(), team
    _check(person)
    try:
        with transaction.atomic():
            return person.save_checked(version=version, fields=("username", "name", "email", "team"))
    except IntegrityError as error:
        raise ValidationError(TAKEN, code="taken") from error


@transaction.atomic
def set_role(person: User, *, version: int, role: str, by: User, now: datetime) -> User:
    """Give `person` a role. Who is no longer a lead leads no team either.

    Raises ValidationError when the last admin would go, or when an admin takes their own role away.
    """
    stored = _locked(person)
    if stored.role == Role.ADMIN and role != Role.ADMIN:
        if person.pk == by.pk:
            raise ValidationError(NOT_YOURSELF, code="yourself")
        _keep_an_admin(without=person)
    if role == Role.MANAGER:
        person.led_teams.clear()
    person.role = role
    return person.save_checked(version=version, fields=("role",))


@transaction.atomic
def switch_off(person: User, *, by: User, now: datetime) -> User:
    """Sign `person` out everywhere and let them in no more; what they wrote stays. Done twice, it is done once.

    Raises ValidationError for oneself and for the last admin.
    """
    if person.pk == by.pk:
        raise ValidationError(NOT_YOURSELF, code="yourself")
    stored = _locked(person)
    if not stored.is_active:
        return stored
    if stored.role == Role.ADMIN:
        _keep_an_admin(without=stored)
    stored.is_active, stored.session_epoch = False, stored.session_epoch + 1
    return stored.save_checked(version=stored.version, fields=("is_active", "session_epoch"))


@transaction.atomic
def switch_on(person: User, *, by: User, now: datetime) -> User:
    """Let `person` sign in again. Sessions from before stay ended."""
    stored = _locked(person)
    if stored.is_active:
        return stored
    stored.is_active = True
    return stored.save_checked(version=stored.version, fields=("is_active",))


@transaction.atomic
def reset_password(person: User, *, by: User, now: datetime) -> User:
    """Make the old password and every session of `person` worthless at once, and mail a link to choose a new one.

    Who has never signed in gets the invitation again.
    Raises ValidationError for who is switched off, and for oneself (there is the profile).
    """
    if person.pk == by.pk:
        raise ValidationError(NOT_YOURSELF, code="yourself")
    stored = _locked(person)
    if not stored.is_active:
        raise ValidationError(_("This person is switched off. Switch them on first."), code="inactive")
    stored.set_unusable_password()
    stored.session_epoch += 1
    stored.save_checked(version=stored.version, fields=("password", "session_epoch"))
    send = send_reset if stored.last_login else send_invitation
    transaction.on_commit(lambda: send(stored, by=by))
    return stored


def _locked(person: User) -> User:
    """Lock the person and every admin, always in the same order: two admins who change each other cannot deadlock."""
    rows = User.objects.select_for_update().filter(Q(pk=person.pk) | Q(role=Role.ADMIN)).order_by("pk")
    locked: User = next(row for row in rows if row.pk == person.pk)
    return locked


def _refuse_stale(person: User, version: int) -> None:
    stored = _locked(person)
    if stored.version != version:
        raise StaleVersion(stored)


def _keep_an_admin(*, without: User) -> None:
    """Refuse to go on when nobody else is admin. Admins' rows are locked by now: two cannot go at the same moment."""
    if not User.objects.active_admins().exclude(pk=without.pk).exists():
        raise ValidationError(NO_ADMIN_LEFT, code="last_admin")


def _check(person: User) -> None:
    if "@" in person.username:
        raise ValidationError({"username": NO_AT_SIGN})
    person.full_clean(exclude=("password",))
