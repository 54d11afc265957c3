"""What a late writer has touched, and what they only had on their page: told apart by the row's history."""

from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import QueryDict


def as_it_was(current: models.Model, version: int | None) -> Any:
    """Return the event that holds a row as it was at a version, None where that is not known."""
    events: Any = getattr(type(current), "pgh_event_model", None)
    if events is None or version is None or "version" not in {one.name for one in events._meta.concrete_fields}:
        return None
    return events._base_manager.filter(pgh_obj_id=current.pk, version=version).order_by("-pgh_id").first()


def is_as_before(before: Any, name: str, cleaned: Any) -> bool:
    """Whether a cleaned value is what the event holds; of a field that it does not hold nobody knows."""
    try:
        kept = getattr(before, before._meta.get_field(name).attname)
    except FieldDoesNotExist:
        return False
    return _plain(kept) == _plain(cleaned.pk if isinstance(cleaned, models.Model) else cleaned)


def _plain(value: Any) -> Any:
    """Return text with the line ends of a database, whatever a browser sent; anything else as it is."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def put_into(data: QueryDict, bound: forms.BoundField, value: Any) -> None:
    """Let sent data hold a stored value of a field, as a browser would send it."""
    shown: Any = bound.field.widget.format_value(bound.field.prepare_value(value))
    if isinstance(bound.field.widget, forms.CheckboxInput):
        data.setlist(bound.html_name, ["on"] if value else [])
    elif isinstance(shown, list | tuple):
        data.setlist(bound.html_name, [str(one) for one in shown])
    else:
        data[bound.html_name] = "" if shown is None else str(shown)
