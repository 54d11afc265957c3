"""The words of every reminder, in one place: made when shown or sent, in the reader's language."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import day_words, due_words
from core.prepared import Keys, prepared
from crm.models import Client, ClientShare, Contract
from crm.models.client import UNREAD
from visits.actions.message_comment import about_comment
from visits.actions.message_complaint import about_complaint
from visits.actions.words import Message
from visits.models import Comment, Complaint, Handover, HandoverState, Promise, ReminderKind, Visit


@dataclass(frozen=True, slots=True)
class Told:
    """What an app above this one tells of: its rows by id as a person may see them, and the words."""

    find: Callable[[Any, list[UUID]], dict[UUID, Any]]
    say: Callable[[str, dict[str, Any], Any], Message]


COVERS = (ReminderKind.COVER_BEGUN, ReminderKind.COVER_ENDED)
TOLD: dict[type, Told] = {}  # by model; an app above registers its own when it is ready


COMMENT_READS = ("author", "client", "person__client", "complaint__client", "visit__client", "promise__client")
COMMENT_UNREAD = tuple(
    f"{path}__{column}"
    for path in ("client", "person__client", "complaint__client", "visit__client", "promise__client")
    for column in ("search", "also")
)


def facts_of_promise(promise: Promise) -> dict[str, Any]:
    """Return what a message about a promise keeps: its date at that moment. Words stay with the promise itself."""
    return {"due_on": promise.due_on.isoformat()}


def message_of(kind: str, facts: dict[str, Any], subject: Any) -> Message:
    """Return the words for one reminder in the active language and zone.

    Parameters: `facts`, kept when it was sent; `subject`, the promise, visit or row of `TOLD` as the reader may see it
    now, or None when they may not: then nothing of it is told.
    """
    if kind in COVERS and facts:
        return _about_cover(kind, facts, still_sees=subject is not None)
    if isinstance(subject, Promise):
        return _about_promise(kind, subject)
    if isinstance(subject, Contract):
        return _about_contract(subject)
    if isinstance(subject, Handover):
        return _about_handover(kind, subject)
    if isinstance(subject, Comment):
        return about_comment(kind, facts, subject)
    if isinstance(subject, Complaint):
        return about_complaint(kind, facts, subject)
    if isinstance(subject, Visit):
        return _about_visit(kind, facts, subject)
    if subject is not None and type(subject) in TOLD:
        return TOLD[type(subject)].say(kind, facts, subject)
    return Message(title=str(ReminderKind(kind).label), body=_("This is no longer open to you."), path="")


def _about_promise(kind: str, promise: Promise) -> Message:
    client = promise.client.short_name or promise.client.name
    day = due_words(promise.due_on, today=timezone.localdate(), language=get_language() or "en")
    if kind == ReminderKind.PROMISE_LATE_LEAD:
        title = _("%(owner)s · promise to %(client)s · %(day)s")
    else:
        title = _("Promise to %(client)s · %(day)s")
    if not promise.is_open:
        day = str(promise.get_state_display())
    body = promise.text
    if promise.cost:
        body += "\n" + _("If broken: %(cost)s") % {"cost": promise.cost}
    return Message(
        title=title % {"owner": promise.owner, "client": client, "day": day},
        body=body,
        path=path_of(promise),
    )


def _about_visit(kind: str, facts: dict[str, Any], visit: Visit) -> Message:
    client = visit.client.short_name or visit.client.name
    titles = {
        ReminderKind.RECORD_OWED: _("Record still to fill in: %(client)s"),
        ReminderKind.NEXT_CONTACT: _("Time to be in touch with %(client)s"),
        ReminderKind.RECORD_NEW: _("%(owner)s recorded a visit to %(client)s"),
        ReminderKind.RECORD_SENT_BACK: _("%(by)s sent your record back: %(client)s"),
        ReminderKind.RECORD_ACCEPTED: _("%(by)s accepted your record: %(client)s"),
        ReminderKind.COMMENT: _("%(by)s commented: %(client)s"),
    }
    body = facts.get("comment") or visit.purpose
    return Message(
        title=titles[ReminderKind(kind)]
        % {"client": client, "owner": visit.owner, "by": facts.get("by") or _("A colleague")},
        body=body,
        path=reverse("review-detail", args=[visit.pk]) if kind == ReminderKind.RECORD_NEW else path_of(visit),
    )


def _about_contract(contract: Contract) -> Message:
    client = contract.client.short_name or contract.client.name
    if contract.ends_on and contract.is_running:
        day = day_words(contract.ends_on, today=timezone.localdate(), language=get_language() or "en")
        title = _("Contract with %(client)s ends %(day)s") % {"client": client, "day": day}
        body = f"{contract}\n" + _("A visit about its renewal is due: plan one.")
    else:
        title = _("Contract with %(client)s") % {"client": client}
        body = f"{contract}\n{contract.get_state_display()}"
    return Message(title=title, body=body, path=reverse("client-detail", args=[contract.client_id]) + "#contracts")


# A message is read long after it was written: what was planned has come about by then, or never will.
_PLANNED = {
    HandoverState.PLANNED: gettext_lazy("%(client)s goes from %(giver)s to %(taker)s: %(day)s"),
    HandoverState.DONE: gettext_lazy("%(client)s went from %(giver)s to %(taker)s: %(day)s"),
    HandoverState.CANCELLED: gettext_lazy("%(client)s stays with %(giver)s: the hand-over to %(taker)s is called off"),
}


def _about_handover(kind: str, handover: Handover) -> Message:
    client = handover.client.short_name or handover.client.name
    titles: dict[ReminderKind, Any] = {
        ReminderKind.HANDOVER_PLANNED: _PLANNED[HandoverState(handover.state)],
        ReminderKind.HANDOVER_ACCEPTED: _("%(taker)s accepted the hand-over of %(client)s"),
        ReminderKind.HANDOVER_DONE: _("%(client)s is with %(taker)s now"),
    }
    day = day_words(handover.effective_on, today=timezone.localdate(), language=get_language() or "en")
    words = {"client": client, "giver": handover.from_manager, "taker": handover.to_manager, "day": day}
    path = reverse("handover-detail", args=[handover.pk])
    return Message(title=titles[ReminderKind(kind)] % words, body=handover.note, path=path)


def _about_cover(kind: str, facts: dict[str, Any], *, still_sees: bool) -> Message:
    """Say it from what was kept: who covered sees the client no more once it is over."""
    body = _("%(owner)s is the account manager.") % facts
    if kind == ReminderKind.COVER_BEGUN:
        day = day_words(
            datetime.date.fromisoformat(facts["until"]), today=timezone.localdate(), language=get_language() or "en"
        )
        title = _("You cover for %(client)s until %(day)s") % {"client": facts["client"], "day": day}
    elif facts["is_theirs"]:
        title, body = _("Your cover for %(client)s has ended") % facts, _("%(owner)s looks after it again.") % facts
    else:
        title, body = _("%(colleague)s no longer covers for %(client)s") % facts, ""
    return Message(title, body, reverse("client-detail", args=[facts["client_id"]]) if still_sees else "")


def path_of(subject: Promise | Visit) -> str:
    """Return the address of the promise's or the visit's own page."""
    name = "promise-detail" if isinstance(subject, Promise) else "visit-detail"
    return reverse(name, args=[subject.pk])


def subjects_for(user: Any, ids: list[UUID]) -> dict[UUID, Any]:
    """Return what `ids` name that `user` may see now, by id: a query for each kind until all are found."""
    found: dict[UUID, Any] = {}
    missing = list(dict.fromkeys(ids))
    for find in (_promises, _visits, _contracts, _handovers, _covers, _complaints, _comments):
        if missing:
            found |= {row.pk: row for row in find(user, Keys(missing))}
            missing = [pk for pk in missing if pk not in found]
    if missing:
        for told in TOLD.values():
            found |= told.find(user, missing)
    return found


@prepared(planned=True)
def _promises(user: User, ids: Keys) -> QuerySet[Promise]:
    found = Promise.objects.visible_to(user).filter(pk__any_of=ids)
    return found.select_related("client", "owner").defer(*UNREAD)


@prepared(planned=True)
def _visits(user: User, ids: Keys) -> QuerySet[Visit]:
    found = Visit.objects.visible_to(user).filter(pk__any_of=ids)
    return found.select_related("client", "owner").defer(*UNREAD)


@prepared(planned=True)
def _contracts(user: User, ids: Keys) -> QuerySet[Contract]:
    return Contract.objects.visible_to(user).filter(pk__any_of=ids).select_related("client").defer(*UNREAD)


@prepared(planned=True)
def _handovers(user: User, ids: Keys) -> QuerySet[Handover]:
    found = Handover.objects.visible_to(user).filter(pk__any_of=ids)
    return found.select_related("client", "from_manager", "to_manager").defer(*UNREAD)


@prepared(planned=True)
def _covers(user: User, ids: Keys) -> QuerySet[ClientShare]:
    return ClientShare.objects.filter(pk__any_of=ids, client__any_of=Client.objects.visible_to(user).values("pk"))


@prepared(planned=True)
def _complaints(user: User, ids: Keys) -> QuerySet[Complaint]:
    found = Complaint.objects.visible_to(user).filter(pk__any_of=ids)
    return found.select_related("client", "owner").defer(*UNREAD)


@prepared(planned=True)
def _comments(user: User, ids: Keys) -> QuerySet[Comment]:
    found = Comment.objects.visible_to(user).shown().filter(pk__any_of=ids)
    return found.select_related(*COMMENT_READS).defer(*COMMENT_UNREAD)
