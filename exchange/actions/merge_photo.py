"""A photo when two people become one: whom nobody has one of gets the other's, and gives it back with the merge."""

import datetime as dt
from typing import Any

from crm.models import Person, PersonPhoto
from crm.models.person_photo import photo_key
from exchange.actions.relations import stored
from exchange.models import Merge, MergeMove


def takes_photo(kept: Any, gone: Any) -> bool:
    """Whether the other's photo is to be shown of the one that stays."""
    return isinstance(kept, Person) and bool(gone.photo_key) and not kept.photo_key


def keep_photo(done: Merge, kept: Any, gone: Any, now: dt.datetime) -> list[MergeMove]:
    """Copy the photo of `gone`, who keeps their own; one of `kept` that was no longer shown is kept aside."""
    photo = PersonPhoto.objects.filter(person=gone).first() if takes_photo(kept, gone) else None
    if photo is None:
        return []
    move = {"merge": done, "model": PersonPhoto._meta.label, "column": "person_id", "object_id": str(kept.pk)}
    hidden = PersonPhoto.objects.filter(person=kept)
    moves = [MergeMove(**move, is_dropped=True, data=stored(row)) for row in hidden]
    hidden.delete()
    PersonPhoto.objects.create(person=kept, image=photo.image, noted_by_id=photo.noted_by_id, created_at=now)
    return [*moves, MergeMove(**move, data={"photo": gone.photo_key})]


def take_photo_back(merge: Merge, move: MergeMove) -> None:
    """Remove the copy, unless another photo has taken its place."""
    copy = PersonPhoto.objects.filter(person=merge.winner).first()
    if copy is not None and photo_key(bytes(copy.image)) == move.data["photo"]:
        copy.delete()
