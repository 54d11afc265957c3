"""Cards come in as a spreadsheet would: looked through, told from who is here already, taken back in one act."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from crm.models import Client, Person
from exchange.actions.upload import match_columns, upload
from exchange.models import ImportJob
from exchange.nouns import NOUNS
from exchange.sheets.write import csv_lines
from exchange.vcard import Card

KEYS = ("client", "name", "other_name", "position", "department", "mobile", "phone", "email", "wechat")


@transaction.atomic
def bring_cards(
    *, by: User, client: Client, cards: Sequence[Card], now: dt.datetime, new_id: UUID, name: str = "vCard"
) -> ImportJob:
    """Make an import of people at `client` from cards, ready to be looked through; `new_id` sent twice makes one."""
    columns = [NOUNS["person"].fields[key] for key in KEYS]
    lines = [[client.name, *(str(getattr(card, key))[:200] for key in KEYS[1:])] for card in cards]
    raw = b"".join(csv_lines([column.label for column in columns], lines))
    job = upload(by=by, now=now, noun="person", name=name, raw=raw, new_id=new_id)
    if job.state != "uploaded":
        return job
    return match_columns(by=by, job=job, keys=list(KEYS), make_clients=False)


def card_of(person: Person) -> Card:
    """Return a person's card."""
    fields = NOUNS["person"].fields
    ways = {key: fields[key].current(person) for key in ("mobile", "phone", "email", "wechat")}
    return Card(
        name=str(person), other_name=person.other_name, position=person.position if person.name else "",
        firm=person.client.name, department=str(person.department or ""), **ways,
    )  # fmt: skip
