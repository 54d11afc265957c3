"""The small world every access test plays in: two teams, five people, and nobody."""

from dataclasses import dataclass, field
from typing import Any

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, Team, User

PEOPLE = ("manager", "teammate", "stranger", "lead", "admin")
EVERYONE = ("nobody", *PEOPLE)


@dataclass
class World:
    """`manager` and `teammate` are in `team`, which `lead` leads; `stranger` is in `other_team`; `admin` in none."""

    team: Team
    other_team: Team
    manager: User
    teammate: User
    stranger: User
    lead: User
    admin: User
    extra: dict[str, Any] = field(default_factory=dict)  # what the apps' `build(world)` made, by app

    def person(self, name: str) -> User | None:
        """Return one of `EVERYONE`; None for nobody."""
        return None if name == "nobody" else getattr(self, name)


def make_world() -> World:
    """Store the world in the test's database."""
    lead = UserFactory(username="lead", name="Liang Lead", role=Role.LEAD)
    team = TeamFactory(name="South", leads=[lead])
    lead.team = team
    lead.save(update_fields=["team"])
    other = TeamFactory(name="North")
    return World(
        team=team,
        other_team=other,
        manager=UserFactory(username="manager", name="Ma Manager", team=team),
        teammate=UserFactory(username="teammate", name="Tang Teammate", team=team),
        stranger=UserFactory(username="stranger", name="Shi Stranger", team=other),
        lead=lead,
        admin=UserFactory(username="admin", name="An Admin", role=Role.ADMIN),
    )
