"""What hangs on a person: ways to reach them, dates, ties, traits. Abstract; each kind has a file of its own."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned
from crm.models.client import Client
from crm.models.person import Person


class PersonPartQuerySet(models.QuerySet):
    """Rows with a `person`."""

    def visible_to(self, user: User) -> Self:
        """Return the rows of the people at clients that `user` may see."""
        if user.scope.everything:
            return self
        return self.filter(person__client__in=Client.objects.visible_to(user))

    def there(self) -> Self:
        """Return those not removed."""
        return self.filter(removed_at=None)

    def of(self, person: Person) -> Self:
        """Return those of one person, removed ones too."""
        return self.filter(person=person)


class Strength(models.IntegerChoices):
    """How well two people know each other (H8)."""

    SLIGHT = 1, _("Slightly")
    WELL = 2, _("Well")
    CLOSE = 3, _("Closely")


class PersonPart(Versioned):
    """One row among what is known of a person: who noted it, and when it was taken out.

    `COMPUTED` names the columns that `prepare` works out and an edit writes along.
    """

    COMPUTED: tuple[str, ...] = ()

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", editable=False, verbose_name=_("person"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("noted by")
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = PersonPartQuerySet.as_manager()

    class Meta:
        abstract = True

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Put the row in order before it is written. Raises `ValidationError` by field."""
