"""Two rows become one and two again with a row of every kind at both, whatever kinds there will ever be (V11)."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from core.ids import uuid7
from crm.actions.main_site import settle_main
from crm.models import Client, Person
from exchange.actions.merge import merge, take_back
from exchange.actions.relations import NAMING, naming, pointing_at
from exchange.models import Merge, MergeMove
from tests.attack.rows import picture
from tests.test_url_people import full_world, shared_world

__all__ = ["full_world", "shared_world"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("merge_everything")]
# What a merge writes of the two themselves, and of what is worked out of their rows.
WORKED_OUT = {"version", "updated_at", "also", "file_score", "file_scored_on"}
# What else holds an id without a foreign key: of rows of other nouns, or of what is told as it was.
ELSEWHERE = {
    ("exchange.ImportJob", "into"),
    ("exchange.ImportRow", "target"), ("exchange.ImportRow", "mended_by"), ("exchange.ImportChange", "object_id"),
    ("exchange.Merge", "winner"), ("exchange.Merge", "loser"),
    ("exchange.Origin", "object_id"),  # `_copy_origin`
    ("visits.Reminder", "subject_id"), ("visits.Notification", "subject_id"),
}  # fmt: skip
# A row of a kind that no two may have, and so cannot be copied: each is covered where it is at home.
ONE_EACH = {"crm.PersonPhoto"}  # exchange/tests/test_merge_care.py

PLAIN = {
    models.CharField: lambda: "x", models.TextField: lambda: "x", models.UUIDField: uuid7,
    models.DateField: timezone.localdate, models.DateTimeField: timezone.now, models.BinaryField: lambda: b"x",
    **dict.fromkeys((models.PositiveSmallIntegerField, models.PositiveIntegerField, models.IntegerField), lambda: 1),
}  # fmt: skip


def copied(row: Any, **changed: Any) -> Any:
    """Store another row like `row`, or return None where the database has a rule against it."""
    model = type(row)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = {field.attname: getattr(row, field.attname) for field in fields if not field.primary_key}
    key = {} if model._meta.pk.get_internal_type() in ("AutoField", "BigAutoField") else {"pk": uuid7()}
    other = model(**{**values, **changed}, **key)
    try:
        with transaction.atomic():
            model._base_manager.bulk_create([other])
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError:
        return None
    return model._base_manager.get(pk=other.pk)


def plain(model: Any) -> Any:
    """Store a row of a kind that the world has none of, each field that must be filled in with the plainest value."""
    values: dict[str, Any] = {}
    used: Counter[Any] = Counter()
    for field in model._meta.concrete_fields:
        if field.primary_key or field.generated or field.null or field.has_default() or field.blank:
            continue
        if field.is_relation:
            rows = field.related_model._base_manager.order_by("pk")
            values[field.attname] = rows[used[field.related_model]].pk  # two people who know each other are two
            used[field.related_model] += 1
        elif field.choices:
            values[field.attname] = field.choices[0][0]
        else:
            values[field.attname] = PLAIN[type(field)]()
    return model._base_manager.bulk_create([model(**values)])[0]


def two_of(model: Any) -> tuple[Any, Any]:
    """Return two rows, one of them a copy, of one client's or one owner's."""
    first = model._base_manager.filter(archived_at=None).order_by("pk").first()
    changed = {"photo_key": ""} if model is Person else {}
    both = copied(first, **changed), copied(first, **changed)
    assert all(both)
    return both[0], both[1]


def hang(model: Any, kept: Any, gone: Any) -> set[tuple[str, str]]:
    """Put a row of each kind at both, alike where that may be; return (table, column) of those of `gone`."""
    hung = set()
    for other, key in every_way(model):
        rows = list(other._base_manager.exclude(**{f"{key.attname}__in": [kept.pk, gone.pk]}).order_by("pk")[:20])
        if other is Client or other is Person:
            rows = [row for row in rows if row.archived_at is None]
        for row in rows or [plain(other)]:
            for more in ({}, alone(other, key)):
                if copied(row, **more, **{key.attname: gone.pk}):
                    hung.add((other._meta.label, key.attname))
                    copied(row, **more, **{key.attname: kept.pk})
                    break
    return hung


def tie(model: Any, kept: Any, gone: Any) -> None:
    """Tie the two to each other in every way there is: in rows that name two of their kind, and in their own."""
    keys: dict[Any, list[Any]] = {}
    for other, key in pointing_at(model):
        keys.setdefault(other, []).append(key)
    for other, several in keys.items():
        row = other._base_manager.order_by("pk").first() or plain(other)
        for one, another in ((kept, gone), (gone, kept)):
            if other is model:
                other._base_manager.filter(pk=kept.pk).update(**{key.attname: gone.pk for key in several})
            elif len(several) > 1:
                copied(row, **{several[0].attname: one.pk, several[1].attname: another.pk})


def alone(model: Any, key: Any) -> dict[str, None]:
    """Return what leaves a row without its other ties: a comment is on one thing only."""
    ties = [field for field in model._meta.concrete_fields if field.is_relation and field.null and field != key]
    return {field.attname: None for field in ties}


def every_way(model: Any) -> list[tuple[Any, Any]]:
    """Return (table, column) of all that names a row, by a foreign key or only by its id."""
    return [*pointing_at(model), *naming(model)]


def missing(model: Any, hung: set[tuple[str, str]]) -> set[tuple[str, str]]:
    wanted = {(other._meta.label, key.attname) for other, key in every_way(model)}
    return {one for one in wanted - hung if one[0] not in ONE_EACH}


@pytest.mark.parametrize("are_tied", [False, True])
@pytest.mark.parametrize("model", [Client, Person])
def test_with_a_row_of_every_kind_at_both_nothing_is_lost_and_all_comes_back(model, are_tied, full_world):
    kept, gone = two_of(model)
    hung = hang(model, kept, gone)
    assert not missing(model, hung), "have such a row made by `build` of a tests/url_table.py"
    if are_tied:
        tie(model, kept, gone)
    for one in (kept, gone) if model is Client else ():
        settle_main(one)
    before = whole()
    done = merge(
        by=full_world.admin, noun=model.__name__.lower(), winner=kept.pk, loser=gone.pk, take=(), now=timezone.now()
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for other, key in every_way(model):
        assert not other._base_manager.filter(**{key.attname: gone.pk}).exists(), (other, key)
    # What is no longer there is kept aside, and nothing else of a row has changed than where it hangs.
    between = whole()
    aside = {(move.model, move.object_id) for move in done.moves.filter(is_dropped=True)}
    assert before.keys() - between.keys() == aside
    moved = {(move.model, move.object_id) for move in done.moves.all()}
    changed = {place for place in before.keys() & between.keys() if before[place] != between[place]}
    copies = {place for place in changed - moved if only_keys_copied(before[place], between[place])}
    assert changed - moved - copies <= {(model._meta.label, str(kept.pk)), (model._meta.label, str(gone.pk))}
    take_back(by=full_world.admin, merge=done, now=timezone.now())
    after = whole()
    assert differing(before, after) == []
    for told in (Merge, MergeMove):
        assert told._base_manager.exists()


def test_whatever_holds_an_id_without_a_foreign_key_is_known_to_merges():
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in ("crm", "visits", "exchange") and getattr(model, "pgh_tracked_model", None) is None
        for field in model._meta.concrete_fields
        if isinstance(field, models.UUIDField) and not field.primary_key
    }
    assert found == NAMING.keys() | ELSEWHERE


def whole() -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row but those that tell of merges, without what is worked out."""
    return {
        place: {name: value for name, value in row.items() if name not in WORKED_OUT}
        for place, row in picture().items()
        if place[0] not in ("exchange.Merge", "exchange.MergeMove")
    }


def only_keys_copied(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a row differs in nothing but keys that the database copies from its client."""
    return all(one[name] == other[name] or name.startswith("client") for name in one)


def differing(one: dict[Any, Any], other: dict[Any, Any]) -> list[str]:
    """Return what differs, a line a field."""
    found = []
    for place in sorted(one.keys() | other.keys()):
        mine, theirs = one.get(place), other.get(place)
        if mine is None or theirs is None:
            found.append(f"{place}: {'gone' if theirs is None else 'new'}")
        else:
            found += [f"{place} {name}: {mine[name]} → {theirs[name]}" for name in mine if mine[name] != theirs[name]]
    return found
