"""Rows that cells make beside the line's own: a person's ways to be reached, a client's main site."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models.functions import Lower

from accounts.models import User
from core.ids import uuid7
from crm.models import Tag, Tagging
from exchange.models import ImportRow
from exchange.nouns import Noun
from exchange.nouns.beside import BESIDE, ways_of

Found = dict[str, dict[UUID, Any]]


def rows_beside(
    noun: Noun, pairs: Sequence[tuple[ImportRow, Any]], *, by: User, now: dt.datetime,
    only: Mapping[UUID, Any] | None = None,
) -> Found:  # fmt: skip
    """Return kind → id → row, not yet saved, of what the lines say beside their rows.

    Parameters: `pairs`, each line with its row; `only`, for rows that were there: the line's id → keys of the columns
    that add something. Where nobody said which way is the best, it is the one a line names, else the first there is.
    """
    found: Found = {}
    for kind in BESIDE:
        columns = [column for column in noun.columns_beside if column.kind == kind]
        of_kind: dict[UUID, Any] = {}
        for row, instance in pairs if columns else ():
            added = [
                one
                for column in columns
                if column.key in row.values and (only is None or column.key in only.get(row.pk, ()))
                for one in column.rows(
                    instance, row.values[column.key], by=by, now=now, of=row.pk, is_new=only is None
                )
            ]  # fmt: skip
            if kind == "way":
                _prefer(added, row.values.get("preferred_channel"), [] if only is None else ways_of(instance))
            of_kind |= {one.pk: one for one in added}
        if kind == "tagging":
            found["tag"] = _settle_tags(of_kind.values(), now=now)
        if of_kind:
            found[kind] = of_kind
    return found


def _prefer(added: Sequence[Any], channel: str | None, there: Sequence[Any]) -> None:
    if any(way.is_preferred for way in there):
        return
    named = [one for one in added if one.channel == channel]
    for one in (named or ([] if there else added))[:1]:
        one.is_preferred = True


def _settle_tags(taggings: Iterable[Tagging], *, now: dt.datetime) -> dict[UUID, Any]:
    """Give taggings the tags of the vocabulary; return id → the new ones, not yet saved."""
    wanted = {one.tag.name.casefold(): one.tag.name for one in taggings}
    rows = Tag.objects.annotate(plain=Lower("name")).filter(plain__in=[name.lower() for name in wanted.values()])
    there: dict[str, Tag] = {tag.name.casefold(): tag for tag in rows}
    made = {}
    for one in taggings:
        word = one.tag.name.casefold()
        if word not in there:
            there[word] = Tag(id=uuid7(), name=wanted[word], created_at=now, updated_at=now)
            made[there[word].pk] = there[word]
        one.tag = there[word]
    return made


def tell_new(found: Found, rows: Sequence[Any]) -> None:
    """Let new rows know what comes beside them: one statement then writes them with what they show of it.

    `rows` are those of `found`, not yet saved.
    """
    for site in found.get("site", {}).values():
        site.client.address = site.line
    for kind, name, whose in (("way", "ways", "person_id"), ("identifier", "identifiers", "client_id")):
        beside = defaultdict(list)
        for one in found.get(kind, {}).values():
            beside[getattr(one, whose)].append(one)
        for row in rows:
            if row.pk in beside:
                row._prefetched_objects_cache = {name: beside[row.pk]}
