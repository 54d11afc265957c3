"""Where an imported row comes from, and which of them may be the same."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row
from crm.models import Client
from exchange.models.job import ImportJob


class Origin(Row):
    """What a file said of a row's first day: when it was recorded, and by whom, in the file's words.

    Only an admin's import ties the words to a colleague.
    """

    noun = models.CharField(max_length=20)
    object_id = models.UUIDField()
    job = models.ForeignKey(ImportJob, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    line = models.PositiveIntegerField(default=0)
    noted_on = models.DateField(_("recorded originally"), null=True)
    noted_by = models.CharField(_("recorded originally by"), max_length=120, blank=True)
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        constraints = (models.UniqueConstraint(fields=("noun", "object_id"), name="origin_once"),)

    def __str__(self) -> str:
        return f"{self.file_name}:{self.line}"


class HintQuerySet(models.QuerySet["DuplicateHint"]):
    def visible_to(self, user: User) -> Self:
        """Return the hints of which `user` sees both clients."""
        if user.scope.everything:
            return self
        seen = Client.objects.visible_to(user).values("pk")
        return self.filter(one__any_of=seen, other__any_of=seen)

    def open(self) -> Self:
        """Return those nobody has decided on, whose clients are both in the lists."""
        return self.filter(settled_at=None, one__archived_at=None, other__archived_at=None)


class DuplicateHint(Row):
    """Two clients that may be one, of which whoever made the second could not see the first."""

    one = models.ForeignKey(Client, models.CASCADE, related_name="+", verbose_name=_("client"))
    other = models.ForeignKey(Client, models.CASCADE, related_name="+", verbose_name=_("other client"))
    why = models.CharField(max_length=10)
    settled_at = models.DateTimeField(null=True)

    objects = HintQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="hint_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="hint_of_two"),
        )
        indexes = (models.Index(fields=("-created_at", "-id"), name="hint_open", condition=Q(settled_at=None)),)

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}"

    @property
    def pair(self) -> tuple[Client, Client]:
        """The two, the elder first."""
        return self.one, self.other
