"""Write what rivals have at a client (P3)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.actions.competitor import create_competitor
from crm.models import Client, Competitor, CompetitorPresence

FIELDS = (
    "competitor", "product", "satisfaction", "contract_end", "representative", "representative_notes",
)  # fmt: skip


@transaction.atomic
def create_presence(
    *,
    by: User,
    client: Client,
    now: dt.datetime,
    values: Mapping[str, Any],
    new_competitor: str = "",
    new_id: UUID | None = None,
) -> CompetitorPresence:
    """Note a rival at `client`; `new_competitor` is a name typed on the spot, used where no rival was chosen.

    Everything but the rival may be unknown. Raises `NotYours` when `by` may not edit the client.
    """
    lock_client(by=by, client=client)
    kept = _kept(by, now, values, new_competitor)
    presence = CompetitorPresence(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    try:
        saved, is_new = create_once(presence, same=("client_id",))
    except ForeignDraft:
        raise NotYours from None
    if is_new:
        _forget_answer(client)
    return saved


@transaction.atomic
def edit_presence(
    *,
    by: User,
    presence: CompetitorPresence,
    version: int,
    now: dt.datetime,
    values: Mapping[str, Any],
    new_competitor: str = "",
) -> CompetitorPresence:
    """Change what is known of a rival at a client. Raises `StaleVersion`, `NotYours`."""
    lock_client(by=by, client=presence.client)
    kept = _kept(by, now, values, new_competitor)
    for name, value in kept.items():
        setattr(presence, name, value)
    return presence.save_checked(version=version, fields=kept)


@transaction.atomic
def archive_presence(*, by: User, presence: CompetitorPresence, version: int, now: dt.datetime) -> CompetitorPresence:
    """The rival is no longer there; its history stays. Raises `StaleVersion`."""
    lock_client(by=by, client=presence.client)
    presence.archived_at = now
    return presence.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_presence(*, by: User, presence: CompetitorPresence, version: int) -> CompetitorPresence:
    """Take the removal back. Raises `StaleVersion`."""
    lock_client(by=by, client=presence.client)
    presence.archived_at = None
    _forget_answer(presence.client)
    return presence.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def answer_rivals(*, by: User, client: Client, version: int, answer: str, today: dt.date) -> Client:
    """Note that somebody asked for rivals and there are none, or they would not say; "" takes the answer back.

    Parameters: `answer`, a RivalsAnswer or ""; `today`, the asker's calendar day; `version`, the client's. Raises
    `StaleVersion`, also when a rival is known by now; `NotYours`.
    """
    current = lock_client(by=by, client=client)
    if answer and current.rivals.filter(archived_at=None).exists():
        raise StaleVersion(current)
    client.rivals_answer, client.rivals_asked_on = answer, today if answer else None
    return client.save_checked(version=version, fields=["rivals_answer", "rivals_asked_on"])


def _forget_answer(client: Client) -> None:
    """A rival is known now. No form holds the answer, so no open form of the client becomes stale by it."""
    answered = Client.objects.filter(pk=client.pk).exclude(rivals_answer="")
    answered.update(rivals_answer="", rivals_asked_on=None)


def _kept(by: User, now: dt.datetime, values: Mapping[str, Any], new_competitor: str) -> dict[str, Any]:
    kept = {name: values[name] for name in FIELDS if name in values}
    name = " ".join(new_competitor.split())
    if kept.get("competitor") is None and name:
        kept["competitor"] = _rival_named(by, now, name)
    return kept


def _rival_named(by: User, now: dt.datetime, name: str) -> Competitor:
    """Return the rival of that name in either language, made now if nobody knew it."""
    for field in ("name__iexact", "other_name__iexact"):
        known: Competitor | None = Competitor.objects.filter(**{field: name}).order_by("archived_at").first()
        if known is not None:
            return known
    try:
        with transaction.atomic():
            return create_competitor(by=by, now=now, values={"name": name})
    except ValidationError:  # typed by two people in the same second
        return Competitor.objects.get(name=name)
