from functools import lru_cache
from uuid import UUID

import psycopg2.extensions
from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Parts without tables and without business words, that every other app may use."""

    name = "core"

    def ready(self) -> None:
        import core.queries  # noqa: F401, PLC0415  registers lookups once the models are loaded

        read_ids_once()


def read_ids_once() -> None:
    """Have psycopg2 make an id that it has lately read into the same UUID object again: a list is full of them."""
    kept = lru_cache(maxsize=20_000)(UUID)
    psycopg2.extensions.register_type(
        psycopg2.extensions.new_type((_UUID_OID,), "UUID", lambda text, cursor: text and kept(text))
    )


_UUID_OID = 2950
