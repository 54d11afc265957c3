"""A client's departments (K1), told apart by function (K2)."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.search import AlsoField, SearchedManager, Sought, matching
from crm.models.also import words_of_department
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


class DepartmentFunction(models.TextChoices):
    USING = "using", _("Using")
    PURCHASING = "purchasing", _("Purchasing")
    SUPPORTING = "supporting", _("Supporting")
    OTHER = "other", _("Other")


class DepartmentQuerySet(OfClientQuerySet):
    def found_by(self, typed: str | Sought) -> Self:
        """Return those whose name holds what was typed, also by sound (caigoubu, cgb)."""
        return self.filter(matching(typed, column="also", text_fields=("name",)))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["also"])
class Department(Versioned):
    """A department of a client, part of another or of the firm itself."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="departments", verbose_name=_("client"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(
        _("function"), max_length=12, choices=DepartmentFunction.choices, default=DepartmentFunction.OTHER
    )
    position = models.PositiveIntegerField(_("place among its neighbours"), default=0, db_default=0, editable=False)
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=2000,
        default="",
        db_default="",
        help_text=_("What they do, what they care about."),
    )
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    also = AlsoField(of=("name",))

    objects = SearchedManager.from_queryset(DepartmentQuerySet)()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("position", "name", "id")
        indexes = (GinIndex(fields=("also",), name="department_also"),)
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="department_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(name=""), name="department_has_a_name"),
        )

    def also_words(self) -> set[str]:
        """Return what it is found by: its name and how that is spoken."""
        return words_of_department(self)

    def __str__(self) -> str:
        return self.name
