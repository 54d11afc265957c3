"""Photos when two people become one: one of the two is shown, the other is kept to be shown again, or given back."""

import datetime as dt
from base64 import b64decode
from collections.abc import Collection
from typing import Any
from uuid import UUID

from crm.actions import person_photo
from crm.models import FormerPhoto, Person, PersonPhoto
from crm.models.person_photo import photo_key
from exchange.actions.relations import stored
from exchange.models import Merge, MergeMove

PHOTO = "photo"  # what a merge calls it among the fields that it takes of the loser


def two_photos(kept: Any, gone: Any) -> bool:
    """Whether both show a photo, and not the same."""
    return isinstance(kept, Person) and bool(kept.photo_key and gone.photo_key) and kept.photo_key != gone.photo_key


def takes_photo(kept: Any, gone: Any, take: Collection[str] = ()) -> bool:
    """Whether the other's photo is to be shown of the one that stays: it has none, or `take` names it."""
    if two_photos(kept, gone):
        return PHOTO in take
    return isinstance(kept, Person) and bool(gone.photo_key) and not kept.photo_key


def keep_photo(done: Merge, kept: Any, gone: Any, now: dt.datetime, take: Collection[str]) -> list[MergeMove]:
    """Copy the photo of `gone` where it is taken. `gone` keeps their own, and that of `kept` is kept aside."""
    own = PersonPhoto.objects.filter(person=kept).first() if isinstance(kept, Person) else None
    photo = PersonPhoto.objects.filter(person=gone).first() if takes_photo(kept, gone, take) else None
    move = {"merge": done, "model": PersonPhoto._meta.label, "column": "person_id", "object_id": str(kept.pk)}
    if photo is None:
        return [MergeMove(**move, data={"aside": stored(own)})] if own and two_photos(kept, gone) else []
    moves = []
    if own is not None:
        moves.append(MergeMove(**move, is_dropped=True, data=stored(own)))
        own.delete()
    PersonPhoto.objects.create(person=kept, image=photo.image, noted_by_id=photo.noted_by_id, created_at=now)
    return [*moves, MergeMove(**move, data={"photo": gone.photo_key})]


def is_of_photo(move: MergeMove) -> bool:
    """Whether a move is one of those that `keep_photo` makes beside what it drops."""
    return bool(move.data.keys() & {"photo", "aside"})


def take_photo_back(merge: Merge, move: MergeMove) -> None:
    """Remove the copy, also from what was shown before, unless another photo has taken its place; what was kept aside
    alone stays so.
    """
    if "photo" not in move.data:
        return
    FormerPhoto.objects.filter(person=merge.winner, key=move.data["photo"]).delete()
    copy = PersonPhoto.objects.filter(person=merge.winner).first()
    if copy is not None and photo_key(bytes(copy.image)) == move.data["photo"]:
        copy.delete()


def photos_aside(person: Person) -> dict[str, bytes]:
    """Return, by key, the photos that a person showed when others became one with them, and what those show."""
    became = _merged_into(person)
    merges = Merge.objects.filter(noun="person", winner__in={person.pk, *became})
    found: dict[str, bytes] = {}
    moves = MergeMove.objects.filter(merge__in=merges, model=PersonPhoto._meta.label).select_related("merge")
    for move in moves.order_by("pk"):
        image = b64decode((move.data.get("aside") or move.data).get("image", ""))
        key = photo_key(image)
        # One that was no longer shown had been taken off; it is not offered again.
        if image and ("aside" in move.data or move.merge.before.get("photo_key") == key):
            found[key] = image
    for photo in PersonPhoto.objects.filter(person__in=became).exclude(person__photo_key=""):
        found[photo_key(bytes(photo.image))] = bytes(photo.image)
    return found


def _merged_into(person: Person) -> set[UUID]:
    """Return the ids of those who became this person, or one who did."""
    found: set[UUID] = set()
    winners = {person.pk}
    while winners:
        merges = Merge.objects.filter(noun="person", winner__in=winners, undone_at=None)
        winners = set(merges.values_list("loser", flat=True)) - found - {person.pk}
        found |= winners
    return found


def register() -> None:
    """Let a person's photo page and history have them."""
    person_photo.ASIDE.append(photos_aside)
