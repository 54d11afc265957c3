"""Tags: the house's own words for clients, added as one goes."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row, Versioned
from crm.models.client import Client
from crm.models.scoped import OfClientQuerySet


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, user: User) -> Self:
        """Return all: the vocabulary is everyone's."""
        return self if user.is_active else self.none()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Tag(Versioned):
    """One word of the vocabulary, the same for everyone."""

    name = models.CharField(_("tag"), max_length=40)
    archived_at = models.DateTimeField(_("out of use"), null=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = (
            models.UniqueConstraint(Lower("name"), name="tag_once"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Tagging(Row):
    """A tag on a client."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False, verbose_name=_("tag"))
    client = models.ForeignKey(Client, models.CASCADE, related_name="taggings", verbose_name=_("client"))
    tagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    objects = OfClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("tagged client")
        verbose_name_plural = _("tagged clients")
        constraints = (models.UniqueConstraint(fields=("tag", "client"), name="tagged_once"),)

    def __str__(self) -> str:
        return str(self.tag)
