"""Who changed what, when, on every record whose model is tracked: read from pghistory's events, told in words.

A noun joins by one call of `keep_history` in its app's `actions/history.py`. The page is `accounts/views/history.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import dates

# What the product itself keeps in step, and nobody has changed.
NEVER_SHOWN = frozenset({"id", "created_at", "updated_at", "version", "sort_key", "initials", "is_demo", "team"})
PAGE_SIZE = 25
# What a change was a part of, by the key that its context bears: apps above add theirs. The first that fits is told.
WAYS: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """How one noun's history is shown: `visible(user)` gives the rows a person sees.

    `restore(by, row, version, values, now)` writes old values through the noun's own action; `restorable` names the
    fields it takes. `hidden` are fields that no history shows (sensitive ones, counters). `seen(user, row)` is the
    condition for the events that a person is shown: a row may have been its writer's alone before.
    `opened(user, row, now)` is told that somebody reads the row's history, and may refuse. `pictures`: a field that
    names a picture → what returns the addresses of those that are kept of a row, by value. `said`: a field whose
    values are said shorter beside its label → value → the words.
    """

    noun: str
    model: type[models.Model]
    visible: Callable[[Any], Any]
    url: Callable[[Any], str]
    restore: Callable[..., Any] | None = None
    may_restore: Callable[[Any, Any], bool] = lambda user, row: True
    restorable: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    seen: Callable[[Any, Any], Q] = lambda user, row: Q()
    opened: Callable[[Any, Any, dt.datetime], None] = lambda user, row, now: None
    pictures: Mapping[str, Callable[[Any], Mapping[str, str]]] = field(default_factory=dict)
    said: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)

    @property
    def events(self) -> Any:
        """The model of the noun's events."""
        return self.model.pgh_event_model  # type: ignore[attr-defined]

    @property
    def fields(self) -> list[models.Field]:
        """The tracked fields that are shown, in the model's order."""
        tracked = {one.name for one in self.events._meta.concrete_fields}
        hidden = NEVER_SHOWN | self.hidden
        return [one for one in self.model._meta.concrete_fields if one.name in tracked and one.name not in hidden]


_KEPT: dict[str, Kept] = {}


def keep_history(noun: str, model: type[models.Model], **how: Any) -> None:
    """Show the history of `model` at /<noun>/<id>/history/; the rest are the fields of `Kept`."""
    _KEPT[noun] = Kept(noun, model, **how)


def kept(noun: str) -> Kept | None:
    """Return how a noun's history is shown, None where there is none."""
    return _KEPT.get(noun)


def nouns() -> list[Kept]:
    """Return all that have a history."""
    return list(_KEPT.values())


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its label, the value before and after in words ("" for none), and whether the old may come back.

    Of a field that names a picture, the addresses of both that are kept.
    """

    name: str
    label: str
    old: str
    new: str
    may_restore: bool
    old_picture: str = ""
    new_picture: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one save changed. `by` is "" where nobody was signed in, `way` says what it was a part of; `before` is the
    event with the old values.
    """

    id: int
    at: dt.datetime
    by: str
    way: str
    is_first: bool
    before: int | None
    fields: Sequence[FieldChange]


def events_of(history: Kept, pk: UUID, *, field_name: str = "", seen: Q | None = None) -> Any:
    """Return the events of a row, of those that are `seen`; with a field's name, those that changed it."""
    events = history.events.objects.filter(seen or Q(), pgh_obj_id=pk)
    one = next((one for one in history.fields if one.name == field_name), None)
    if one is None:
        return events
    # One row's events are few, and the window must see all of them before any is left out.
    was = Window(Lag(one.attname), order_by=F("pgh_id").asc())
    changed = events.annotate(was=was, before=Window(Lag("pgh_id"), order_by=F("pgh_id").asc()))
    kept_ids = [
        event["pgh_id"]
        for event in changed.values("pgh_id", "was", "before", one.attname)
        if event["before"] is None or event["was"] != event[one.attname]
    ]
    return events.filter(pgh_id__in=kept_ids)


def told(
    history: Kept, events: Sequence[Any], current: Any, *, people: type[models.Model], reader: Any
) -> list[Change]:
    """Return what each of `events` (newest first) changed, in words. Asks as much for one event as for many.

    Parameters: `current`, the row as it is, whose values need no restoring; `people`, the model of who signs in;
    `reader`, the person who looks: what rows were tied to before, and they may not see, has no name for them.
    """
    if not events:
        return []
    fields = history.fields
    before = _before(history, events, history.seen(reader, current))
    every = [*events, *before.values()]
    names = _names(fields, every, people, reader)
    who = _who(events, people)
    pictures = {
        name: find(current) for name, find in history.pictures.items() if any(getattr(event, name) for event in every)
    }
    found = []
    for event in events:
        older = before.get(event.pgh_id)
        changes = [
            _change(history, one, older, event, current, names, pictures)
            for one in fields
            if _differs(one, older, event)
        ]
        if changes:
            found.append(
                Change(
                    id=event.pgh_id,
                    at=event.pgh_created_at,
                    by=who.get(event.pgh_context_id, ("", ""))[0],
                    way=who.get(event.pgh_context_id, ("", ""))[1],
                    is_first=older is None,
                    before=older.pgh_id if older else None,
                    fields=changes,
                )
            )
    return found


def _change(
    history: Kept, one: models.Field, older: Any, event: Any, current: Any, names: dict[tuple[str, Any], str],
    pictures: Mapping[str, Mapping[str, str]],
) -> FieldChange:  # fmt: skip
    """Return what became of one field; a picture that is not kept any more is said so, and does not come back."""
    old, new = None if older is None else getattr(older, one.attname), getattr(event, one.attname)
    may_restore = older is not None and one.name in history.restorable and old != getattr(current, one.attname)
    if one.name in history.pictures:
        drawn = pictures.get(one.name, {})
        gone = _("no longer kept")
        return FieldChange(
            one.name, label_of(one), gone if old else "", gone if new else "",
            may_restore=may_restore and (not old or old in drawn),
            old_picture=drawn.get(old or "", ""), new_picture=drawn.get(new, ""),
        )  # fmt: skip
    shorter = history.said.get(one.name, {})
    said, says = (str(shorter.get(value) or words_for(one, value, names)) for value in (old, new))
    return FieldChange(one.name, label_of(one), said, says, may_restore=may_restore)


def label_of(one: models.Field) -> str:
    """Return a field's label as a line begins."""
    return capfirst(str(one.verbose_name))


def words_for(one: models.Field, value: Any, names: dict[tuple[str, Any], str]) -> str:
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


def _differs(one: models.Field, older: Any, event: Any) -> bool:
    value = getattr(event, one.attname)
    if older is None:
        return value not in (None, "", False)
    return bool(getattr(older, one.attname) != value)


def _before(history: Kept, events: Sequence[Any], seen: Q) -> dict[int, Any]:
    """Return, for each event, the one before it among those that are `seen`; the oldest of them was the beginning."""
    oldest, newest = events[-1], events[0]
    rows = history.events.objects.filter(seen, pgh_obj_id=newest.pgh_obj_id, pgh_id__lt=newest.pgh_id)
    first = rows.filter(pgh_id__lt=oldest.pgh_id).order_by("-pgh_id")[:1]
    between = rows.filter(pgh_id__gte=oldest.pgh_id).order_by("-pgh_id")
    chain = [*between, *first]
    found: dict[int, Any] = {}
    for event in events:
        older = next((row for row in chain if row.pgh_id < event.pgh_id), None)
        if older is not None:
            found[event.pgh_id] = older
    return found


def _names(
    fields: Iterable[models.Field], events: Sequence[Any], people: type[models.Model], reader: Any
) -> dict[tuple[str, Any], str]:
    """Return the names of the rows that relations point to, by field and key: one query for each relation.

    Colleagues' are everyone's; of the others only those of rows that `reader` may see.
    """
    found: dict[tuple[str, Any], str] = {}
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


def _who(events: Sequence[Any], people: type[models.Model]) -> dict[UUID, tuple[str, str]]:
    """Return who made the request that an event belongs to, and in what way, by the id of its context."""
    contexts = apps.get_model("pghistory", "Context").objects
    ids = {event.pgh_context_id for event in events if event.pgh_context_id}
    users: dict[UUID, tuple[str, str]] = {}
    for pk, metadata in contexts.filter(pk__in=ids).values_list("pk", "metadata"):
        if user := (metadata or {}).get("user"):
            users[pk] = str(user), next((str(words) for key, words in WAYS.items() if key in metadata), "")
    names = {
        str(pk): str(person)
        for pk, person in people._base_manager.in_bulk({user for user, _way in users.values()}).items()
    }
    return {pk: (names.get(user, ""), way) for pk, (user, way) in users.items()}
