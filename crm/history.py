"""What changed on a row, when and by whom: read from the events that `pghistory` keeps."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.choices import flatten_choices
from django.utils.formats import localize

from accounts.models import User

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed: its label, and both values in words ("" for none)."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """One save: the moment, the person (None for the installation itself), whether it made the row, what changed."""

    at: dt.datetime
    by: User | None
    is_first: bool
    changes: list[Change]


def steps_of(row: models.Model, fields: Iterable[str]) -> list[Step]:
    """Return the latest 100 saves of a tracked row, newest first, by the named fields; saves of others are left out.

    Queries: one for the events, one for the people, one for each foreign key among `fields` that changed.
    """
    names = list(fields)
    model: Any = type(row)
    events = list(
        model.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
        .select_related("pgh_context")
        .order_by("-pgh_created_at", "-pgh_id")[: MOST_EVENTS + 1]
    )
    people = _people(events)
    said = {name: _Words(model._meta.get_field(name), events) for name in names}
    steps = []
    for place, event in enumerate(events[:MOST_EVENTS]):
        before = events[place + 1] if place + 1 < len(events) else None
        is_first = event.pgh_label == "insert"
        changes = [
            Change(said[name].label, "" if before is None else said[name](before), said[name](event))
            for name in names
            if said[name].value(event) != (said[name].value(before) if before else None)
            and not (before is None and said[name].value(event) in ("", None, False))
        ]
        if changes or is_first:
            steps.append(Step(event.pgh_created_at, people.get(_who(event)), is_first, changes))
    return steps


class _Words:
    """A field's values in words; of a foreign key the rows' own, asked for once."""

    def __init__(self, field: Any, events: list[Any]) -> None:
        self.attname = field.attname
        self.label = str(field.verbose_name)
        self.names: dict[Any, str] = {value: str(label) for value, label in flatten_choices(field.choices or ())}
        if field.is_relation:
            keys = {getattr(event, self.attname) for event in events} - {None}
            self.names = {one.pk: str(one) for one in field.related_model._base_manager.filter(pk__in=keys)}

    def value(self, event: Any) -> Any:
        return getattr(event, self.attname)

    def __call__(self, event: Any) -> str:
        value = self.value(event)
        return self.names.get(value) or ("" if value in (None, "") else str(localize(value)))


def _who(event: Any) -> str:
    context = event.pgh_context
    return str((context.metadata or {}).get("user") or "") if context else ""


def _people(events: list[Any]) -> dict[str, User]:
    ids = {_who(event) for event in events} - {""}
    return {str(one.pk): one for one in User.objects.filter(pk__in=ids)} if ids else {}
