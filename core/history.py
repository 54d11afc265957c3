"""Who changed what, when, on every record whose model is tracked: read from pghistory's events, told in words.

A noun joins by one call of `keep_history` in its app's `actions/history.py`. The page is `accounts/views/history.py`.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from core.history_parts import Part, changes_of_part
from core.history_words import Change, FieldChange, Names, Who, change_of, label_of, names_of, who_of, words_for

# What the product itself keeps in step, and nobody has changed.
NEVER_SHOWN = frozenset({"id", "created_at", "updated_at", "version", "sort_key", "initials", "is_demo", "team"})


@dataclass(frozen=True, slots=True)
class Kept:
    """How one noun's history is shown: `visible(user)` gives the rows a person sees.

    `restore(by, row, version, values, now)` writes old values through the noun's own action; `restorable` names the
    fields it takes. `hidden` are fields that no history shows (sensitive ones, counters), `shown` those of
    `NEVER_SHOWN` that people do change here. `seen(user, row)` is the condition for the events that a person is shown:
    a row may have been its writer's alone before. `opened(user, row, now)` is told that somebody reads the row's
    history, and may refuse. `parts` are rows that hang on it and are told in between; whoever sees the row sees what
    became of them. `pictures`: a field that names a picture → what returns the addresses of those that are kept of a
    row, by value. `said`: a field whose values are said shorter beside its label → value → the words.
    """

    noun: str
    model: type[models.Model]
    visible: Callable[[Any], Any]
    url: Callable[[Any], str]
    restore: Callable[..., Any] | None = None
    may_restore: Callable[[Any, Any], bool] = lambda user, row: True
    restorable: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    seen: Callable[[Any, Any], Q] = lambda user, row: Q()
    opened: Callable[[Any, Any, dt.datetime], None] = lambda user, row, now: None
    parts: tuple[Part, ...] = ()
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
        hidden = (NEVER_SHOWN | self.hidden) - self.shown
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
    """Return what each of `events` (newest first, of its parts too) changed, in words, whatever changed nothing left
    out. Asks as much for one event as for many.

    Parameters: `current`, the row as it is, whose values need no restoring; `people`, the model of who signs in;
    `reader`, the person who looks: what rows were tied to before, and they may not see, has no name for them.
    """
    who = who_of(events, people)
    changes: dict[tuple[type, int], Change] = {}
    for part in history.parts:
        of_part = [event for event in events if isinstance(event, part.events)]
        changes |= changes_of_part(part, of_part, current.pk, who=who, people=people, reader=reader)
    own = sorted((one for one in events if isinstance(one, history.events)), key=lambda one: one.pgh_id, reverse=True)
    if own:
        changes |= _own_changes(history, own, current, who=who, people=people, reader=reader)
    return [change for event in events if (change := changes.get((type(event), event.pgh_id))) is not None]


def _own_changes(
    history: Kept, events: Sequence[Any], current: Any, *, who: Who, people: type[models.Model], reader: Any
) -> dict[tuple[type, int], Change]:
    fields = history.fields
    before = _before(history, events, history.seen(reader, current))
    every = [*events, *before.values()]
    names = names_of(fields, every, people, reader)
    pictures = {
        name: find(current) for name, find in history.pictures.items() if any(getattr(event, name) for event in every)
    }
    found = {}
    for event in events:
        older: Any = before.get(event.pgh_id)
        changes = [
            _change(history, one, older, event, current, names, pictures)
            for one in fields
            if _differs(one, older, event)
        ]
        if changes and older is None:
            found[type(event), event.pgh_id] = change_of(
                event, who, said=_("made it"), icon="plus", fields=changes, is_first=True
            )
        elif changes:
            found[type(event), event.pgh_id] = change_of(
                event, who, said=_("changed it"), icon="edit", fields=changes, before=older.pgh_id
            )
    return found


def _change(
    history: Kept, one: models.Field, older: Any, event: Any, current: Any, names: Names,
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
