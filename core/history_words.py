"""How a history speaks: of a field's values, of the rows they point to, of who changed them, in what way."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import dates

# What a change was a part of, by the key that its context bears: apps above add theirs. The first that fits is told.
WAYS: dict[str, Any] = {}

Names = dict[tuple[str, Any], str]  # of related rows, by field and key
Who = dict[UUID, tuple[str, str]]  # (person, way), by the id of a context


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its label, the value before and after in words ("" for none), and whether the old may come back.

    Of a part (core/history_parts.py) `name` and `label` are the part's, and "" means that there was none. Of a field
    that names a picture, the addresses of both that are kept.
    """

    name: str
    label: str
    old: str
    new: str
    may_restore: bool = False
    is_part: bool = False
    old_picture: str = ""
    new_picture: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one save changed. `by` is "" where nobody was signed in, `said` tells what they did, `way` what it was a
    part of; `before` is the event with the old values.
    """

    id: int
    at: dt.datetime
    by: str
    said: str
    way: str
    icon: str
    is_first: bool
    before: int | None
    fields: Sequence[FieldChange]


def change_of(
    event: Any, who: Who, *, said: str, icon: str, fields: Sequence[FieldChange], before: int | None = None,
    is_first: bool = False,
) -> Change:  # fmt: skip
    """Return what an event changed, done by whoever `who` says that it was."""
    by, way = who.get(event.pgh_context_id, ("", ""))
    return Change(event.pgh_id, event.pgh_created_at, by, said, way, icon, is_first, before, fields)


def label_of(one: models.Field) -> str:
    """Return a field's label as a line begins."""
    return capfirst(str(one.verbose_name))


def words_for(one: models.Field, value: Any, names: Names) -> str:
    """Return a stored value as people read it: a choice's label, a related row's name, a day; "" for nothing."""
    if value is None or value == "":
        return ""
    language = get_language() or "en"
    if one.is_relation:
        return names.get((one.name, value), _("no longer there, or not open to you"))
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        zone = timezone.get_current_timezone()
        return dates.full_moment(value, zone=zone, language=language)
    if isinstance(value, dt.date):
        return dates.full_day(value, language=language)
    return str(value)


def names_of(fields: Iterable[models.Field], events: Sequence[Any], people: type[models.Model], reader: Any) -> Names:
    """Return the names of the rows that relations point to, by field and key: one query for each relation.

    Colleagues' are everyone's; of the others only those of rows that `reader` may see.
    """
    found: Names = {}
    for one in fields:
        if not one.is_relation:
            continue
        ids = {value for event in events if (value := getattr(event, one.attname)) is not None}
        if ids and one.related_model is not None:
            model: Any = one.related_model
            found_rows = model._base_manager.filter(pk__in=ids)
            if model is not people and hasattr(model._default_manager, "visible_to"):
                found_rows = model._default_manager.visible_to(reader).filter(pk__in=ids)
            found |= {(one.name, row.pk): str(row) for row in found_rows}
    return found


def who_of(events: Sequence[Any], people: type[models.Model]) -> Who:
    """Return who made the request that an event belongs to, and in what way, by the id of its context."""
    contexts = apps.get_model("pghistory", "Context").objects
    ids = {event.pgh_context_id for event in events if event.pgh_context_id}
    users: Who = {}
    for pk, metadata in contexts.filter(pk__in=ids).values_list("pk", "metadata"):
        if user := (metadata or {}).get("user"):
            users[pk] = str(user), next((str(words) for key, words in WAYS.items() if key in metadata), "")
    names = {
        str(pk): str(person)
        for pk, person in people._base_manager.in_bulk({user for user, _way in users.values()}).items()
    }
    return {pk: (names.get(user, ""), way) for pk, (user, way) in users.items()}
