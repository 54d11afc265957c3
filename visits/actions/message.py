"""The words of every reminder, in one place: made when shown or sent, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import day_words, due_words
from crm.models import Contract
from visits.actions.message_comment import about_comment
from visits.actions.message_complaint import about_complaint
from visits.actions.words import Message
from visits.models import Comment, Complaint, Handover, Promise, ReminderKind, Visit


@dataclass(frozen=True, slots=True)
class Told:
    """What an app above this one tells of: its rows by id as a person may see them, and the words."""

    find: Callable[[Any, list[UUID]], dict[UUID, Any]]
    say: Callable[[str, dict[str, Any], Any], Message]


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
        title = _("%(owner)s · promise to %(client)s, %(day)s")
    else:
        title = _("Promise to %(client)s, %(day)s")
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


def _about_handover(kind: str, handover: Handover) -> Message:
    client = handover.client.short_name or handover.client.name
    titles = {
        ReminderKind.HANDOVER_PLANNED: _("%(client)s goes from %(giver)s to %(taker)s %(day)s"),
        ReminderKind.HANDOVER_ACCEPTED: _("%(taker)s accepted the hand-over of %(client)s"),
        ReminderKind.HANDOVER_DONE: _("%(client)s is with %(taker)s now"),
    }
    day = due_words(handover.effective_on, today=timezone.localdate(), language=get_language() or "en")
    words = {"client": client, "giver": handover.from_manager, "taker": handover.to_manager, "day": day}
    path = reverse("handover-detail", args=[handover.pk])
    return Message(title=titles[ReminderKind(kind)] % words, body=handover.note, path=path)


def path_of(subject: Promise | Visit) -> str:
    """Return the address of the promise's or the visit's own page."""
    name = "promise-detail" if isinstance(subject, Promise) else "visit-detail"
    return reverse(name, args=[subject.pk])


def subjects_for(user: Any, ids: list[UUID]) -> dict[UUID, Any]:
    """Return what `ids` name that `user` may see now, by id: a query for each kind."""
    found: dict[UUID, Any] = {}
    if ids:
        for promise in Promise.objects.visible_to(user).filter(pk__in=ids).select_related("client", "owner"):
            found[promise.pk] = promise
        for visit in Visit.objects.visible_to(user).filter(pk__in=ids).select_related("client", "owner"):
            found[visit.pk] = visit
        contracts = Contract.objects.visible_to(user).filter(pk__in=ids).select_related("client")
        for contract in contracts.defer("client__search", "client__also"):
            found[contract.pk] = contract
        handovers = Handover.objects.visible_to(user).filter(pk__in=ids)
        for handover in handovers.select_related("client", "from_manager", "to_manager"):
            found[handover.pk] = handover
        complaints = Complaint.objects.visible_to(user).filter(pk__in=ids).select_related("client", "owner")
        for complaint in complaints.defer("client__search", "client__also"):
            found[complaint.pk] = complaint
        comments = Comment.objects.visible_to(user).shown().filter(pk__in=ids).select_related(*COMMENT_READS)
        for comment in comments.defer(*COMMENT_UNREAD):
            found[comment.pk] = comment
        if missing := [pk for pk in ids if pk not in found]:
            for told in TOLD.values():
                found |= told.find(user, missing)
    return found
