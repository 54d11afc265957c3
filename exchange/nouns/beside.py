"""Columns whose cells become rows of their own: ways to reach a person, a client's main site, tags, numbers."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import pgettext

from core.phones import is_mobile, parts_of
from crm.actions.tag import tidy
from crm.models import Channel, Client, ContactWay, Identifier, Person, Site, Tag, Tagging
from crm.models.contact_way import DIALLED, key_of
from exchange.nouns.column import Column
from exchange.nouns.problems import Problem
from exchange.nouns.widgets import ERRORS
from exchange.sheets.write import unsafe

BETWEEN = " / "
MOST_OF_WAYS = 1_000  # characters of a cell that lists numbers or addresses; each may have what a row keeps
_LISTED = re.compile(r"[,，、;；|\n]+")  # between tags, or numbers, in one cell
_ADDRESSES = re.compile(r"\s+/\s+|[,，、;；|\n]+")  # between e-mail addresses, in which a stroke may stand


class Beside(Column):
    """A column that adds rows of `model`; what is there already is never written over, so nothing is lost by it."""

    kind: str  # what an `ImportChange` calls its rows
    model: Any
    may_replace = False  # whether a file may say: these, and no others

    def added(self, old: str, new: str) -> str:
        """Return, as a person reads it, what a cell adds to what was there."""
        return new

    def beyond(self, row: Any, value: str) -> list[Any]:
        """Return the row's own that a cell does not name."""
        return []

    def get_value(self, instance: Any) -> Any:
        """Return what an export's cell says of a row."""
        return self.current(instance)

    def rows(self, row: Any, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the rows, not yet saved, that a cell adds to `row`; their ids follow from `of`, the line's."""
        raise NotImplementedError


class Way(Beside):
    """Numbers or addresses of one channel. A cell may hold several; a landline among mobiles is one."""

    kind, model = "way", ContactWay

    def __init__(self, channel: str, *names: str, **more: Any) -> None:
        super().__init__(*names, **more)
        self.channel = channel

    def read(self, text: str, **facts: Any) -> Any:
        """Return the cell, each number or address in it read for itself. Raises `Problem`."""
        said = unsafe(text)
        if said.strip() in ERRORS:  # "#N/A" is one, not two
            raise Problem("excel_error", value=said.strip())
        if len(said) > MOST_OF_WAYS:
            raise Problem("too_long", most=MOST_OF_WAYS)
        parts = [part for _channel, part in self.split(said)]
        return BETWEEN.join(filter(None, (self.widget.clean(part, **facts) for part in parts)))

    def current(self, row: Any) -> str:
        """Return the person's ways of this channel, the preferred one first."""
        return BETWEEN.join(way.value for way in ways_of(row, self.channel))

    def same(self, row: Any, old: Any, new: Any) -> bool:
        """Whether the person can be reached so already."""
        there = {way.key for way in ways_of(row)}
        return all(key_of(channel, value) in there for channel, value in self.split(new))

    def split(self, text: str) -> list[tuple[str, str]]:
        """Return (channel, value) of each number or address in a cell."""
        if self.channel in DIALLED:
            return [(_channel(self.channel, part), part) for part in parts_of(text)] or [(self.channel, text)]
        parts = _ADDRESSES.split(text) if self.channel == Channel.EMAIL else text.split(BETWEEN)
        return [(self.channel, part.strip()) for part in parts if part.strip()] or [(self.channel, text)]

    def rows(self, row: Any, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the ways that the person does not have yet."""
        there = set() if is_new else {way.key for way in ways_of(row)}
        for channel, said in self.split(value):
            key = key_of(channel, said)
            if key not in there or not key:
                there.add(key)
                yield ContactWay(
                    id=uuid5(of, f"{channel} {said}"), person=row, noted_by=by, channel=channel, value=said[:160],
                    key=key, created_at=now, updated_at=now,
                )  # fmt: skip


class MainSite(Beside):
    """The line of a client's main site, made where the client has no site yet."""

    kind, model = "site", Site

    def current(self, row: Any) -> str:
        """Return the line that the client keeps of it."""
        return str(row.address)

    def same(self, row: Any, old: Any, new: Any) -> bool:
        """Whether the client has an address: it stays."""
        return bool(old)

    def rows(self, row: Any, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the main site of a client that has none."""
        if is_new or not row.address:  # of a row not yet saved the database says what it has none of
            yield Site(
                id=uuid5(of, "site"), client=row, street=value, is_main=True, created_at=now, updated_at=now
            )  # fmt: skip


class Tags(Beside):
    """The house's words for a client, several in one cell; a word nobody has used yet joins the vocabulary."""

    kind, model, may_replace = "tagging", Tagging, True

    def current(self, row: Client) -> str:
        """Return the client's tags as one cell lists them."""
        return pgettext("between names", ", ").join(sorted(str(one.tag) for one in row.taggings.all()))

    def same(self, row: Client, old: Any, new: Any) -> bool:
        """Whether the client carries them all."""
        there = {str(one.tag).casefold() for one in row.taggings.all()}
        return old == new or all(word.casefold() in there for word in self.split(new))

    def equal(self, row: Client, old: Any, new: Any) -> bool:
        """Whether the client carries these and no others."""
        return self.same(row, old, new) and not self.beyond(row, new)

    def added(self, old: str, new: str) -> str:
        """Return the words that were not there."""
        there = {word.casefold() for word in self.split(old)}
        return pgettext("between names", ", ").join(word for word in self.split(new) if word.casefold() not in there)

    def beyond(self, row: Client, value: str) -> list[Tagging]:
        """Return the client's tags that a cell does not name."""
        named = {word.casefold() for word in self.split(value)}
        return [one for one in row.taggings.all() if str(one.tag).casefold() not in named]

    def split(self, text: str) -> list[str]:
        """Return the words of a cell, each once."""
        words = {word.casefold(): word for part in _LISTED.split(text) if (word := tidy(part))}
        return list(words.values())

    def rows(self, row: Client, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the tags that the client does not carry; each has a `tag` of its name alone, to be found or made."""
        there = set() if is_new else {str(one.tag).casefold() for one in row.taggings.all()}
        for word in self.split(value):
            if word.casefold() not in there:
                yield Tagging(
                    id=uuid5(of, f"tag {word.casefold()}"), client=row, tag=Tag(name=word), tagged_by=by, created_at=now
                )  # fmt: skip


class Numbers(Beside):
    """Other numbers of a client, each with what it is: “Billing number: 8823; 税号：123”."""

    kind, model, may_replace = "identifier", Identifier, True

    def read(self, text: str, **facts: Any) -> Any:
        """Return the cell. Raises `Problem` where a number does not say what it is, or one is too long."""
        value = super().read(text, **facts)
        for what, number in self.split(value):
            if not what or not number:
                raise Problem("no_number_kind", value=(what or number)[:40])
            if len(what) > 60 or len(number) > 60:
                raise Problem("too_long", most=60)
        return value

    def current(self, row: Client) -> str:
        """Return the client's numbers as one cell lists them."""
        return "; ".join(f"{one.kind}: {one.value}" for one in _numbers_of(row))

    def same(self, row: Client, old: Any, new: Any) -> bool:
        """Whether they are all known."""
        there = {_plain_number(one.kind, one.value) for one in _numbers_of(row)}
        return old == new or all(_plain_number(*one) in there for one in self.split(new))

    def equal(self, row: Client, old: Any, new: Any) -> bool:
        """Whether these are known and no others."""
        return self.same(row, old, new) and not self.beyond(row, new)

    def added(self, old: str, new: str) -> str:
        """Return the numbers that were not there."""
        there = {_plain_number(*one) for one in self.split(old)}
        return "; ".join(": ".join(one) for one in self.split(new) if _plain_number(*one) not in there)

    def beyond(self, row: Client, value: str) -> list[Identifier]:
        """Return the client's numbers that a cell does not name."""
        named = {_plain_number(*one) for one in self.split(value)}
        return [one for one in _numbers_of(row) if _plain_number(one.kind, one.value) not in named]

    def split(self, text: str) -> list[tuple[str, str]]:
        """Return (what number, number) of each in a cell."""
        found = []
        for part in filter(str.strip, _LISTED.split(text)):
            what, colon, number = part.replace("：", ":").rpartition(":")
            if not colon:
                what, _blank, number = part.strip().rpartition(" ")
            found.append((what.strip(), number.strip()))
        return found

    def rows(self, row: Client, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the numbers that are not known yet."""
        there = set() if is_new else {_plain_number(one.kind, one.value) for one in _numbers_of(row)}
        for what, number in self.split(value):
            key = _plain_number(what, number)
            if key not in there:
                there.add(key)
                yield Identifier(
                    id=uuid5(of, f"number {key}"), client=row, kind=what, value=number, created_at=now, updated_at=now
                )  # fmt: skip


def _numbers_of(client: Client) -> list[Identifier]:
    return [one for one in client.identifiers.all() if one.archived_at is None]


def _plain_number(kind: str, value: str) -> str:
    return "".join(f"{kind}={value}".casefold().split())


def ways_of(person: Person, channel: str = "") -> list[ContactWay]:
    """Return the ways to reach a person that are not removed; no query where they were read along."""
    return [way for way in person.ways.all() if way.removed_at is None and channel in ("", way.channel)]


def preferred_of(person: Person) -> str:
    """Return the channel they are best reached by, "" where nobody said."""
    return next((way.channel for way in ways_of(person) if way.is_preferred), "")


def _channel(chosen: str, number: str) -> str:
    if is_mobile(number):
        return Channel.MOBILE
    return Channel.PHONE if number.replace("+86", "").strip().startswith("0") else chosen


# Kind → model, in the order they are written: what another hangs on comes first.
BESIDE: dict[str, Any] = {"way": ContactWay, "site": Site, "tag": Tag, "tagging": Tagging, "identifier": Identifier}
