"""The flash-card drill of key people (H2): what each of us knows of whom, and when to ask again."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row
from crm.models.person import Person

# Days until a card comes back, by how often it was known in a row.
SPACING = (0, 1, 3, 7, 16, 35)


class DrillCard(Row):
    """One person's card in one colleague's drill."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("colleague"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    box = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("flash card")
        verbose_name_plural = _("flash cards")
        constraints = (models.UniqueConstraint(fields=("user", "person"), name="drill_card_once"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.person}"

    def answer(self, *, known: bool, today: dt.date) -> None:
        """Move the card: known, it waits longer; not known, it starts anew."""
        self.box = min(self.box + 1, len(SPACING) - 1) if known else 0
        self.due_on = today + dt.timedelta(days=SPACING[self.box])
