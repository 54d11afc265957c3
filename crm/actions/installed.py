"""Write what is in use at a client, ours and the rivals' (K4, P3), and what was found out about rivals."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.ids import uuid7
from core.models import StaleVersion
from core.writes import ForeignDraft, create_once
from crm.access import NotYours
from crm.actions.client import lock_client
from crm.actions.competitor import create_competitor
from crm.models import Client, Competitor, InstalledProduct

FIELDS = (
    "competitor", "product", "quantity", "since", "contract_end", "monthly_value", "department", "satisfaction",
    "contract", "source", "source_on", "representative", "representative_notes",
)  # fmt: skip


@transaction.atomic
def create_installed(
    *,
    by: User,
    client: Client,
    now: dt.datetime,
    values: Mapping[str, Any],
    new_competitor: str = "",
    new_id: UUID | None = None,
) -> InstalledProduct:
    """Note a product in use at `client`: ours, or a rival's where `values` names one.

    `new_competitor` is a rival's name typed on the spot, used where none was chosen. Raises `NotYours` when `by` may
    not edit the client, `ValidationError` for what makes no sense.
    """
    lock_client(by=by, client=client)
    kept = _kept(by, now, values, new_competitor)
    row = InstalledProduct(id=new_id or uuid7(), client=client, created_at=now, updated_at=now, **kept)
    _check(row)
    try:
        saved, is_new = create_once(row, same=("client_id",))
    except ForeignDraft:
        raise NotYours from None
    if is_new:
        _forget_answer(saved)
    return saved


@transaction.atomic
def edit_installed(
    *,
    by: User,
    installed: InstalledProduct,
    version: int,
    now: dt.datetime,
    values: Mapping[str, Any],
    new_competitor: str = "",
) -> InstalledProduct:
    """Change what is known of a product in use. Raises `StaleVersion`, `NotYours`, `ValidationError`."""
    lock_client(by=by, client=installed.client)
    kept = _kept(by, now, values, new_competitor)
    for name, value in kept.items():
        setattr(installed, name, value)
    _check(installed)
    saved = installed.save_checked(version=version, fields=kept)
    _forget_answer(saved)
    return saved


@transaction.atomic
def archive_installed(*, by: User, installed: InstalledProduct, version: int, now: dt.datetime) -> InstalledProduct:
    """It is no longer in use there; its history stays. Raises `StaleVersion`, `NotYours`."""
    lock_client(by=by, client=installed.client)
    installed.archived_at = now
    return installed.save_checked(version=version, fields=["archived_at"])


@transaction.atomic
def restore_installed(*, by: User, installed: InstalledProduct, version: int) -> InstalledProduct:
    """Take the removal back. Raises `StaleVersion`, `NotYours`."""
    lock_client(by=by, client=installed.client)
    installed.archived_at = None
    saved = installed.save_checked(version=version, fields=["archived_at"])
    _forget_answer(saved)
    return saved


@transaction.atomic
def answer_rivals(*, by: User, client: Client, version: int, answer: str, today: dt.date) -> Client:
    """Note that somebody asked for rivals and there are none, or they would not say; "" takes the answer back.

    Parameters: `answer`, a RivalsAnswer or ""; `today`, the asker's calendar day; `version`, the client's. Raises
    `StaleVersion`, also when a rival is known by now; `NotYours`.
    """
    current = lock_client(by=by, client=client)
    if answer and current.products.of_rivals().filter(archived_at=None).exists():
        raise StaleVersion(current)
    client.rivals_answer, client.rivals_asked_on = answer, today if answer else None
    return client.save_checked(version=version, fields=["rivals_answer", "rivals_asked_on"])


def _forget_answer(row: InstalledProduct) -> None:
    """Once a rival is known, the answer goes. No form holds it, so no open form of the client becomes stale by it."""
    if row.is_ours or row.archived_at:
        return
    answered = Client.objects.filter(pk=row.client_id).exclude(rivals_answer="")
    answered.update(rivals_answer="", rivals_asked_on=None)


def _check(row: InstalledProduct) -> None:
    """Refuse what the database would refuse, in words beside the field, and what belongs to another client."""
    if row.is_ours and not row.product:
        raise ValidationError({"product": _("Say which product of ours it is.")})
    if row.since and row.contract_end and row.contract_end < row.since:
        raise ValidationError({"contract_end": _("This is before it begins.")})
    for name in ("department", "contract"):
        other = getattr(row, name)
        if other is not None and other.client_id != row.client_id:
            raise ValidationError({name: _("Choose one of this client’s.")})
    if row.contract_id and not row.is_ours:
        raise ValidationError({"contract": _("A rival’s product cannot be part of a contract of ours.")})


def _kept(by: User, now: dt.datetime, values: Mapping[str, Any], new_competitor: str) -> dict[str, Any]:
    kept = {name: values[name] for name in FIELDS if name in values}
    name = " ".join(new_competitor.split())
    if kept.get("competitor") is None and name:
        kept["competitor"] = _rival_named(by, now, name)
    if kept.get("competitor") is not None:
        kept["contract"] = None
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
