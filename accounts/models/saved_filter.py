"""A list as somebody likes to see it: its filters under a name, theirs alone."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Versioned

if TYPE_CHECKING:
    from accounts.models.user import User


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: "User") -> "SavedFilterQuerySet":
        """Return the person's own, the removed ones among them: an undo needs those."""
        return self.filter(owner=user) if user.is_active else self.none()

    def of(self, place: str) -> "SavedFilterQuerySet":
        """Return those of one list that are not removed, pinned ones first."""
        return self.filter(place=place, removed_at=None).order_by("-is_pinned", "name", "pk")


class SavedFilter(Versioned):
    """The filters of one list (`place`, the name of its address) as a query string."""

    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="saved_filters", editable=False)
    place = models.CharField(max_length=40, editable=False)
    query = models.CharField(max_length=1000, editable=False)
    name = models.CharField(_("name"), max_length=60, help_text=_("As you would say it: late at A clients."))
    is_pinned = models.BooleanField(_("pinned above the list"), default=True)
    is_default = models.BooleanField(_("the list begins with it"), default=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
            models.UniqueConstraint(
                fields=("owner", "place"),
                condition=Q(is_default=True, removed_at=None),
                name="saved_filter_default_once",
            ),
        )
        indexes = (models.Index(fields=("owner", "place"), name="saved_filter_of_a_list"),)

    def __str__(self) -> str:
        return self.name
