"""What hangs on a record and has no page of its own, told in the record's history: shares, tags, a checklist's lines.

A part joins by `parts=` of `keep_history` (core/history.py). It is told and not brought back: it goes on and off by
buttons of its own.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from core.history_words import Change, FieldChange, Names, Who, change_of, names_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a tracked model, told in the history of the row that their `column` names.

    `name` is its word in the address, `label` what it is called there and, without a `title(event)`, beside each
    change. `words(event, names)` says how such a row stood, with the names of the relations in `named`; `ended(event,
    at)` whether it counted no more at a moment although it was there. `said` tells what somebody did who put it there,
    changed it, took it away. `told` is the condition for the events that are told. `key` is the column of an
    event that says which row it is of.
    """

    name: str
    label: "StrOrPromise"
    model: type[models.Model]
    column: str
    words: Callable[[Any, Names], str]
    said: tuple["StrOrPromise", "StrOrPromise", "StrOrPromise"]
    icon: str
    title: Callable[[Any], str] | None = None
    named: tuple[str, ...] = ()
    ended: Callable[[Any, dt.datetime], bool] = lambda event, at: False
    told: Q = field(default_factory=Q)
    key: str = "pgh_obj_id"

    @property
    def events(self) -> Any:
        """The model of its events."""
        return self.model.pgh_event_model  # type: ignore[attr-defined]

    def events_at(self, pk: UUID) -> Any:
        """Return the events of the rows that hang on a row, or once did: one that was merged into another moved."""
        events = self.events.objects
        here = events.filter(**{f"{self.column}_id": pk}).values(self.key)
        return events.filter(self.told, **{f"{self.key}__in": here})


def changes_of_part(
    part: Part, events: Sequence[Any], pk: UUID, *, who: Who, people: type[models.Model], reader: Any
) -> dict[tuple[type, int], Change]:
    """Return what the events of a part changed at the row `pk`, by event; nothing of those that changed nothing here.

    A few queries, however many events.
    """
    before = _before(part, events)
    fields = [one for one in part.model._meta.concrete_fields if one.name in part.named]
    names = names_of(fields, [*events, *before.values()], people, reader)

    def stands(event: Any, at: dt.datetime) -> str:
        if event is None or getattr(event, f"{part.column}_id") != pk or part.ended(event, at):
            return ""
        return part.words(event, names)

    found = {}
    for event in events:
        is_gone, at = event.pgh_label == "delete", event.pgh_created_at
        older = event if is_gone else before.get(event.pgh_id)  # the event of a deletion holds what was deleted
        old, new = stands(older, at), "" if is_gone else stands(event, at)
        if older is None and event.pgh_label == "update" and not new:
            old = stands(event, event.created_at)  # from before there was a history: its end is known
        if old != new:
            said = str(part.said[2 if not new else 1 if old else 0])
            label = part.title(event) if part.title else str(part.label)
            fields_changed = [FieldChange(part.name, label, old, new, is_part=True)]
            found[type(event), event.pgh_id] = change_of(event, who, said=said, icon=part.icon, fields=fields_changed)
    return found


def _before(part: Part, events: Sequence[Any]) -> dict[int, Any]:
    """Return, for each event, the one before it of the same row, where there is one that did not delete it."""
    rows = part.events.objects
    earlier = rows.filter(**{part.key: OuterRef(part.key)}, pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    asked = rows.filter(pgh_id__in=[event.pgh_id for event in events])
    pairs = asked.annotate(earlier=Subquery(earlier.values("pgh_id")[:1])).values_list("pgh_id", "earlier")
    ids = {pk: other for pk, other in pairs if other is not None}
    found = rows.in_bulk(ids.values())
    return {pk: row for pk, other in ids.items() if (row := found[other]).pgh_label != "delete"}
