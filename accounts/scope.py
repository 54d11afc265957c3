"""Whose work a person sees: the one place that the role table of the product's domain is written down.

| role | sees |
|---|---|
| account manager | own work, and what is shared with them |
| team lead | besides, everything of the teams they lead and of all below those |
| admin | everything |
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps

from accounts.roles import Role

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Scope:
    """The answer, ready for a query: `everything`, or the person's own rows and those of `team_ids`."""

    user_id: UUID
    everything: bool
    team_ids: tuple[UUID, ...]


def scope_of(user: "User") -> Scope:
    """Return what `user` sees. A person who is switched off sees nothing of any team."""
    if not user.is_active:
        return Scope(user.pk, everything=False, team_ids=())
    if user.role == Role.ADMIN:
        return Scope(user.pk, everything=True, team_ids=())
    if user.role != Role.LEAD:
        return Scope(user.pk, everything=False, team_ids=())
    teams = apps.get_model("accounts", "Team").objects.led_ids(user)
    return Scope(user.pk, everything=False, team_ids=tuple(sorted(teams)))
