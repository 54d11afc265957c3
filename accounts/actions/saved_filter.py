"""Keep, change and remove the lists that a person has saved for themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404, QueryDict

from accounts.models import SavedFilter, User
from core.ids import uuid7
from core.writes import create_once

ALL = "all"  # in a list's address: all of it, even where it begins with a filter
# The place in a list, and choosing rows, is no filter.
NOT_KEPT = (ALL, "after", "choose", "csrfmiddlewaretoken")


def as_kept(query: str) -> str:
    """Return a list's query string as it is kept: without empty fields and without the place in the list."""
    kept = QueryDict(mutable=True)
    for name, values in QueryDict(query.lstrip("?")).lists():
        chosen = [value for value in values if value]
        if chosen and name not in NOT_KEPT:
            kept.setlist(name, chosen)
    return kept.urlencode()[:1000]


@transaction.atomic
def save_filter(
    *, by: User, now: datetime, place: str, query: str, name: str, is_pinned: bool, is_default: bool,
    new_id: UUID | None = None,
) -> SavedFilter:  # fmt: skip
    """Keep a list's filters under a name; `new_id` sent twice makes one. Raises ForeignDraft for another's id."""
    row = SavedFilter(
        id=new_id or uuid7(), created_at=now, owner=by, place=place, query=as_kept(query), name=name,
        is_pinned=is_pinned, is_default=False,
    )  # fmt: skip
    saved, is_new = create_once(row, same=("owner_id", "place"))
    if is_new and is_default:
        _make_default(saved)
        saved.is_default = True
        saved.save(update_fields=["is_default"])
    return saved


@transaction.atomic
def edit_filter(
    *, by: User, now: datetime, row: SavedFilter, version: int, name: str, is_pinned: bool, is_default: bool
) -> SavedFilter:
    """Rename, pin, or make it what its list begins with. Raises StaleVersion, Http404 for another's."""
    _check(by, row)
    if is_default:
        _make_default(row)
    row.name, row.is_pinned, row.is_default = name, is_pinned, is_default
    return row.save_checked(version=version, fields=("name", "is_pinned", "is_default"))


@transaction.atomic
def remove_filter(*, by: User, now: datetime, row: SavedFilter, version: int) -> SavedFilter:
    """Take it away; the row stays for the undo. Raises StaleVersion, Http404 for another's."""
    _check(by, row)
    row.removed_at = now
    return row.save_checked(version=version, fields=("removed_at",))


@transaction.atomic
def bring_filter_back(*, by: User, now: datetime, row: SavedFilter, version: int) -> SavedFilter:
    """Undo a removal; if another has become the list's beginning meanwhile, that stays. Raises StaleVersion."""
    _check(by, row)
    if row.is_default:
        _lock_owner(row)
    if row.is_default and SavedFilter.objects.of(row.place).filter(owner=by, is_default=True).exists():
        row.is_default = False
    row.removed_at = None
    return row.save_checked(version=version, fields=("removed_at", "is_default"))


def _make_default(row: SavedFilter) -> None:
    """A list begins with one filter: the one that did so far gives way. Of two at once the second waits."""
    _lock_owner(row)
    others = SavedFilter.objects.of(row.place).filter(owner_id=row.owner_id, is_default=True).exclude(pk=row.pk)
    for other in others.order_by("pk").select_for_update():
        other.is_default = False
        other.save_checked(version=other.version, fields=("is_default",))


def _lock_owner(row: SavedFilter) -> None:
    User.objects.select_for_update(no_key=True).only("pk").get(pk=row.owner_id)


def _check(by: User, row: SavedFilter) -> None:
    if row.owner_id != by.pk:
        raise Http404
