"""Teams as a tree: a lead of one sees everything of it and of all below it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.prepared import prepared

if TYPE_CHECKING:
    from accounts.models.user import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: "User") -> "TeamQuerySet":
        """The teams `user` may name: all for an admin, the led ones and all below for a lead, and one's own."""
        if not user.is_active:
            return self.none()
        if user.scope.everything:
            return self
        return self.filter(models.Q(pk__in=user.scope.team_ids) | models.Q(pk=user.team_id))

    @staticmethod
    def as_tree(teams: "Iterable[Team]") -> "list[tuple[Team, list]]":
        """Return `teams` as (team, [the same below it]), by name; one whose parent is not among them stands on top."""
        rows = sorted(teams, key=lambda team: team.name.casefold())
        known = {team.pk for team in rows}
        children: dict[UUID | None, list[Team]] = {}
        for team in rows:
            children.setdefault(team.parent_id if team.parent_id in known else None, []).append(team)

        def branch(pk: UUID | None) -> "list[tuple[Team, list]]":
            return [(team, branch(team.pk)) for team in children.get(pk, [])]

        return branch(None)

    def subtree_ids(self, roots: Iterable[UUID]) -> set[UUID]:
        """Return the ids of `roots` and of every team below them. Teams are few, so one query reads the tree."""
        return _below(roots, self.values_list("pk", "parent_id"))

    def led_ids(self, user: "User") -> set[UUID]:
        """Return the ids of the teams that `user` leads and of every team below them, by one query."""
        rows: list = _teams_and_led(user.pk)
        return _below([pk for pk, _parent, is_led in rows if is_led], [row[:2] for row in rows])


@prepared(planned=True)
def _teams_and_led(user_id: UUID) -> models.QuerySet:
    """Return each team's id, the one it is part of, and whether the person leads it."""
    led = Team.leads.through.objects.filter(team_id=models.OuterRef("pk"), user_id=user_id)
    return Team.objects.values_list("pk", "parent_id", models.Exists(led))


def _below(roots: Iterable[UUID], parents: Iterable[tuple[UUID, UUID | None]]) -> set[UUID]:
    """Return `roots` and all below them, given each team with the one it is part of."""
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent in parents:
        children.setdefault(parent, []).append(pk)
    found: set[UUID] = set()
    waiting = list(roots)
    while waiting:
        team = waiting.pop()
        if team not in found:
            found.add(team)
            waiting += children.get(team, [])
    return found


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Team(Versioned):
    """A team of account managers; `leads` review its records."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    leads = models.ManyToManyField("accounts.User", blank=True, related_name="led_teams", verbose_name=_("team leads"))

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = (
            models.UniqueConstraint(fields=("parent", "name"), nulls_distinct=False, name="team_name_once_per_parent"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="team_not_its_own_parent"),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None, model_name="TeamLeadEvent")
class TeamLead(Team.leads.through):  # type: ignore[misc,name-defined]
    """Who leads a team decides who reads its records, so its comings and goings are kept too."""

    class Meta:
        proxy = True
