"""Make, edit and delete teams, and keep their tree a tree."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Team, User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import create_once, made_already

SAME = ("name", "parent_id")
CYCLE = _("A team cannot be part of itself or of a team below it.")
TAKEN = _("There is a team of this name here already.")
NOT_A_LEAD = _("Only team leads and admins can lead a team: give them the role first.")
NOT_EMPTY = _("Only an empty team can be deleted: move its people and the teams below it first.")


@transaction.atomic
def create_team(
    *, name: str, parent: Team | None, leads: Iterable[User], by: User, now: datetime, new_id: UUID | None = None
) -> Team:
    """Make a team; `new_id` sent twice makes one.

    Raises ValidationError when its name is taken there or a lead has not the role, ForeignDraft when `new_id` is
    another team.
    """
    chosen = _may_lead(leads)
    team = Team(id=new_id or uuid7(), name=name, parent=parent, created_at=now, updated_at=now)
    if first := made_already(team, same=SAME):
        return first
    team.full_clean()
    try:
        saved, is_new = create_once(team, same=SAME)
    except IntegrityError as error:
        raise ValidationError({"name": TAKEN}) from error
    if is_new:
        saved.leads.set(chosen)
    return saved


@transaction.atomic
def edit_team(
    team: Team, *, version: int, name: str, parent: Team | None, leads: Iterable[User], by: User, now: datetime
) -> Team:
    """Write a team's name, place and leads.

    Raises StaleVersion when the row is newer than `version`; ValidationError when the team would end up below itself,
    its name is taken there or a lead has not the role.
    """
    teams = _locked_tree()
    stored = teams.get(team.pk)
    if stored is None or stored.version != version:
        raise StaleVersion(stored or team)
    if parent and parent.pk in Team.objects.subtree_ids([team.pk]):
        raise ValidationError({"parent": CYCLE})
    chosen = _may_lead(leads)
    team.name, team.parent = name, parent
    team.full_clean()
    try:
        with transaction.atomic():
            team.save_checked(version=version, fields=("name", "parent"))
    except IntegrityError as error:
        raise ValidationError({"name": TAKEN}) from error
    team.leads.set(chosen)
    return team


@transaction.atomic
def delete_team(team: Team, *, by: User, now: datetime) -> None:
    """Delete an empty team. Raises ValidationError when people or teams are in it."""
    _locked_tree()
    if team.members.exists() or team.children.exists():
        raise ValidationError(NOT_EMPTY, code="not_empty")
    team.delete()


@transaction.atomic
def add_member(team: Team, *, person: User, by: User, now: datetime) -> User:
    """Move `person` into `team`, out of the one they were in."""
    stored: User = User.objects.select_for_update().get(pk=person.pk)
    if stored.team_id == team.pk:
        return stored
    stored.team = team
    return stored.save_checked(version=stored.version, fields=("team",))


def _locked_tree() -> dict[object, Team]:
    """Lock every team, always in the same order: two moves that together would make a ring wait for each other."""
    return {team.pk: team for team in Team.objects.select_for_update().order_by("pk")}


def _may_lead(people: Iterable[User]) -> list[User]:
    chosen = list(people)
    if any(person.role not in (Role.LEAD, Role.ADMIN) for person in chosen):
        raise ValidationError({"leads": NOT_A_LEAD})
    return chosen
