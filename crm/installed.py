"""What a client's page shows of the products in use there (K4)."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from core.prepared import prepared
from crm.models import Contract, InstalledProduct
from crm.models.installed import LAST_DAY


@dataclass(frozen=True, slots=True)
class Installed:
    """A client's products in use, ours first, each the next to end on top.

    `monthly`: what they pay us a month, in the house's currency, None where no value of ours is known; `theirs`: how
    many of `rows` are a rival's.
    """

    rows: list[InstalledProduct]
    monthly: Decimal | None
    theirs: int
    currency: str

    @property
    def ours(self) -> int:
        """How many of them are ours."""
        return len(self.rows) - self.theirs

    def under(self, contract: Contract) -> list[InstalledProduct]:
        """Return those that stand in a contract: what it is for."""
        return [row for row in self.rows if row.contract_id == contract.pk]


def installed_at(client_id: UUID) -> Installed:
    """Return the products in use at a client, by one query."""
    rows = list(_rows(client_id))
    values = [row.monthly_value for row in rows if row.is_ours and row.monthly_value is not None]
    theirs = sum(not row.is_ours for row in rows)
    return Installed(rows, sum(values, Decimal()) if values else None, theirs, str(settings.CURRENCY))


@prepared(planned=True)
def _rows(client_id: UUID) -> QuerySet[InstalledProduct]:
    rows = InstalledProduct.objects.filter(client_id=client_id, archived_at=None)
    rows = rows.select_related("competitor", "department", "contract").defer("department__also", "contract__also")
    return rows.order_by(
        F("competitor__sort_key").asc(nulls_first=True),
        LAST_DAY.asc(nulls_last=True),
        "pk",
    )
