"""Who took what out, when and how much; and the file of a big one, for a week."""

import datetime as dt
from typing import Self
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row
from exchange.models.file import StoredFile

KEPT = dt.timedelta(days=7)


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """Return own exports; for an admin everyone's. The file itself is for who made it alone."""
        if not user.is_active:
            return self.none()
        return self if user.scope.everything else self.filter(by=user)

    def waiting(self) -> Self:
        """Return those that a worker has to make a file for."""
        return self.filter(is_big=True, done_at=None, failed_at=None)


class Export(Row):
    """One export. `query` are the filters of the list as its address had them."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports", verbose_name=_("by"))
    what = models.CharField(_("what"), max_length=20)
    form = models.CharField(_("format"), max_length=4, choices=[("xlsx", "Excel"), ("csv", "CSV")])
    query = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    is_big = models.BooleanField(default=False)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = (
            models.Index(fields=("by", "-created_at", "-id"), name="export_by_person"),
            models.Index(fields=("-created_at", "-id"), name="export_by_time"),
            models.Index(fields=("leased_until",), name="export_waiting", condition=Q(done_at=None, failed_at=None)),
        )

    @property
    def asked(self) -> str:
        """The filters as people read them."""
        return " · ".join(f"{key}: {value}" for key, value in parse_qsl(self.query))

    def __str__(self) -> str:
        return f"{self.what} {self.created_at:%Y-%m-%d}"
