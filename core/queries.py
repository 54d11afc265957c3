"""Query pieces that Django has no word for. Lookups are registered when core is loaded (core/apps.py)."""

from functools import reduce
from operator import or_
from typing import Any, Self, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Lookup, Q, UUIDField
from django.db.models.functions import Cast
from django.db.models.sql import Query

from core.prepared import Keys


@UUIDField.register_lookup
class AnyOf(Lookup):
    """`column = ANY(ARRAY(subquery))`: unlike IN, it is computed once and may use an index beside an OR.

    Given `Keys` it is `column = ANY(ids)`, for the rows of a few known ids.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def get_prep_lookup(self):  # type: ignore[no-untyped-def]
        # Django hands a queryset over as its Query.
        return ArraySubquery(self.rhs) if isinstance(self.rhs, models.QuerySet | Query) else self.rhs

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        left, left_params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, Keys):
            return f"{left} = ANY(%s::uuid[])", [*left_params, self.rhs.literal]
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_params, *right_params]


@models.ForeignKey.register_lookup
class RelatedAnyOf(AnyOf):
    """The same for a foreign key: `client__any_of=Client.objects.….values("pk")`."""


def copied_key(to: str) -> Any:
    """Return the field for a key that the database copies from another row and keeps in step (docs/adr/0008).

    The row it is copied from has the constraint; an index is among the model's own, in the order of a list.
    """
    return models.ForeignKey(
        to, models.PROTECT, null=True, editable=False, related_name="+", db_index=False, db_constraint=False
    )


RowType = TypeVar("RowType", bound=models.Model)


class ScopedQuerySet(models.QuerySet[RowType]):
    """Rows that a person may see for one of several reasons, each of which an index answers in the list's order.

    As a plain queryset it is the reasons joined by OR. PostgreSQL answers that for one row or a few, but for a list it
    either sorts all that a person may see or walks everybody's rows until enough of theirs have come by. `first_of`
    therefore asks for each reason apart, and `bare` is kept for it: the same rows without the reasons.
    """

    reasons: tuple[Q, ...] = ()
    bare: Self | None = None

    def for_any(self, *reasons: Q) -> Self:
        """Return the rows for which one of the reasons holds."""
        rows = self.filter(reduce(or_, reasons))
        rows.reasons, rows.bare = reasons, self.whole()
        return rows

    def whole(self) -> Self:
        """Return the same rows, to be read in one go: another filter on them has an index that suffices."""
        rows = self.all()
        rows.reasons, rows.bare = (), None
        return rows

    def filter(self, *args: Any, **kwargs: Any) -> Self:
        rows = super().filter(*args, **kwargs)
        if rows.bare is not None:
            rows.bare = rows.bare.filter(*args, **kwargs)
        return rows

    def exclude(self, *args: Any, **kwargs: Any) -> Self:
        rows = super().exclude(*args, **kwargs)
        if rows.bare is not None:
            rows.bare = rows.bare.exclude(*args, **kwargs)
        return rows

    def annotate(self, *args: Any, **kwargs: Any) -> Self:
        rows = super().annotate(*args, **kwargs)
        if rows.bare is not None:
            rows.bare = rows.bare.annotate(*args, **kwargs)
        return rows

    def alias(self, *args: Any, **kwargs: Any) -> Self:
        rows = super().alias(*args, **kwargs)
        if rows.bare is not None:
            rows.bare = rows.bare.alias(*args, **kwargs)
        return rows

    def __and__(self, other: Any) -> Self:
        return super().__and__(other).whole()

    def __or__(self, other: Any) -> Self:
        return super().__or__(other).whole()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.reasons, clone.bare = self.reasons, self.bare
        return clone

    def _combinator_query(self, *args: Any, **kwargs: Any) -> Self:
        return super()._combinator_query(*args, **kwargs).whole()  # type: ignore[misc]


class FirstToHand(ArraySubquery):
    """Up to `most` of the keys that `rows` (keys alone, in no order) gives, by the plan that finds all of them best.

    Told that a few will do, PostgreSQL reads the table from its start until they have come by. That is right for what
    every other row holds; what nobody has written costs it the whole table, two million departments in half a second.
    """

    def __init__(self, rows: models.QuerySet[Any, Any], *, most: int) -> None:
        super().__init__(rows.order_by())
        self.extra["most"] = most

    template = "ARRAY(WITH held AS MATERIALIZED (%(subquery)s) SELECT * FROM held LIMIT %(most)s)"


def newest_keys(rows: models.QuerySet[RowType], *, most: int, key: str = "pk") -> models.QuerySet[Any, Any]:
    """Return the keys of up to `most` of `rows`, those made last, found by their condition's index in any case.

    For rows that hold a word, to be asked for with `pk__any_of`. In the order of a list and with its limit, PostgreSQL
    walks the list until enough have come by that hold the word: for one that nobody has written, a million rows whose
    words are computed one by one. Ordered by the key's text, which no index has, it must begin with the word.
    """
    if isinstance(rows, ScopedQuerySet):
        rows = rows.whole()
    return rows.order_by(Cast(key, models.TextField()).desc()).values(key)[:most]


def first_of(rows: models.QuerySet[RowType], *, order: tuple[str, ...], limit: int) -> models.QuerySet[RowType]:
    """Return the first `limit` of `rows` in `order` (names of fields, ending with a unique one), as one query.

    Rows seen for several reasons are asked for each reason apart: `limit` keys by each, through its own index, then
    the first of those. What that costs does not depend on how much a person may see. All filters, the reasons' OR
    among them, stay: a wrong reason may cost time or lose a row, but never shows one.
    """
    if isinstance(rows, ScopedQuerySet) and len(rows.reasons) > 1 and rows.bare is not None:
        keys = rows.bare.order_by(*order).values("pk")
        first, *others = (keys.filter(reason)[:limit] for reason in rows.reasons)
        rows = rows.whole().filter(pk__in=first.union(*others))
    return rows.order_by(*order)[:limit]
