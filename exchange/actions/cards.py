"""Cards come in as a spreadsheet would: looked through, told from who is here already, taken back in one act."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from crm.access import may_edit_client
from crm.models import Client, Person
from crm.search import similar_clients
from exchange.actions.upload import match_columns, upload
from exchange.matching import folded
from exchange.models import ImportJob
from exchange.nouns import NOUNS
from exchange.nouns.beside import BETWEEN, MOST_OF_WAYS
from exchange.sheets.write import csv_lines
from exchange.vcard import Card

WAYS = ("mobile", "phone", "email", "wechat")
KEYS = ("client", "name", "other_name", "position", "department", *WAYS)
MOST_NAMESAKES = 20
MOST_OF_WAY = 160  # characters that a row of `ContactWay` keeps


@transaction.atomic
def bring_cards(
    *, by: User, client: Client, cards: Sequence[Card], now: dt.datetime, new_id: UUID, name: str = "vCard"
) -> ImportJob:
    """Make an import of people at `client` from cards, ready to be looked through; `new_id` sent twice makes one.

    They are that client's whoever else has its name (`namesakes_of`).
    """
    columns = [NOUNS["person"].fields[key] for key in KEYS]
    lines = [[client.name, *(_cell(card, key) for key in KEYS[1:])] for card in cards]
    raw = b"".join(csv_lines([column.label for column in columns], lines))
    job = upload(by=by, now=now, noun="person", name=name, raw=raw, new_id=new_id, into=client.pk)
    if job.state != "uploaded":
        return job
    return match_columns(by=by, job=job, keys=list(KEYS), make_clients=False)


def namesakes_of(client: Client, *, by: User) -> list[Client]:
    """Return `client` and the others that go by its name and that `by` may write to, each with its owner."""
    wanted = folded(client.name)
    others = [
        one
        for one in similar_clients(by, client.name, but=client.pk, limit=MOST_NAMESAKES)
        if wanted in (folded(one.name), folded(one.short_name), folded(one.other_name))
        and one.archived_at is None
        and may_edit_client(by, one)
    ]
    return [client, *others]


def _cell(card: Card, key: str) -> str:
    """Return what a card says as a cell may hold it: of numbers and addresses, as many whole ones as fit."""
    said = str(getattr(card, key))
    if key not in WAYS:
        return said[:200]
    fitting, ways = "", said.split(BETWEEN)
    if key == "email":  # one that is none would keep the person out, whom the others reach
        ways = [way for way in ways if _is_address(way)] or ways
    for way in ways:
        more = f"{fitting}{BETWEEN if fitting else ''}{way[:MOST_OF_WAY]}"
        if len(more) > MOST_OF_WAYS:
            break
        fitting = more
    return fitting


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def card_of(person: Person) -> Card:
    """Return a person's card."""
    fields = NOUNS["person"].fields
    ways = {key: fields[key].current(person) for key in WAYS}
    return Card(
        name=str(person), other_name=person.other_name, position=person.position if person.name else "",
        firm=person.client.name, department=str(person.department or ""), **ways,
    )  # fmt: skip
