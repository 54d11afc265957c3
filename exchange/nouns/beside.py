"""Columns whose cells become rows of their own: ways to reach a person, a client's main site."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from core.phones import is_mobile, parts_of
from crm.models import Channel, ContactWay, Person, Site
from crm.models.contact_way import DIALLED, key_of
from exchange.nouns.column import Column

BETWEEN = " / "


class Beside(Column):
    """A column that adds rows of `model`; what is there already is never written over, so nothing is lost by it."""

    kind: str  # what an `ImportChange` calls its rows
    model: Any

    def rows(self, row: Any, value: str, *, by: Any, now: dt.datetime, of: UUID, is_new: bool) -> Iterator[Any]:
        """Yield the rows, not yet saved, that a cell adds to `row`; their ids follow from `of`, the line's."""
        raise NotImplementedError


class Way(Beside):
    """Numbers or addresses of one channel. A cell may hold several numbers; a landline among mobiles is one."""

    kind, model = "way", ContactWay

    def __init__(self, channel: str, *names: str, **more: Any) -> None:
        super().__init__(*names, of=self.current, **more)
        self.channel = channel

    def current(self, row: Any) -> str:
        """Return the person's ways of this channel, the preferred one first."""
        return BETWEEN.join(way.value for way in ways_of(row, self.channel))

    def same(self, row: Any, old: Any, new: Any) -> bool:
        """Whether the person can be reached so already."""
        there = {way.key for way in ways_of(row)}
        return all(key_of(channel, value) in there for channel, value in self.split(new))

    def split(self, text: str) -> list[tuple[str, str]]:
        """Return (channel, value) of each number or address in a cell."""
        if self.channel not in DIALLED:
            return [(self.channel, text)]
        return [(_channel(self.channel, part), part) for part in parts_of(text)] or [(self.channel, text)]

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
        if not row.address:
            yield Site(
                id=uuid5(of, "site"), client=row, street=value, is_main=True, created_at=now, updated_at=now
            )  # fmt: skip


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


BESIDE: dict[str, Any] = {"way": ContactWay, "site": Site}
