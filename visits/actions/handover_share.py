"""The share that a colleague had of a client ends when it becomes theirs; an undo of the giving brings it back."""

import json
from collections.abc import Collection
from typing import Any

from crm.models import Client, ClientShare
from visits.models import Handover

SHARE = "share:"  # what the texts that an undo keeps begin with, where it is a share that ended


def end_share(client: Client) -> list[str]:
    """Delete the share that the client's owner has of it: none may outlive their having it. Return what `give_back`
    needs of it.
    """
    kept = []
    for share in ClientShare.objects.filter(client=client, user=client.owner_id).select_for_update():
        handovers = [str(pk) for pk in Handover.objects.filter(share=share).values_list("pk", flat=True)]
        kept.append(SHARE + json.dumps({"row": _texts(share), "handovers": handovers}))
        share.delete()
    return kept


def give_back(client: Client, kept: Collection[str]) -> None:
    """Make a share again that `end_share` ended, unless its colleague has another or the client itself."""
    fields = {field.attname: field for field in ClientShare._meta.concrete_fields}
    for one in kept:
        what = json.loads(one.removeprefix(SHARE))
        values: dict[str, Any] = {name: fields[name].to_python(text) for name, text in what["row"].items()}
        is_needless = values["user_id"] == client.owner_id
        if is_needless or ClientShare.objects.filter(client=client, user=values["user_id"]).exists():
            continue
        share = ClientShare.objects.create(**values)
        Handover.objects.under_way().filter(pk__in=what["handovers"], share=None).update(share=share)


def _texts(share: ClientShare) -> dict[str, str | None]:
    return {
        field.attname: None if getattr(share, field.attname) is None else field.value_to_string(share)
        for field in share._meta.concrete_fields
    }
