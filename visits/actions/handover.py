"""Hand a client over (移交, W5): plan, go through, accept, call off, and carry out when its day begins."""

import datetime as dt
import logging
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.house import day_begins, house_day
from core.ids import uuid7
from core.writes import create_once, made_already
from crm.access import assignable_owners, check, may_assign_client
from crm.actions.share import grant
from crm.models import Client, ClientShare
from visits.access import may_go_through
from visits.actions.complaint import hand_complaints_over
from visits.actions.handover_items import write_items, write_what_came_since
from visits.actions.handover_share import SHARE, end_share, give_back
from visits.actions.next_contact import hand_contacts_over
from visits.actions.promise_reminders import rewrite_reminders
from visits.actions.reminder import HANDOVER, schedule, withdraw
from visits.models import Handover, HandoverItem, HandoverState, Promise, ReminderKind

log = logging.getLogger(__name__)


@transaction.atomic
def plan_handover(
    *,
    by: User,
    now: dt.datetime,
    client: Client,
    to_manager: User,
    effective_on: dt.date,
    takes_promises: bool = True,
    note: str = "",
    id: UUID | None = None,
) -> Handover:
    """Decide that the client goes to `to_manager` on a day, today or later; from today on they see it.

    For today it is carried out at once. The same `id` again returns the first hand-over.
    Raises NotYours; ValidationError for a day that has passed, its own manager, or a second one under way.
    """
    current = _locked(client.pk)
    check(may_assign_client(by, current) and assignable_owners(by).filter(pk=to_manager.pk).exists())
    row = Handover(
        id=id or uuid7(),
        created_at=now,
        updated_at=now,
        client=current,
        from_manager=current.owner,
        to_manager=to_manager,
        witness=by,
        effective_on=effective_on,
        takes_promises=takes_promises,
        note=note.strip(),
    )
    earlier = made_already(row, same=("client_id", "witness_id"))
    if earlier is not None:
        return earlier
    if effective_on < house_day(now):
        raise ValidationError({"effective_on": _("This day has passed.")})
    if to_manager.pk == current.owner_id:
        raise ValidationError({"to_manager": _("This client is theirs already.")})
    if Handover.objects.under_way().filter(client=current).exists():
        raise ValidationError(_("A hand-over of this client is under way already."))
    handover, _is_new = create_once(row, same=("client_id", "witness_id"))
    write_items(handover, today=house_day(now), now=now)
    _tell(ReminderKind.HANDOVER_PLANNED, handover, [handover.to_manager, handover.from_manager], now, but=by)
    if effective_on == house_day(now):
        _carry_out(handover, current, now)
    else:
        _let_in(handover, now)
    return handover


def _let_in(handover: Handover, now: dt.datetime) -> None:
    """Let the one who takes the client see it until its day, to prepare; a share they have already stays theirs."""
    ends_at = day_begins(handover.effective_on + dt.timedelta(days=1))
    share, is_new = grant(
        by=handover.witness, client=handover.client, colleague=handover.to_manager, now=now, ends_at=ends_at
    )
    if is_new:
        Handover.objects.filter(pk=handover.pk).update(share=share)
        handover.share = share


def _tell(kind: ReminderKind, handover: Handover, people: list[User], now: dt.datetime, *, but: User | None) -> None:
    recipients = [one for one in people if but is None or one.pk != but.pk]
    schedule(kind=kind, subject_kind=HANDOVER, subject_id=handover.pk, due_at=now, recipients=recipients)


@transaction.atomic
def call_off(*, by: User, handover: Handover, version: int, now: dt.datetime) -> Handover:
    """Call a hand-over off before its day. Raises StaleVersion, also once its day has come; NotYours."""
    client = _locked(handover.client_id)
    check(may_assign_client(by, client) and handover.is_under_way)
    return _call_off(handover, version, now)


def _call_off(handover: Handover, version: int, now: dt.datetime) -> Handover:
    handover.state, handover.ended_at = HandoverState.CANCELLED, now
    handover.save_checked(version=version, fields=("state", "ended_at"))
    if handover.share_id:
        ClientShare.objects.filter(pk=handover.share_id).delete()
    withdraw(subject_id=handover.pk, now=now)
    return handover


@transaction.atomic
def plan_again(*, by: User, handover: Handover, version: int, now: dt.datetime) -> Handover:
    """Take a calling-off back before the day. Raises StaleVersion; NotYours once it cannot be planned any more."""
    client = _locked(handover.client_id)
    check(may_assign_client(by, client) and handover.state == HandoverState.CANCELLED)
    check(handover.effective_on > house_day(now) and client.owner_id == handover.from_manager_id)
    check(not Handover.objects.under_way().filter(client=client).exists())
    handover.state, handover.ended_at = HandoverState.PLANNED, None
    handover.save_checked(version=version, fields=("state", "ended_at"))
    _let_in(handover, now)
    _tell(ReminderKind.HANDOVER_PLANNED, handover, [handover.to_manager, handover.from_manager], now, but=by)
    return handover


@transaction.atomic
def accept_handover(*, by: User, handover: Handover, version: int, now: dt.datetime) -> Handover:
    """Accept it with its checklist; its witness is told. Raises StaleVersion, NotYours for anyone but the taker."""
    check(handover.to_manager_id == by.pk and handover.state != HandoverState.CANCELLED)
    if handover.accepted_at is None:
        handover.accepted_at = now
        handover.save_checked(version=version, fields=("accepted_at",))
        _tell(ReminderKind.HANDOVER_ACCEPTED, handover, [handover.witness], now, but=by)
    return handover


@transaction.atomic
def tick_item(
    *, by: User, handover: Handover, item: HandoverItem, version: int, now: dt.datetime, done: bool, note: str
) -> HandoverItem:
    """Tick a line of the checklist, or take the tick away, with a note; a line ticked already keeps by whom and when.

    Raises StaleVersion, NotYours.
    """
    check(may_go_through(by, handover) and item.handover_id == handover.pk)
    item.note = note.strip()
    if done != (item.ticked_at is not None):
        item.ticked_at, item.ticked_by = (now, by) if done else (None, None)
    return item.save_checked(version=version, fields=("note", "ticked_at", "ticked_by"))


def carry_out_due(*, now: dt.datetime) -> int:
    """Carry out every hand-over whose day has begun in the house's zone; return how many.

    Each in a transaction of its own under its client's lock: killed in between, or run twice at once, each client
    changes hands once.
    """
    due = Handover.objects.under_way().filter(effective_on__lte=house_day(now)).order_by("effective_on", "id")
    done = 0
    for pk, client_id in list(due.values_list("pk", "client_id")):
        with transaction.atomic():
            client = _locked(client_id)
            handover = Handover.objects.select_for_update(of=("self",)).filter(pk=pk).under_way().first()
            if handover is None:  # another worker was quicker
                continue
            if client.owner_id != handover.from_manager_id or not handover.to_manager.is_active:
                log.warning("hand-over %s is called off: its client or its taker has changed", pk)
                _call_off(handover, handover.version, now)
                continue
            write_what_came_since(handover, today=house_day(now), now=now)
            _carry_out(handover, client, now)
            done += 1
    return done


def _carry_out(handover: Handover, client: Client, now: dt.datetime) -> None:
    """Give the client with its open complaints and next contact, and where so decided its open promises.

    Visits, records and all that was said stay as they are.
    """
    taker = handover.to_manager
    client.owner, client.team = taker, taker.team
    client.save_checked(version=client.version, fields=("owner", "team"))
    end_share(client)
    if handover.takes_promises:
        open_ones = Promise.objects.open().filter(client=client, owner=handover.from_manager_id).order_by("pk")
        for promise in open_ones.select_for_update(no_key=True):
            promise.owner, promise.team = taker, taker.team
            promise.save_checked(version=promise.version, fields=("owner", "team"))
            rewrite_reminders(promise, now=now)
    hand_complaints_over(client=client, giver=handover.from_manager_id, taker=taker, now=now)
    hand_contacts_over(client=client, now=now)
    handover.state, handover.ended_at, handover.share = HandoverState.DONE, now, None
    handover.save_checked(version=handover.version, fields=("state", "ended_at", "share"))
    _tell(ReminderKind.HANDOVER_DONE, handover, [taker, handover.from_manager], now, but=None)


def take_along(client: Client, giver: UUID, only: Collection[str] | None) -> list[str]:
    """Let open complaints and the next contact follow a client that was given without a hand-over (W5, W6); its new
    owner needs no share of it any more.

    `giver` is who had it; its owner has it now. Return the ids of the complaints that followed and what ended. `only`:
    what was returned of a giving that is undone: those complaints follow, that share comes back. Part of that
    transaction.
    """
    now = timezone.now()
    ended = end_share(client)
    complaints = None if only is None else [one for one in only if not one.startswith(SHARE)]
    moved = hand_complaints_over(client=client, giver=giver, taker=client.owner, now=now, only=complaints)
    hand_contacts_over(client=client, now=now)
    give_back(client, [one for one in only or () if one.startswith(SHARE)])
    return [*map(str, moved), *ended]


def _locked(client_id: UUID) -> Client:
    return Client.objects.select_for_update(no_key=True).get(pk=client_id)
