"""Which of this app's nouns have a history, and how an old value comes back: through the noun's own action."""

import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from accounts.models import User
from core.history import keep_history
from core.history_parts import Part
from core.history_words import Names
from visits.access import may_answer, may_keep_promise, may_settle, may_work_on
from visits.actions.comment import edit_comment
from visits.actions.commented import place_of
from visits.actions.complaint import edit_complaint
from visits.actions.finding import change_request, judge_objection
from visits.actions.plan import PLAN_FIELDS, edit_plan
from visits.actions.promise import edit_promise
from visits.actions.record import FIELDS, save_draft
from visits.models import (
    Comment,
    Complaint,
    Handover,
    HandoverItem,
    Objection,
    Promise,
    Request,
    Visit,
    VisitRecord,
)


def _restore_visit(by: User, row: Visit, version: int, values: dict[str, Any], now: datetime.datetime) -> Visit:
    topics = list(row.topics.values_list("text", flat=True))
    return edit_plan(
        visit=row, by=by, now=now, version=version, values=values, people=list(row.people.all()), topics=topics
    )


def _restore_record(
    by: User, row: VisitRecord, version: int, values: dict[str, Any], now: datetime.datetime
) -> VisitRecord:
    return save_draft(visit=row.visit, by=by, now=now, version=version, values=values)


def _record_events(user: User, row: VisitRecord) -> Q:
    """What was typed before the record was first handed in is its writer's alone, also when it is read later."""
    return Q() if row.visit.owner_id == user.pk else Q(submitted_at__isnull=False)


def _restore_promise(by: User, row: Promise, version: int, values: dict[str, Any], now: datetime.datetime) -> Promise:
    as_it_is = {"text": row.text, "cost": row.cost, "person": row.person}
    return edit_promise(promise=row, version=version, by=by, now=now, **{**as_it_is, **values})


def _restore_complaint(
    by: User, row: Complaint, version: int, values: dict[str, Any], now: datetime.datetime
) -> Complaint:
    return edit_complaint(by=by, complaint=row, version=version, now=now, values=values)


def _restore_comment(by: User, row: Comment, version: int, values: dict[str, Any], now: datetime.datetime) -> Comment:
    return edit_comment(comment=row, by=by, version=version, now=now, body=values["body"])


def _item_title(event: Any) -> str:
    item = HandoverItem(kind=event.kind, text=event.text)
    kind, words = str(item.get_kind_display()), item.words
    return kind if words == kind else f"{kind} · {words}"


def _item_words(event: Any, names: Names) -> str:
    """Return how far a line was: whether it was gone through, and the note beside it."""
    if event.ticked_at:
        said = pgettext("state of a line", "gone through")
    else:
        said = pgettext("state of a line", "not gone through")
    return f"{said} · {event.note}" if event.note else said


# What stood on the checklist when it was made is on the hand-over's page; its history says what became of it.
CHANGED_LINE = pgettext_lazy("in a history", "changed the checklist")
ITEMS = Part(
    name="items",
    label=gettext_lazy("Checklist"),
    model=HandoverItem,
    column="handover",
    words=_item_words,
    said=(CHANGED_LINE, CHANGED_LINE, CHANGED_LINE),
    icon="check",
    title=_item_title,
    told=~Q(pgh_label="insert"),
)


def _no_restore(by: User, row: Handover, version: int, values: dict[str, Any], now: datetime.datetime) -> Handover:
    return row  # what a hand-over did is undone by another one


def _restore_request(by: User, row: Request, version: int, values: dict[str, Any], now: datetime.datetime) -> Request:
    as_it_is = {"text": row.text, "category": row.category, "resolution": row.resolution}
    return change_request(request=row, by=by, now=now, version=version, **{**as_it_is, **values})


def _restore_objection(
    by: User, row: Objection, version: int, values: dict[str, Any], now: datetime.datetime
) -> Objection:
    as_it_is = {"text": row.text, "kind": row.kind, "answer": row.answer}
    return judge_objection(objection=row, by=by, now=now, version=version, **{**as_it_is, **values})


def _register_findings() -> None:
    """What a client said: in their words, which are put right, judged and answered later."""
    of_client = {
        "url": lambda row: reverse("client-detail", args=[row.client_id]) + "#timeline",
        "hidden": frozenset({"client", "visit", "noted_by", "noted_at"}),
    }
    keep_history(
        "requests",
        Request,
        visible=lambda user: Request.objects.visible_to(user).select_related("client"),
        restore=_restore_request,
        may_restore=may_answer,
        restorable=("text", "category", "resolution"),
        **of_client,
    )
    keep_history(
        "objections",
        Objection,
        visible=lambda user: Objection.objects.visible_to(user).select_related("client"),
        restore=_restore_objection,
        may_restore=lambda user, row: row.noted_by_id == user.pk,
        restorable=("text", "kind", "answer"),
        **of_client,
    )


def register() -> None:
    """Give this app's nouns their histories."""
    _register_findings()
    keep_history(
        "visits",
        Visit,
        visible=lambda user: Visit.objects.visible_to(user),
        url=lambda row: reverse("visit-detail", args=[row.pk]),
        restore=_restore_visit,
        may_restore=may_work_on,
        restorable=tuple(name for name in PLAN_FIELDS if name not in ("client", "starts_at")),
    )
    keep_history(
        "records",
        VisitRecord,
        visible=lambda user: VisitRecord.objects.visible_to(user).select_related("visit__client"),
        url=lambda row: reverse("visit-detail", args=[row.visit_id]),
        restore=_restore_record,
        may_restore=lambda user, row: may_work_on(user, row.visit) and row.submitted_at is None,
        restorable=tuple(FIELDS),
        seen=_record_events,
    )
    keep_history(
        "promises",
        Promise,
        visible=lambda user: Promise.objects.visible_to(user).select_related("client"),
        url=lambda row: reverse("promise-detail", args=[row.pk]),
        restore=_restore_promise,
        may_restore=may_keep_promise,
        restorable=("text", "cost", "person"),
    )
    keep_history(
        "handovers",
        Handover,
        visible=lambda user: Handover.objects.visible_to(user),
        url=lambda row: reverse("handover-detail", args=[row.pk]),
        hidden=frozenset({"share"}),  # how the taker sees the client before the day, gone with it
        parts=(ITEMS,),
        restore=_no_restore,
        may_restore=lambda user, row: False,
        restorable=(),
    )
    keep_history(
        "complaints",
        Complaint,
        visible=lambda user: Complaint.objects.visible_to(user).select_related("client"),
        url=lambda row: reverse("complaint-detail", args=[row.pk]),
        restore=_restore_complaint,
        may_restore=lambda user, row: may_settle(user, row) and row.is_open,
        restorable=("text", "person", "way", "severity", "raised_at", "owner"),
        hidden=frozenset({"solve_from"}),  # the solution's term beside it says the same
    )
    keep_history(
        "comments",
        Comment,
        visible=lambda user: Comment.objects.visible_to(user).shown(),
        url=lambda row: place_of(row.subject),
        restore=_restore_comment,
        may_restore=lambda user, row: row.may_change(user, timezone.now()),
        restorable=("body",),
    )
