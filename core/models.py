"""Abstract models, the optimistic lock that every editable row is written through, and pulses."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Func
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7


class StaleVersion(Exception):
    """The row was changed since the writer read it. Carries `current`, the row as it stands now."""

    def __init__(self, current: "Versioned") -> None:
        super().__init__("changed meanwhile")
        self.current = current


@lru_cache(maxsize=200)
def _labels(field: models.Field) -> dict[Any, Any]:
    """Return a field's labels, still lazy, by value: Django puts the same together anew for every row shown."""
    return dict(field.flatchoices)


class Row(models.Model):
    """A row with a UUIDv7 key. The key may come from the client (an offline draft sent twice makes one row)."""

    id = models.UUIDField(
        primary_key=True, default=uuid7, db_default=Func(function="uuidv7"), editable=False, verbose_name=_("id")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:  # noqa: N802  Django asks for it by this name
        value = getattr(self, field.attname)
        return str(_labels(field).get(value, "" if value is None else value))


class Versioned(Row):
    """An editable row. Every write goes through `save_checked`, which raises the version and refuses a stale one."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save_checked(self, *, version: int, fields: Iterable[str]) -> Self:
        """Write `fields` if the row still has `version`; raise its version by one.

        Parameters: `version`, the one the writer's form was made from; `fields`, names of concrete fields.
        Raises `StaleVersion` (with the current row) when someone else has written, and writes nothing then; `Http404`
        when the row is gone.
        """
        values: dict[str, Any] = {name: getattr(self, name) for name in fields}
        for field in self._meta.concrete_fields:
            if values.keys() & set(getattr(field, "of", ())):  # core.search.AlsoField follows the fields it is made of
                values[field.name] = field.pre_save(self, add=False)
        now = timezone.now()
        manager = type(self)._base_manager
        with transaction.atomic():
            changed = manager.filter(pk=self.pk, version=version).update(
                **values, version=F("version") + 1, updated_at=now
            )
            if not changed:
                current = manager.filter(pk=self.pk).first()
                if current is None:
                    raise Http404
                raise StaleVersion(current)
        self.version, self.updated_at = version + 1, now
        return self


class Pulse(models.Model):
    """One work behind the page ("sweep", "backup"): when it last went well and last failed, and how often.

    Written by `core.pulse` alone. Nothing personal, and no history: the logs have that.
    """

    name = models.CharField(primary_key=True, max_length=40)
    ok_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=250, blank=True)
    done = models.PositiveBigIntegerField(default=0, db_default=0)
    failures = models.PositiveBigIntegerField(default=0, db_default=0)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
