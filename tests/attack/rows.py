"""The database as a whole: a picture of every row before and after, and rows whose every text is hostile."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

OURS = ("accounts", "crm", "visits", "etiquette", "exchange", "upkeep", "core")
Picture = dict[tuple[str, str], dict[str, Any]]


def our_models(*, through: bool = True) -> Iterator[type[models.Model]]:
    """Yield the models that hold the product's rows: no history (the database writes it), no table without rows."""
    for app in OURS:
        if not apps.is_installed(app):
            continue
        for model in apps.get_app_config(app).get_models(include_auto_created=through):
            if model._meta.managed and not model._meta.proxy and "pgh_id" not in {f.name for f in model._meta.fields}:
                yield model


def picture() -> Picture:
    """Return every row, whole, by table and key: one question. What the database works out itself is left out."""
    parts = []
    for model in our_models():
        table, key = connection.ops.quote_name(model._meta.db_table), model._meta.pk.column
        worked_out = [field.column for field in model._meta.concrete_fields if field.generated]
        row = f"to_jsonb(t) - ARRAY[{', '.join(repr(name) for name in worked_out)}]::text[]"
        parts.append(f"SELECT '{model._meta.label}', t.{key}::text, {row} FROM {table} t")  # noqa: S608  our own names
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {
            (table, key): json.loads(row) if isinstance(row, str) else row for table, key, row in cursor.fetchall()
        }


def changes(before: Picture, after: Picture, *, known: Iterable[str] = ()) -> list[str]:
    """Return what differs, one line a field, the same for two runs: fresh ids and this minute's moments have no value.

    `known` holds ids that the form brought itself.
    """
    ids = {key for _table, key in before} | set(known)
    lines = []
    for place in before.keys() | after.keys():
        old, new = before.get(place, {}), after.get(place, {})
        if old == new:
            continue
        for name in old.keys() | new.keys():
            if old.get(name) != new.get(name) and not (name == "id" and isinstance(new.get(name), int)):
                # A number is a key of its own table alone; another table may have had the same.
                key = place[1] if place in before or (place[1] in ids and not place[1].isdigit()) else "new"
                lines.append(f"{place[0]} {key} {name}: {_plain(old.get(name), ids)} → {_plain(new.get(name), ids)}")
    return sorted(lines)


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")


def _plain(value: Any, ids: set[str]) -> Any:
    if not isinstance(value, str):
        return value
    if _MOMENT.fullmatch(value):
        age = timezone.now() - datetime.datetime.fromisoformat(value)
        return "now" if abs(age) < datetime.timedelta(minutes=15) else value[:16]
    if _ID.fullmatch(value) and value not in ids:
        return "new"
    return "hash" if "$" in value[:20] or value.startswith("!") else value


# Words of ours. With others in them a row is shown nowhere, and what people wrote in it is not looked at either.
NOT_WORDS = {
    *("photo_key", "username", "password", "language", "last_language", "time_zone", "slug", "sort_key", "error"),
    *("stored_as", "small_as", "content_type", "digest", "field", "seal", "subject_kind", "noun"),
    *("SavedFilter.place", "GapMark.kind", "FormerPhoto.key", "headings", "model", "column", "object_id"),
    *("what", "why", "undone"),
}


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that people put words into."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.generated or field.primary_key)
        and not {field.name, f"{model.__name__}.{field.name}"} & NOT_WORDS
    ]


def write_everywhere(strings: list[str], tables: Iterable[type[models.Model]] | None = None) -> int:
    """Put the strings in turn into every text of every row, as past the forms; return how many texts took one."""
    written = turn = 0
    for model in tables or our_models(through=False):
        for key in list(model._base_manager.values_list("pk", flat=True)):
            for field in text_fields(model):
                turn += 1
                text = _fitting(field, strings[turn % len(strings)], turn)
                try:
                    with transaction.atomic():
                        model._base_manager.filter(pk=key).update(**{field.attname: text})
                        with connection.cursor() as cursor:
                            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    written += 1
                except DatabaseError:  # a row that answers to a rule of its own keeps its words
                    continue
    return written


def _fitting(field: models.Field, string: str, turn: int) -> str:
    if isinstance(field, models.EmailField):
        return f'"<rapport-canary>{turn}"@example.com'
    if isinstance(field, models.URLField):
        return f'https://example.com/{turn}?"><rapport-canary>'
    text = string.replace("\x00", "") + (f" {turn}" if field.unique else "")
    return text[: field.max_length] if field.max_length else text
