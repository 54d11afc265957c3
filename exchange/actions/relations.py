"""Everything that points at a row, found by looking: a noun that is added tomorrow is among it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from crm.models import Client, Person

# What names a row by its id without a foreign key: (model, field) → rows of which nouns it may name.
NAMING: dict[tuple[str, str], tuple[type[models.Model], ...]] = {
    ("crm.GapMark", "object_id"): (Client, Person),
    ("visits.HandoverItem", "subject_id"): (Client, Person),
}


def pointing_at(model: type[models.Model]) -> Iterator[tuple[Any, Any]]:
    """Yield (model, foreign key) of each relation to `model`, tables between two nouns too, history left out.

    History tells what was: its rows keep the ids they had.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        is_reverse = relation.auto_created and not relation.concrete
        if not is_reverse or not (relation.one_to_many or relation.one_to_one):
            continue
        other: Any = relation.related_model
        if getattr(other, "pgh_tracked_model", None) is None:
            yield other, relation.field  # type: ignore[union-attr]


def naming(model: type[models.Model]) -> Iterator[tuple[Any, Any]]:
    """Yield (model, field) of what names a row of `model` without a foreign key. An id is of one noun alone."""
    for (label, name), nouns in NAMING.items():
        if model in nouns:
            other = apps.get_model(label)
            yield other, other._meta.get_field(name)


def single_marks(model: Any) -> list[str]:
    """Return the marks that one row among several may bear: what a conditional unique constraint asks to be true."""
    found = set()
    for constraint in model._meta.constraints:
        condition = getattr(constraint, "condition", None)
        if isinstance(constraint, models.UniqueConstraint) and condition is not None:
            found |= {one[0] for one in condition.children if isinstance(one, tuple) and one[1] is True}
    return sorted(found)


def kept_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that a person fills in, to be chosen from when two rows become one."""
    passed = ("client", "owner", "address")
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in passed and not field.generated
    ]


def choosable_fields(kept: Any, gone: Any) -> list[Any]:
    """Return those of two rows that become one: of people of two clients none that names a row of either client."""
    apart = hasattr(kept, "client_id") and kept.client_id != gone.client_id
    return [field for field in kept_fields(type(kept)) if not (apart and field.related_model)]


def stored(row: models.Model) -> dict[str, Any]:
    """Return a whole row as JSON holds it, to be made again by `again`."""
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    return {field.attname: field.value_to_string(row) if _has(row, field) else None for field in fields}


def again(model: Any, data: dict[str, Any]) -> None:
    """Insert a row that `stored` has kept."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: None if value is None else read(fields[name], value) for name, value in data.items()}
    model._base_manager.bulk_create([model(**values)])


def read(field: Any, value: Any) -> Any:
    """Return a value of a field from what JSON holds."""
    return None if value is None else (field.target_field if field.is_relation else field).to_python(value)


def written(field: Any, row: models.Model) -> Any:
    """Return a field's value as JSON holds it."""
    return field.value_to_string(row) if _has(row, field) else None


def _has(row: models.Model, field: Any) -> bool:
    return getattr(row, field.attname) is not None
