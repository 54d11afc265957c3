"""Keep several promises, accept several records at once, and take it back at once: all of them or none.

Each is done and taken back by its own action, so its reminders, messages and history are the same as one by one. What
has to be agreed for each (a new date, a broken promise, a record sent back) is not done by the dozen.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.models import StaleVersion
from crm.access import NotYours, check
from crm.actions.bulk_act import begin_act, end_act, open_for_undo, undone
from crm.models.bulk import BulkAct, BulkKindElsewhere
from visits.access import may_keep_promise, may_review
from visits.actions.promise import keep_promise, reopen_promise
from visits.actions.review import accept_record, take_back_acceptance
from visits.models import Promise, PromiseState, Visit, VisitState

MOST = 100  # in one act


@transaction.atomic
def keep_promises(
    *, by: User, now: datetime.datetime, versions: Mapping[UUID, int], new_id: UUID | None = None
) -> tuple[BulkAct, bool]:
    """Mark open promises kept; return what the undo needs, and whether it was done now.

    Parameters: `versions`, of each as the person saw it; `new_id` sent twice acts once. Raises `StaleVersion` when one
    was changed or closed meanwhile, `NotYours` when one is not theirs to keep: then none is touched.
    """
    act, is_new = begin_act(by=by, now=now, kind=BulkKindElsewhere.KEEP, new_id=new_id)
    if is_new:
        promises = _locked(Promise.objects.visible_to(by), versions, Promise)
        for promise in promises:
            check(may_keep_promise(by, promise))
            if promise.state != PromiseState.OPEN:
                raise StaleVersion(promise)
        done = [keep_promise(promise=one, version=one.version, by=by, now=now) for one in promises]
        _end(act, done)
    return act, is_new


@transaction.atomic
def accept_records(
    *, by: User, now: datetime.datetime, versions: Mapping[UUID, int], new_id: UUID | None = None
) -> tuple[BulkAct, bool]:
    """Accept submitted records without a word; as `keep_promises`, `versions` being the visits'."""
    act, is_new = begin_act(by=by, now=now, kind=BulkKindElsewhere.ACCEPT, new_id=new_id)
    if is_new:
        visits = _locked(Visit.objects.visible_to(by), versions, Visit)
        for visit in visits:
            check(may_review(by, visit))
            if visit.state != VisitState.RECORDED:
                raise StaleVersion(visit)
        done = [accept_record(visit=one, version=one.version, by=by, now=now) for one in visits]
        _end(act, done)
    return act, is_new


@transaction.atomic
def undo_several(*, by: User, now: datetime.datetime, act: BulkAct) -> int:
    """Take an act back; return how many are as they were. Twice is once.

    Raises `StaleVersion` or the reviews' `NotPossible` when one has gone on since: then none is touched; `NotYours`
    for another's act, and for what is not theirs to decide about any more.
    """
    open_act = open_for_undo(by=by, act=act, kinds=BulkKindElsewhere.values)
    if open_act is None:
        return 0
    versions = {UUID(one["id"]): one["version"] for one in open_act.done}
    if open_act.kind == BulkKindElsewhere.KEEP:
        for promise in _locked(Promise.objects.visible_to(by), versions, Promise):
            check(may_keep_promise(by, promise))
            reopen_promise(promise=promise, version=promise.version, by=by, now=now)
    else:
        for visit in _locked(Visit.objects.visible_to(by), versions, Visit):
            check(may_review(by, visit))
            take_back_acceptance(visit=visit, version=visit.version, by=by, now=now)
    undone(open_act, now=now)
    return len(versions)


def _end(act: BulkAct, done: Sequence[Any]) -> None:
    end_act(act, [{"id": str(one.pk), "version": one.version} for one in done])


def _locked(seen: Any, versions: Mapping[UUID, int], model: Any) -> list[Any]:
    """Lock the rows in the order of their keys, so that two acts at once wait and do not block each other."""
    check(0 < len(versions) <= MOST)
    ids = list(seen.filter(pk__in=list(versions)).values_list("pk", flat=True))
    rows = model.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True)
    if model is Promise:
        rows = rows.select_related("client")
    found = list(rows)
    if len(found) != len(versions):
        raise NotYours
    for row in found:
        if row.version != versions[row.pk]:
            raise StaleVersion(row)
    return found
