"""Teams as a tree: a lead of one sees everything of it and of all below it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Versioned


class TeamQuerySet(models.QuerySet["Team"]):
    def subtree_ids(self, roots: Iterable[UUID]) -> set[UUID]:
        """Return the ids of `roots` and of every team below them. Teams are few, so one query reads the tree."""
        children: dict[UUID | None, list[UUID]] = {}
        for pk, parent in self.values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        found: set[UUID] = set()
        waiting = list(roots)
        while waiting:
            team = waiting.pop()
            if team not in found:
                found.add(team)
                waiting += children.get(team, [])
        return found


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
