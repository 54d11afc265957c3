"""People who sign in."""

from functools import cached_property
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import PERMISSIONS_OF, Permission, Role
from accounts.scope import Scope, scope_of
from accounts.zones import known_zones
from core.models import Versioned


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def validate_time_zone(value: str) -> None:
    """Refuse a name the time zone database does not know."""
    if value not in known_zones():
        raise ValidationError(_("This time zone is unknown."), code="unknown_zone")


class UserQuerySet(models.QuerySet["User"]):
    """People, asked for as colleagues speak of them."""

    def visible_to(self, user: "User") -> "UserQuerySet":
        """The colleagues `user` may name: everyone for an admin, else who may sign in; nobody once switched off."""
        if not user.is_active:
            return self.none()
        return self if user.scope.everything else self.filter(is_active=True)

    def active_admins(self) -> "UserQuerySet":
        return self.filter(role=Role.ADMIN, is_active=True)

    def named(self, typed: str) -> "UserQuerySet":
        """People whose name, sign-in name or e-mail holds what was typed (its first 60 characters)."""
        typed = typed.strip()[:60]
        if not typed:
            return self
        return self.filter(
            Q(name__icontains=typed) | Q(username__icontains=typed) | Q(email__icontains=typed)
        )  # few hundred people: no index needed

    def after(self, pk: str) -> "UserQuerySet":
        """People in the order of their names, behind the one with this id; all of them when there is no such one."""
        people = self.order_by("name", "pk")
        try:
            last = User.objects.values_list("name", "pk").get(pk=pk)
        except (User.DoesNotExist, ValidationError):
            return people
        return people.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))

    def known_as(self, typed: str) -> "UserQuerySet":
        """People who sign in with `typed`: their sign-in name or e-mail, in any case."""
        return self.filter(Q(username__iexact=typed) | Q(email__iexact=typed))


class PersonManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = False


@pghistory.track(exclude=["password", "last_login", "session_epoch", "last_language"])
class User(Versioned, AbstractBaseUser, PermissionsMixin):
    """A colleague. `is_active=False` is "switched off": signed out at once, kept for history."""

    username = models.CharField(
        _("sign-in name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Someone has this sign-in name already.")},
    )  # fmt: skip
    name = models.CharField(
        pgettext_lazy("person", "name"),
        max_length=120,
        help_text=_("As colleagues know them, surname as they use it."),
    )
    email = models.EmailField(_("e-mail"), max_length=254)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MANAGER)
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("team")
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=[("en", "English"), ("zh-hans", "简体中文")]
    )
    # What pages were last shown in to one who chose none, for mail: it has no browser to ask.
    last_language = models.CharField(max_length=10, default="en", db_default="en", editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[validate_time_zone])
    theme = models.CharField(_("appearance"), max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open Django's own admin"), default=False)
    session_epoch = models.PositiveIntegerField(_("sessions ended"), default=0, editable=False)
    is_demo = models.BooleanField(_("made by the demo"), default=False, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "name"]
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="user_email_once",
                violation_error_message=_("Someone has this e-mail address already."),
            ),
            models.UniqueConstraint(
                Lower("username"), name="user_username_once",
                violation_error_message=_("Someone has this sign-in name already."),
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=("team", "is_active"), name="user_team"),)

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Bind sessions to the password and to `session_epoch`: raising that ends them all, for good."""
        return salted_hmac(
            "accounts.User.session", f"{self.password} {self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def may(self, permission: Permission) -> bool:
        """Whether this person's role carries the permission."""
        return permission in self.permissions

    @property
    def mail_language(self) -> str:
        """The language of what is sent to this person: the one they chose, else the one they last read pages in."""
        return self.language or self.last_language

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything this person's role carries; nothing once switched off."""
        return PERMISSIONS_OF[Role(self.role)] if self.is_active else frozenset()

    @cached_property
    def scope(self) -> Scope:
        """Whose work this person sees; read once per request."""
        return scope_of(self)
