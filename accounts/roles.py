"""Every role and every permission, on one screen.

A permission says what kind of act a role allows; *which rows* it applies to is `visible_to(user)`'s business.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MANAGER = "manager", _("Account manager")
    LEAD = "lead", _("Team lead")
    ADMIN = "admin", _("Admin")


class Permission(StrEnum):
    USE = "use"  # be signed in: own profile, Today, handbook, search
    RECORD = "record"  # keep clients, plan and record visits, make promises
    REVIEW = "review"  # read the team's records, accept them or send them back
    EDIT_HANDBOOK = "edit_handbook"
    MANAGE_PEOPLE = "manage_people"  # people, teams, roles
    OPERATE = "operate"  # see how the installation is
    MANAGE_DATA = "manage_data"  # vocabularies, imports, demo data


PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: frozenset({Permission.USE, Permission.RECORD}),
    Role.LEAD: frozenset({Permission.USE, Permission.RECORD, Permission.REVIEW}),
    Role.ADMIN: frozenset(Permission),
}
