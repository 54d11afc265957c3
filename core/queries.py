"""Query pieces that Django has no word for. Registered when core is loaded (core/apps.py)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Lookup, UUIDField
from django.db.models.sql import Query


@UUIDField.register_lookup
class AnyOf(Lookup):
    """`column = ANY(ARRAY(subquery))`: unlike IN, it is computed once and may use an index beside an OR."""

    lookup_name = "any_of"
    prepare_rhs = False

    def get_prep_lookup(self):  # type: ignore[no-untyped-def]
        # Django hands a queryset over as its Query.
        return ArraySubquery(self.rhs) if isinstance(self.rhs, models.QuerySet | Query) else self.rhs

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_params, *right_params]


@models.ForeignKey.register_lookup
class RelatedAnyOf(AnyOf):
    """The same for a foreign key: `client__any_of=Client.objects.….values("pk")`."""
