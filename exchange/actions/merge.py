"""Make one row of two (V11): everything that points at the loser moves, nothing is lost, one act takes it back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pghistory
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import StaleVersion
from crm.actions.file import score_soon
from crm.actions.main_site import settle_main
from crm.group import firms_above, lock_groups
from crm.models import Client, FormerName, Person
from crm.models.also import refresh_also
from crm.models.tree import makes_cycle
from exchange.access import check, may_merge
from exchange.actions.merge_aside import is_aside, needless, set_aside, take_out_again
from exchange.actions.merge_photo import is_of_photo, keep_photo, take_photo_back, takes_photo
from exchange.actions.merge_sources import bring_sources, take_sources_back
from exchange.actions.relations import choosable_fields, naming, pointing_at, read, single_marks, written
from exchange.actions.write import clients_of
from exchange.models import DuplicateHint, Merge, MergeMove, Origin
from exchange.nouns import NOUNS

MERGED: dict[str, Any] = {"client": Client, "person": Person}


def merge(
    *, by: User, noun: str, winner: UUID, loser: UUID, take: Iterable[str], now: dt.datetime,
    versions: tuple[int, int] | None = None,
) -> Merge:  # fmt: skip
    """Put `loser` into `winner` and archive it. `take` names the fields whose value is the loser's, or "photo".

    `versions`: those of winner and loser that the person decided on; raises `StaleVersion` where one has moved on.

    What points at the loser points at the winner afterwards; a row that the winner has already (the same colleague
    shares both) is kept aside. Raises `NotOpen`.
    """
    model = MERGED[noun]
    with transaction.atomic(), pghistory.context(user=str(by.pk), merge=f"{loser} → {winner}"):
        if model is Client:  # before any row, as whoever changes a group does
            lock_groups()
        rows = {row.pk: row for row in _locked(model, by, (winner, loser))}
        check(len(rows) == 2)
        kept, gone = rows[winner], rows[loser]
        check(may_merge(by, kept, gone) and kept.archived_at is None)
        for row, version in zip((kept, gone), versions or (kept.version, gone.version), strict=True):
            if row.version != version:
                raise StaleVersion(row)
        done = Merge.objects.create(created_at=now, by=by, noun=noun, winner=winner, loser=loser)
        take = set(take)
        moves = keep_photo(done, kept, gone, now, take)
        _take(done, kept, gone, take)
        moves += [*_moves(done, model, kept, gone), *_keep_name(done, kept, gone, now)]
        moves += bring_sources(done, kept, gone)
        MergeMove.objects.bulk_create(moves, batch_size=500)
        _settle(kept, gone)
        _copy_origin(noun, winner, loser, now)
        gone = model._base_manager.get(pk=loser)
        gone.archived_at = now
        gone.save_checked(version=gone.version, fields=["archived_at"])
        if noun == "client":
            DuplicateHint.objects.filter(one_id__in=rows, other_id__in=rows).update(settled_at=now)
        score_soon(clients_of((kept, gone)))
    return done


def take_back(*, by: User, merge: Merge, now: dt.datetime) -> Merge:
    """Make two rows of one again: what moved returns, unless somebody has moved it on. Raises `NotOpen`."""
    model = MERGED[merge.noun]
    with transaction.atomic(), pghistory.context(user=str(by.pk), merge=f"{merge.loser} ← {merge.winner}"):
        if model is Client:
            lock_groups()
        rows = {row.pk: row for row in _locked(model, by, (merge.winner, merge.loser))}
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        check(len(rows) == 2 and merge.undone_at is None)
        kept, gone = rows[merge.winner], rows[merge.loser]
        check(may_merge(by, kept, gone))
        gone.archived_at = None
        gone.save_checked(version=gone.version, fields=["archived_at"])
        for move in merge.moves.order_by("-pk"):
            _move_back(merge, move)
        _settle(kept, gone)
        kept = model._base_manager.get(pk=merge.winner)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        back = [name for name, after in merge.after.items() if written(fields[name], kept) == after]
        if "parent_id" in back and _would_loop(kept, fields["parent_id"], merge.before["parent_id"]):
            back.remove("parent_id")  # that firm has been put below this one meanwhile
        for name in back:
            setattr(kept, name, read(fields[name], merge.before[name]))
        if back:
            more = NOUNS[merge.noun].prepare(kept)
            kept.save_checked(version=kept.version, fields={*back, *more})
        for origin in Origin.objects.filter(noun=merge.noun, object_id=merge.loser):
            copied = Origin.objects.filter(noun=merge.noun, object_id=merge.winner, created_at=merge.created_at)
            copied.filter(job=origin.job, line=origin.line).delete()
        merge.undone_at = now
        merge.save(update_fields=["undone_at"])
        score_soon(clients_of((kept, gone)))
    return merge


@transaction.atomic
def settle_hint(*, by: User, hint: DuplicateHint, now: dt.datetime | None) -> None:
    """Say that two clients are two; without `now`, that this is open again. Raises `NotOpen`."""
    check(may_merge(by, hint.one, hint.other))
    DuplicateHint.objects.filter(pk=hint.pk).update(settled_at=now)


def _locked(model: Any, by: User, ids: Iterable[UUID]) -> Any:
    seen = model._default_manager.visible_to(by).filter(pk__in=list(ids)).values("pk")
    rows = model._base_manager.filter(pk__in=list(seen.values_list("pk", flat=True))).order_by("pk")
    return rows.select_for_update(of=("self",)).select_related(*(("client",) if model is Person else ()))


def _take(done: Merge, kept: Any, gone: Any, take: set[str]) -> None:
    """Give the winner the loser's values that were chosen, the later of their last visits, a photo."""
    names: list[str] = []
    for field in choosable_fields(kept, gone):
        if field.name in take and getattr(kept, field.attname) != getattr(gone, field.attname):
            if field.related_model is type(kept) and _would_loop(kept, field, getattr(gone, field.attname)):
                continue
            names.append(field.attname)
    if (
        isinstance(kept, Client)
        and gone.last_visit_at
        and (kept.last_visit_at is None or kept.last_visit_at < gone.last_visit_at)
    ):
        names.append("last_visit_at")
    if takes_photo(kept, gone, take):
        names.append("photo_key")
    fields = {field.attname: field for field in kept._meta.concrete_fields}
    for name in names:
        done.before[name] = written(fields[name], kept)
        setattr(kept, name, getattr(gone, name))
        done.after[name] = written(fields[name], kept)
    if names:
        done.save(update_fields=["before", "after"])
        kept.save_checked(version=kept.version, fields={*names, *NOUNS[done.noun].prepare(kept)})


def _keep_name(done: Merge, kept: Any, gone: Any, now: dt.datetime) -> list[MergeMove]:
    """Keep the loser's names as former ones of the winner; taking back takes them away."""
    if not isinstance(kept, Client):
        return []
    known = {"", kept.name, kept.other_name, kept.short_name}
    known |= set(FormerName.objects.filter(client__in=(kept, gone), archived_at=None).values_list("name", flat=True))
    rows = [
        FormerName.objects.create(client=kept, name=name, reason=_("Merged")[:160], created_at=now, updated_at=now)
        for name in sorted({gone.name, gone.other_name, gone.short_name} - known)
    ]
    made = {"made": True}
    return [
        MergeMove(merge=done, model=FormerName._meta.label, column="client_id", object_id=str(row.pk), data=made)
        for row in rows
    ]


def _settle(kept: Any, gone: Any) -> None:
    """Let what is worked out of rows that moved follow them: whom a number or a former name finds, the main site."""
    for row in (kept, gone):
        refresh_also(row)
        if isinstance(row, Client):
            settle_main(row)


def _moves(done: Merge, model: Any, kept: Any, gone: Any) -> list[MergeMove]:
    moves: list[MergeMove] = []
    for other, key in (*pointing_at(model), *naming(model)):
        if key.primary_key:  # a photo: `keep_photo`
            continue
        rows = other._base_manager.filter(**{key.attname: gone.pk})
        ids = list(rows.order_by("pk").values_list("pk", flat=True).select_for_update())
        for pk in needless(other, rows, kept):
            moves += set_aside(_moved(done, other, key, pk), other)
            ids.remove(pk)
        if not ids:
            continue
        if other is model is Person and key.name == "reports_to" and kept.client_id != gone.client_id:
            rows.filter(pk__in=ids).update(**{key.attname: None})  # nobody reports to somebody at another client
            moves += [_cleared(_moved(done, other, key, pk)) for pk in ids]
            continue
        try:
            with transaction.atomic():
                rows.filter(pk__in=ids).update(**{key.attname: kept.pk})
                if other is model:
                    _no_loop(model, key.attname, kept)
            moves += [_moved(done, other, key, pk) for pk in ids]
        except IntegrityError:
            for pk in ids:
                moves += _move_one(done, other, key, pk, kept)
    return moves


def _move_one(done: Merge, other: Any, key: Any, pk: Any, kept: Any) -> list[MergeMove]:
    """Move one row; one that the winner has already, or that would point at itself, is kept aside."""
    move = _moved(done, other, key, pk)
    rows = other._base_manager.filter(pk=pk)
    try:
        with transaction.atomic():
            rows.update(**{key.attname: kept.pk})
            if other is type(kept):
                _no_loop(other, key.attname, kept)
    except IntegrityError:
        if _mark_off(move, other, rows, key.attname, kept):
            pass
        elif key.null:
            rows.update(**{key.attname: None})
            _cleared(move)
        else:
            return set_aside(move, other)
    return [move]


def _mark_off(move: MergeMove, other: Any, rows: Any, column: str, kept: Any) -> bool:
    """Move a row without the mark that only one may bear (the main site, the preferred way); say whether it could."""
    row = rows.get()
    marks = [name for name in single_marks(other) if getattr(row, name)]
    if not marks:
        return False
    try:
        with transaction.atomic():
            rows.update(**dict.fromkeys(marks, False), **{column: kept.pk})
    except IntegrityError:
        return False
    move.data = {"marks": marks}
    return True


def _would_loop(kept: Any, field: Any, above: Any) -> bool:
    """Whether a superior or parent taken from the loser would stand below the winner."""
    if isinstance(kept, Client):
        return bool(above and kept.pk in firms_above(UUID(str(above))))
    parents = dict(Person._base_manager.filter(client_id=kept.client_id).values_list("pk", field.attname))
    return makes_cycle(parents, kept.pk, above)


def _no_loop(model: Any, column: str, kept: Any) -> None:
    """Refuse a tree in which the winner would stand below itself."""
    if isinstance(kept, Client):
        loops = kept.pk in firms_above(kept.pk)[1:]
    else:
        parents = dict(model._base_manager.filter(client_id=kept.client_id).values_list("pk", column))
        loops = makes_cycle(parents, kept.pk, parents.get(kept.pk))
    if loops:
        raise IntegrityError("a loop")


def _moved(done: Merge, other: Any, key: Any, pk: Any) -> MergeMove:
    return MergeMove(merge=done, model=other._meta.label, column=key.attname, object_id=str(pk))


def _cleared(move: MergeMove) -> MergeMove:
    """Mark a move whose row names neither of the two now."""
    move.data = {"cleared": True}
    return move


def _move_back(merge: Merge, move: MergeMove) -> None:
    other: Any = apps.get_model(move.model)
    if is_aside(move):
        take_out_again(move, other)
        return
    if is_of_photo(move):
        take_photo_back(merge, move)
        return
    if move.data.get("file_of"):
        take_sources_back(merge, move)
        return
    if move.data.get("made"):
        other._base_manager.filter(pk=move.object_id, **{move.column: merge.winner}, version=1).delete()
        return
    if other is Client and move.column == "parent_id" and UUID(move.object_id) in firms_above(merge.loser):
        return  # the loser has been put below it meanwhile
    now = None if move.data.get("cleared") else merge.winner
    pk = now if other._meta.pk.attname == move.column else move.object_id  # photos were moved once
    rows = other._base_manager.filter(pk=pk, **{move.column: now})
    rows.update(**dict.fromkeys(move.data.get("marks", ()), True), **{move.column: merge.loser})


def _copy_origin(noun: str, winner: UUID, loser: UUID, now: dt.datetime) -> None:
    """Copy where the loser came from, if the winner came from nowhere; the loser keeps its own."""
    origin = Origin.objects.filter(noun=noun, object_id=loser).first()
    if origin and not Origin.objects.filter(noun=noun, object_id=winner).exists():
        Origin.objects.create(
            noun=noun, object_id=winner, job=origin.job, file_name=origin.file_name, created_at=now,
            line=origin.line, noted_on=origin.noted_on, noted_by=origin.noted_by, colleague_id=origin.colleague_id,
        )  # fmt: skip
