"""Write many locked rows at once, as `save_checked` writes one: what is found by follows, the version rises."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any


def write_all(rows: Sequence[Any], fields: Iterable[str], *, now: dt.datetime) -> None:
    """Write `fields` (attributes) of `rows`, all of one model and locked by the caller; raise each version by one."""
    if not rows:
        return
    model = type(rows[0])
    names = {model._meta.get_field(name).name for name in fields}
    following = [field for field in model._meta.concrete_fields if names & set(getattr(field, "of", ()))]
    for row in rows:
        row.version += 1
        row.updated_at = now
        for field in following:
            field.pre_save(row, add=False)
    every = sorted({*names, *(field.name for field in following), "version", "updated_at"})
    model._base_manager.bulk_update(rows, every, batch_size=200)
