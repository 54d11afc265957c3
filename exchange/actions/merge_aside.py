"""What the winner of a merge has already: the loser's is kept aside with all that hangs on it, and made again."""

from typing import Any
from uuid import UUID

from crm.models import Client, ClientShare
from exchange.actions.relations import again, pointing_at, stored
from exchange.models import Merge, MergeMove


def set_aside(move: MergeMove, model: Any) -> list[MergeMove]:
    """Take the row of `move` away and return what brings it back, in an order to be undone from its end.

    What hangs on it goes first, as a hand-over's checklist; what may stand alone only loses its tie.
    """
    before: list[MergeMove] = []
    for other, key in pointing_at(model):
        ids = other._base_manager.filter(**{key.attname: move.object_id}).order_by("pk").values_list("pk", flat=True)
        for pk in list(ids.select_for_update()):
            hanging = MergeMove(merge=move.merge, model=other._meta.label, column=key.attname, object_id=str(pk))
            if not key.null:
                before += set_aside(hanging, other)
                continue
            other._base_manager.filter(pk=pk).update(**{key.attname: None})
            hanging.data = {"hung_on": move.object_id}
            before.append(hanging)
    rows = model._base_manager.filter(pk=move.object_id)
    move.is_dropped, move.data = True, stored(rows.get())
    rows.delete()
    return [*before, move]


def needless(model: Any, rows: Any, kept: Any) -> list[Any]:
    """Return the ids of those rows that the winner has no use for: a share would outlive its owner's having it."""
    if model is not ClientShare or not isinstance(kept, Client):
        return []
    return list(rows.filter(user=kept.owner_id).values_list("pk", flat=True))


def is_put_into_another(pk: UUID) -> bool:
    """Whether a row was merged into another that nobody has taken out again."""
    return Merge.objects.filter(loser=pk, undone_at=None).exists()


def is_aside(move: MergeMove) -> bool:
    """Whether a row was kept aside, or hung on one that was."""
    return move.is_dropped or "hung_on" in move.data


def take_out_again(move: MergeMove, model: Any) -> None:
    """Make a row again that was kept aside, or tie one to it again that nobody has tied to another meanwhile."""
    rows = model._base_manager.filter(pk=move.object_id)
    if "hung_on" in move.data:
        rows.filter(**{move.column: None}).update(**{move.column: move.data["hung_on"]})
    elif not rows.exists():
        again(model, move.data)
