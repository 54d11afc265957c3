"""What a prepared query reads along from the other side of a foreign key, its SQL worked out once a process too.

Django builds the query of a `prefetch_related` anew for each request, and a related manager for each row. Here rows of
`visits.prefetch_related("topics")` are asked for by a query that is kept, and laid where `visit.topics.all()` looks.
Other lookups (many to many, over two relations, rows with lookups of their own) are left to Django.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, Prefetch, QuerySet
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor


@dataclass(frozen=True, slots=True)
class Along:
    """The rows on the other side, their key to the row they hang on, and where they are laid."""

    rows: QuerySet
    key: ForeignKey
    to_attr: str | None

    def hanging_on(self, ids: Any) -> QuerySet:
        """Return those that hang on rows with `ids`."""
        return self.rows.filter(**{f"{self.key.name}__any_of": ids})

    def lay(self, owners: Sequence[Model], read: Iterable[Any]) -> None:
        """Lay what was read where each of `owners` is asked for it, as Django would."""
        by_id = {owner.pk: owner for owner in owners}
        own = defaultdict[UUID, list[Any]](list)
        name, id_name = self.key.name, self.key.attname
        for one in read:
            owner_id = getattr(one, id_name)
            one._state.fields_cache[name] = by_id[owner_id]
            own[owner_id].append(one)
        lies_in = self.key.remote_field.cache_name
        for owner in owners:
            if self.to_attr:
                setattr(owner, self.to_attr, own[owner.pk])
                continue
            laid: Any = self.rows._chain()  # type: ignore[attr-defined]
            laid._deferred_filter = (False, (), {name: owner})  # for a filter upon it, which is a query of its own
            laid._result_cache, laid._prefetch_done = own[owner.pk], True
            owner.__dict__.setdefault("_prefetched_objects_cache", {})[lies_in] = laid


def along(model: type[Model], lookup: str | Prefetch) -> Along | None:
    """Return what `lookup` reads along with rows of `model`; None where that is left to Django."""
    given: Any = lookup if isinstance(lookup, Prefetch) else Prefetch(lookup)
    relation = getattr(model, given.prefetch_through, None)
    if type(relation) is not ReverseManyToOneDescriptor:
        return None
    key: Any = relation.rel.field
    rows: Any = relation.rel.related_model._default_manager.all() if given.queryset is None else given.queryset
    if rows._prefetch_related_lookups or rows.query.is_sliced:
        return None
    return Along(rows, key, given.to_attr)
