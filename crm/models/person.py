"""People at a client: their level (K3), whom they report to (K1), how to reach them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pghistory
from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.names import INITIALS_LENGTH, KEY_LENGTH, SURNAME_LENGTH
from core.search import AlsoField, SearchedManager, Sought, matching, search_column
from crm.models.also import words_of_person
from crm.models.client import Client
from crm.models.department import Department
from crm.models.scoped import OfClientQuerySet


class PersonLevel(models.TextChoices):
    USER = "user", _("User")
    MAINTAINER = "maintainer", _("Maintainer")
    MANAGEMENT = "management", _("Management")
    TOP = "top", _("Top")


class PersonQuerySet(OfClientQuerySet):
    def active(self) -> "PersonQuerySet":
        """Return those still there."""
        return self.filter(archived_at=None)

    def with_ways(self, *columns: str) -> "PersonQuerySet":
        """Read the ways to reach them along, the preferred one first; `columns` of them where not all are shown."""
        ways = apps.get_model("crm", "ContactWay").objects.filter(removed_at=None)
        ways = ways.only(*columns) if columns else ways
        return self.prefetch_related(Prefetch("ways", queryset=ways))

    def with_notes_ending(self, since: dt.date) -> "PersonQuerySet":
        """Return those of whom a note is erased soon (`NotesRules.ending_since`) unless somebody finds it needed."""
        notes = apps.get_model("crm", "Trait").objects.ending(since)
        # By the notes' own index: asked row by row, a list's order has everybody walked until enough have such a note.
        return self.filter(pk__any_of=notes.order_by().values("person"))

    def telling_vacant(self) -> "PersonQuerySet":
        """Mark the seats whose holder has left (`is_vacant`), told from those whose holder nobody knew."""
        left = apps.get_model("crm", "PastPost").objects.filter(seat=OuterRef("pk"))
        return self.annotate(is_vacant=Case(When(name="", then=Exists(left)), default=False))

    def found_by(self, typed: str | Sought) -> "PersonQuerySet":
        """Return those whose name, position, number or address holds what was typed.

        Also by sound (wangjianguo, wjg, wangjg) and by surname and title (王总, 李工).
        """
        names = ("name", "other_name", "courtesy_title", "position")
        return self.filter(matching(typed, text_fields=names, also="also"))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["search", "also"])
class Person(Versioned):
    """A person at a client (联系人). A seat whose holder is unknown is a placeholder: position without a name."""

    made_along: Sequence[Any] = ()  # on one that was just made: the ways on their card

    client = models.ForeignKey(Client, models.CASCADE, related_name="people", verbose_name=_("client"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("department")
    )
    name = models.CharField(
        pgettext_lazy("person", "name"),
        max_length=120,
        blank=True,
        help_text=_("One field, surname first in Chinese."),
    )
    surname = models.CharField(_("surname"), max_length=SURNAME_LENGTH, blank=True, default="", db_default="")
    reading = models.CharField(
        _("reading"), max_length=KEY_LENGTH, blank=True, default="", db_default="",
        help_text=_("How the name is spoken, in pinyin: shan xiong xin. For finding and sorting."),
    )  # fmt: skip
    initials = models.CharField(max_length=INITIALS_LENGTH, blank=True, default="", db_default="", editable=False)
    other_name = models.CharField(_("other name"), max_length=120, blank=True, help_text=_("In the other language."))
    courtesy_title = models.CharField(
        _("addressed as"), max_length=40, blank=True, help_text=_("As you greet them: 王总, Dr Chen."))  # fmt: skip
    position = models.CharField(_("position"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=PersonLevel.choices, blank=True)
    reports_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("reports to")
    )
    languages = models.CharField(
        _("languages"), max_length=120, blank=True, default="", db_default="",
        help_text=_("What they speak: Mandarin, Cantonese, English …"),
    )  # fmt: skip
    photo_key = models.CharField(_("photo"), max_length=16, blank=True, default="", db_default="", editable=False)
    left_on = models.DateField(_("left on"), null=True, editable=False)
    came_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="moved_to", editable=False, verbose_name=_("came from")
    )
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    search = search_column("name", "other_name", "courtesy_title", "position", "sort_key")
    also = AlsoField(
        of=(
            "name", "surname", "reading", "other_name", "courtesy_title", "position",
        ),
    )  # fmt: skip

    objects = SearchedManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person at a client")
        verbose_name_plural = _("people at clients")
        constraints = (
            models.CheckConstraint(condition=~Q(name="") | ~Q(position=""), name="person_has_name_or_position"),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="person_not_own_superior"),
        )
        indexes = (
            models.Index(fields=("client", "sort_key", "id"), name="person_by_client"),
            models.Index(fields=("sort_key", "id"), name="person_by_name", condition=Q(archived_at=None)),
            models.Index(fields=("client", "-created_at"), name="person_noted_by_client"),
            models.Index(
                fields=("client", "-archived_at"), name="person_left_by_client", condition=Q(archived_at__isnull=False)
            ),
            GinIndex(fields=("search",), name="person_search"),
            GinIndex(fields=("also",), name="person_also"),
        )

    def __str__(self) -> str:
        return self.name or self.position

    def also_words(self) -> set[str]:
        """Return what they are found by besides their names as written."""
        return words_of_person(self)

    @property
    def address(self) -> str:
        """How one greets them: 王总; the name where nothing else is known."""
        return self.courtesy_title or self.name or self.position

    @property
    def post_words(self) -> str:
        """What stands beside the name: the position; of a seat without a name, why it has none.

        Only rows that came by `telling_vacant` know that a seat is vacant.
        """
        if self.name:
            return self.position
        return gettext("vacant") if getattr(self, "is_vacant", False) else gettext("name unknown")

    @property
    def is_placeholder(self) -> bool:
        """Whether the seat is known and its holder is not."""
        return not self.name
