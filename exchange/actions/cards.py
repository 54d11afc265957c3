"""Cards come in as a spreadsheet would: looked through, told from who is here already, taken back in one act."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import get_language

from accounts.models import User
from core.dates import tongue
from crm.access import may_edit_client
from crm.models import Client, Person
from crm.search import similar_clients
from exchange.access import check
from exchange.actions.upload import match_columns, upload
from exchange.matching import bare, folded
from exchange.models import ImportJob, ImportRow, JobState
from exchange.nouns import NOUNS
from exchange.nouns.beside import BETWEEN, MOST_OF_WAYS
from exchange.sheets.heading import IGNORE
from exchange.sheets.write import csv_lines, unsafe
from exchange.vcard import MOST_CARDS, Card

WAYS = ("mobile", "phone", "email", "wechat")
KEYS = ("client", "name", "other_name", "position", "department", *WAYS)
# The column beside them where a card names another firm; `headings` of no noun has it.
FIRM = ("Firm on the card", "名片上的单位")
# The column where a card has more than is taken, in words alone: what it says stays on the card.
ALSO = ("Also on the card", "名片上另有")
NOT_TAKEN = {
    "note": ("a note", "备注"), "birthday": ("a birthday", "生日"), "address": ("an address", "地址"),
    "site": ("a web page", "网页"), "photo": ("a photo", "照片"), "fax": ("a fax number", "传真号码"),
}  # fmt: skip
COMMAS = (", ", "、")
MOST_NAMESAKES = 20
MOST_OF_WAY = 160  # characters that a row of `ContactWay` keeps


@transaction.atomic
def bring_cards(
    *, by: User, client: Client, cards: Sequence[Card], now: dt.datetime, new_id: UUID, name: str = "vCard"
) -> ImportJob:
    """Make an import of people at `client` from cards, ready to be looked through; `new_id` sent twice makes one.

    They are that client's whoever else has its name (`namesakes_of`). Where cards name other firms, those stand in a
    column of their own: `send_cards` says which of the two counts. What of a card is not taken stands in another.
    """
    at = _tongue()
    names = [NOUNS["person"].fields[key].label for key in KEYS]
    lines = [[client.name, *(_cell(card, key) for key in KEYS[1:])] for card in cards]
    firms = [_firm_of(card, client, by=by) for card in cards]
    if any(firm != client.name for firm in firms):
        names.append(FIRM[at])
        lines = [[*line, firm] for line, firm in zip(lines, firms, strict=True)]
    if any(card.more for card in cards):
        names.append(ALSO[at])
        told = [COMMAS[at].join(NOT_TAKEN[what][at] for what in card.more) for card in cards]
        lines = [[*line, said] for line, said in zip(lines, told, strict=True)]
    job = upload(by=by, now=now, noun="person", name=name, raw=b"".join(csv_lines(names, lines)), new_id=new_id,
                 into=client.pk)  # fmt: skip
    if job.state != "uploaded":
        return job
    return match_columns(by=by, job=job, keys=[*KEYS, *[IGNORE] * (len(names) - len(KEYS))], make_clients=False)


@transaction.atomic
def send_cards(*, by: User, job: ImportJob, to_firms: bool) -> ImportJob:
    """Send each card of a looked-through import to the firm that stands on it, or all to the client they were brought
    to, and have it read again. Raises `NotOpen`.
    """
    ours, theirs = client_columns(job)
    check(theirs is not None and job.state == JobState.PREVIEWED)
    keys = [IGNORE if at in (ours, theirs) else key for at, key in enumerate(job.keys)]
    keys[theirs if to_firms and theirs is not None else ours] = "client"
    return match_columns(by=by, job=job, keys=keys, make_clients=to_firms)


def client_columns(job: ImportJob) -> tuple[int, int | None]:
    """Return where in an import of cards the client stands that they were brought to, and where the firm on each, if
    some name another.
    """
    at = len(KEYS)
    is_there = bool(job.into) and len(job.columns) > at and job.columns[at]["name"] in FIRM
    return 0, at if is_there else None


def not_taken(job: ImportJob, cells: Sequence[str]) -> str:
    """Return, in the reader's language, what a card of an import has that is not taken; "" for nothing."""
    column = next((at for at, one in enumerate(job.columns) if job.into and one["name"] in ALSO), None)
    said = unsafe(cells[column]) if column is not None and column < len(cells) else ""
    at = _tongue()
    return COMMAS[at].join(words[at] for words in NOT_TAKEN.values() if any(_has(said, word) for word in words))


def _has(said: str, word: str) -> bool:
    return any(word in said.split(comma) for comma in COMMAS)


def _tongue() -> int:
    return int(tongue(get_language() or "en") == "zh")


def elsewhere(job: ImportJob) -> list[tuple[str, str]]:
    """Return (who, firm) of the cards of an import that name another firm than the client they were brought to."""
    ours, theirs = client_columns(job)
    if theirs is None:
        return []
    lines = ImportRow.objects.filter(job=job).order_by("line").values_list("cells", flat=True)[:MOST_CARDS]
    cards = [[unsafe(cell) for cell in cells] for cells in lines if len(cells) > theirs]
    return [(cells[1], cells[theirs]) for cells in cards if cells[theirs] != cells[ours]]


def _firm_of(card: Card, client: Client, *, by: User) -> str:
    """Return the firm on a card; the client's own name where the card says none, or means the client."""
    firm = " ".join(card.firm.split())[:200]
    ours = (client.name, client.other_name, client.short_name, *client.former_names.values_list("name", flat=True))
    if not firm or folded(firm) in map(folded, ours):
        return client.name
    if bare(firm) not in map(bare, filter(None, ours)):
        return firm
    others = similar_clients(by, firm, but=client.pk, limit=MOST_NAMESAKES)  # one may be called just so
    return firm if any(folded(one.name) == folded(firm) for one in others) else client.name


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
