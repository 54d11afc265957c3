"""Do one thing to many clients at once, and take it back at once: all of them or none."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.models import StaleVersion
from crm.access import NotYours, assignable_owners, check, may_assign_client, may_manage_client
from crm.actions.bulk_act import begin_act, end_act, open_for_undo, undone
from crm.actions.client import tell_handed
from crm.actions.file import score_soon
from crm.actions.share import grant
from crm.actions.tag import tag_client
from crm.models import Client, ClientShare, Tagging, Tier
from crm.models.bulk import BulkAct, BulkKind

MOST = 500  # clients in one act


@transaction.atomic
def act_on_clients(
    *,
    by: User,
    now: dt.datetime,
    kind: str,
    versions: Mapping[UUID, int],
    colleague: User | None = None,
    tier: str = "",
    tag: str = "",
    new_id: UUID | None = None,
) -> tuple[BulkAct, bool]:
    """Tag, rank, archive, give away or share the clients; return what the undo needs, and whether it was done now.

    Parameters: `versions`, of each client as the person saw it; `colleague`, to whom; `tier`, "" for none; `tag`, a
    word; `new_id` sent twice acts once. Raises `StaleVersion` when one was changed meanwhile, `NotYours` when one is
    not theirs, `ValidationError` for a tag without a word: then none is touched.
    """
    act, is_new = begin_act(by=by, now=now, kind=kind, new_id=new_id)
    if not is_new:
        return act, False
    clients = _locked(by, versions)
    if kind == BulkKind.GIVE:
        check(colleague is not None and assignable_owners(by).filter(pk=colleague.pk).exists())
    return end_act(act, [_one(by, now, kind, client, colleague, tier, tag) for client in clients]), True


@transaction.atomic
def undo_act(*, by: User, now: dt.datetime, act: BulkAct) -> int:
    """Take an act back; return how many clients are as they were. Twice is once.

    Raises `StaleVersion` when one of them was changed since: then none is touched. `NotYours` for another's act, and
    when one of the clients is not theirs to decide about any more.
    """
    open_act = open_for_undo(by=by, act=act, kinds=BulkKind.values)
    if open_act is None:
        return 0
    before = {UUID(one["id"]): one for one in open_act.done}
    clients = Client.objects.filter(pk__in=before).order_by("pk").select_for_update(no_key=True)
    score_soon(before)
    for client in clients:
        check(may_manage_client(by, client))
        was = before[client.pk]
        if act.kind == BulkKind.SHARE:
            ClientShare.objects.filter(pk=was["share"], client=client).delete()
            continue
        if act.kind == BulkKind.TAG:
            Tagging.objects.filter(pk=was["tagging"], client=client).delete()
            continue
        if client.version != was["version"]:
            raise StaleVersion(client)
        fields = was["was"]
        taker = client.owner_id
        for name, value in fields.items():
            setattr(client, name, value)
        client.save_checked(version=was["version"], fields=list(fields))
        tell_handed(client, taker, only=was.get("along"))
    undone(open_act, now=now)
    return len(before)


def _locked(by: User, versions: Mapping[UUID, int]) -> Sequence[Client]:
    """Lock the clients in the order of their keys, so that two acts at once wait and do not block each other."""
    check(0 < len(versions) <= MOST)
    seen = set(Client.objects.visible_to(by).filter(pk__in=versions).values_list("pk", flat=True))
    clients = list(Client.objects.filter(pk__in=seen).order_by("pk").select_for_update(no_key=True))
    if len(clients) != len(versions):
        raise NotYours
    for client in clients:
        check(may_manage_client(by, client))
        if client.version != versions[client.pk]:
            raise StaleVersion(client)
    score_soon(versions)  # all at once, before each act asks for its own
    return clients


def _one(
    by: User, now: dt.datetime, kind: str, client: Client, colleague: User | None, tier: str, tag: str
) -> dict[str, Any]:
    """Do it to one client; return what the undo needs."""
    if kind == BulkKind.TAG:
        tagging, is_new = tag_client(by=by, client=client, name=tag, now=now)
        return {"id": str(client.pk), "version": client.version, "tagging": str(tagging.pk) if is_new else None}
    if kind == BulkKind.TIER:
        check(tier in ("", *Tier.values))
        had = {"tier": client.tier}
        if client.tier != tier:
            client.tier = tier
            client.save_checked(version=client.version, fields=["tier"])
        return {"id": str(client.pk), "version": client.version, "was": had}
    if kind == BulkKind.ARCHIVE:
        was = {"archived_at": client.archived_at.isoformat() if client.archived_at else None}
        client.archived_at = client.archived_at or now
        client.save_checked(version=client.version, fields=["archived_at"])
        return {"id": str(client.pk), "version": client.version, "was": was}
    if colleague is None:
        raise NotYours
    if kind == BulkKind.GIVE:
        check(may_assign_client(by, client))
        was = {"owner_id": str(client.owner_id), "team_id": str(client.team_id) if client.team_id else None}
        giver = client.owner_id
        client.owner, client.team = colleague, colleague.team
        client.save_checked(version=client.version, fields=["owner", "team"])
        along = tell_handed(client, giver)
        return {"id": str(client.pk), "version": client.version, "was": was, "along": along}
    check(colleague.is_active)
    share = None
    if colleague.pk != client.owner_id:  # an owner needs no share
        made, is_new = grant(by=by, client=client, colleague=colleague, now=now)
        share = str(made.pk) if is_new else None
    return {"id": str(client.pk), "version": client.version, "share": share}
