"""Trades as a tree, and what is known of each: notes shared between its clients (K5)."""

from collections.abc import Iterable
from uuid import UUID

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Industry(Versioned):
    """A trade, named in both languages, perhaps part of a wider one; the tree is the admins', everyone reads it."""

    name_en = models.CharField(_("name in English"), max_length=80, unique=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    class Meta:
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ("name_en",)
        constraints = (models.CheckConstraint(condition=~Q(parent=F("id")), name="industry_not_its_own_parent"),)

    def __str__(self) -> str:
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


def industry_and_below(top: UUID, parents: Iterable[tuple[UUID, UUID | None]]) -> set[UUID]:
    """Return `top` and every industry within it. `parents`: (id, the id it is part of) of all; a loop does no harm."""
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent in parents:
        children.setdefault(parent, []).append(pk)
    found, waiting = {top}, [top]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


class IndustryNoteQuerySet(models.QuerySet["IndustryNote"]):
    def visible_to(self, user: User) -> "IndustryNoteQuerySet":
        """Return all: what is known of a trade is everyone's."""
        return self if user.is_active else self.none()

    def active(self) -> "IndustryNoteQuerySet":
        """Return those not removed."""
        return self.filter(archived_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class IndustryNote(Versioned):
    """One thing worth knowing about a trade (K5), with who wrote it; read beside each of its clients."""

    industry = models.ForeignKey(
        Industry, models.CASCADE, related_name="notes", db_index=False, verbose_name=_("industry")
    )
    body = models.TextField(_("note"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    archived_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = IndustryNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("industry note")
        verbose_name_plural = _("industry notes")
        indexes = (models.Index(fields=("industry", "-created_at", "-id"), name="industry_note_latest"),)

    def __str__(self) -> str:
        return self.body[:60]
