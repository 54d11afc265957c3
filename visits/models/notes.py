"""Notes taken during a visit. Their own rows with their own versions, so that saving while typing meets nobody."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Versioned
from core.search import Words
from visits.models.scoped import OfVisitQuerySet
from visits.models.visit import Visit


class VisitNotes(Versioned):
    """The free text of one visit's notes."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="notes", verbose_name=_("visit"))
    body = models.TextField(_("notes"), blank=True)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit notes")
        verbose_name_plural = _("visit notes")
        indexes = (GinIndex(Words("body"), name="notes_words"),)


class VisitTopic(Versioned):
    """One point of the agenda (V7): ticked when dealt with, with a note of its own."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="topics", verbose_name=_("visit"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("topic"), max_length=250)
    is_done = models.BooleanField(_("dealt with"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("position", "created_at")
        indexes = (models.Index(fields=("visit", "position"), name="topic_by_visit"),)

    def __str__(self) -> str:
        return self.text
