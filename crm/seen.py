"""The client a page is about and the rows that several parts of it show, found once whichever app draws them."""

import datetime as dt
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from core.prepared import prepared
from crm.installed import Installed, installed_at
from crm.models import (
    Client,
    ClientShare,
    Contract,
    Department,
    Favour,
    FormerName,
    Identifier,
    InstalledProduct,
    Person,
    PersonDate,
    Tagging,
)
from crm.models.person_date import soon_days
from crm.remembered import OPEN_SIDES, mark_days, open_favours
from crm.who_decides import in_rank

# What is shown of people; a column left out here and used costs a query a row, which tests count.
PERSON = (
    *("client", "name", "courtesy_title", "position", "level", "photo_key", "sort_key"),
    *("department__name", "department__function"),
)


@prepared(planned=True)
def _seen(user: User, client_id: UUID) -> QuerySet[Client]:
    return Client.objects.visible_to(user).select_related("industry", "owner", "team").filter(pk=client_id)


def client_seen(request: HttpRequest, client_id: UUID) -> Client:
    """Return the client if the person may see it; raise `Http404` for one they may not, as for one that is not there.

    Remembered with a page, not with what writes: an act looks for itself.
    """
    kept: Any = getattr(request, "rapport_client", None)
    if kept is not None and kept.pk == client_id and request.method in ("GET", "HEAD"):
        return kept
    user: Any = request.user
    found = _seen(user, client_id)
    if not found:
        raise Http404
    request.rapport_client = found[0]  # type: ignore[attr-defined]
    return found[0]


class ClientRows:
    """What hangs on a client that more than one part of its page shows: each list is asked for once.

    In `beside` an app above this one keeps its own lists, by their names.
    """

    def __init__(self, client_id: UUID) -> None:
        self.client_id = client_id
        self.beside: dict[str, Any] = {}

    @cached_property
    def people(self) -> list[Person]:
        """Those still there, with the ways to reach them, who decides first; each with a day that is soon (V12)."""
        found = in_rank(_people(self.client_id), self.departments)
        if self.there.has_days_soon:
            mark_days(found, today=timezone.localdate())
        return found

    @cached_property
    def departments(self) -> list[Department]:
        """All departments, archived ones too, in the client's own order."""
        return _departments(self.client_id)

    @cached_property
    def contracts(self) -> list[Contract]:
        """Those that run first, the next to end on top."""
        return _contracts(self.client_id)

    @cached_property
    def installed(self) -> Installed:
        """The products in use there, ours and the rivals'."""
        return installed_at(self.client_id)

    @cached_property
    def there(self) -> Any:
        """Which parts that most clients lack this one has: `has_tags`, …; one query instead of one for each.

        A client that is gone since the page began has none of them.
        """
        days = soon_days(timezone.localdate())
        found = _there(self.client_id, *days)
        return found[0] if found else SimpleNamespace(**dict.fromkeys(_parts(*days), False))

    @cached_property
    def favours(self) -> list[Favour]:
        """The open favours, oldest first."""
        return open_favours(self.client_id) if self.there.has_open_favours else []

    @property
    def rivals(self) -> list[InstalledProduct]:
        """What rivals have there, the next to end of each on top."""
        return [row for row in self.installed.rows if not row.is_ours]

    @cached_property
    def shares(self) -> list[ClientShare]:
        """The running shares and covers."""
        return _shares(self.client_id) if self.there.has_shares else []


def rows_seen(request: HttpRequest, client: Client) -> ClientRows:
    """Return the rows of a client that came from `client_seen`, the same for all parts of the page."""
    kept: Any = getattr(request, "rapport_client_rows", None)
    if kept is None or kept.client_id != client.pk:
        kept = request.rapport_client_rows = ClientRows(client.pk)  # type: ignore[attr-defined]
    return kept


@prepared(planned=True)
def _there(client_id: UUID, first: dt.date, last: dt.date) -> QuerySet[Client]:
    return Client.objects.filter(pk=client_id).only("id").annotate(**_parts(first, last))


def _parts(first: dt.date, last: dt.date) -> dict[str, Exists]:
    its_own = {"client_id": OuterRef("pk")}
    its_people = {"person__client_id": OuterRef("pk")}
    return {
        "has_subsidiaries": Exists(Client.objects.filter(parent_id=OuterRef("pk"))),
        "has_shares": Exists(ClientShare.objects.running().filter(**its_own)),
        "has_former_names": Exists(FormerName.objects.filter(archived_at=None, **its_own)),
        "has_identifiers": Exists(Identifier.objects.filter(archived_at=None, **its_own)),
        "has_tags": Exists(Tagging.objects.filter(**its_own)),
        "has_days_soon": Exists(PersonDate.objects.within(first, last).filter(**its_people)),
        "has_open_favours": Exists(Favour.objects.there().filter(side__in=OPEN_SIDES, **its_people)),
    }


@prepared(planned=True)
def _people(client_id: UUID) -> QuerySet[Person]:
    return (
        Person.objects.filter(client_id=client_id)
        .active()
        .select_related("department")
        .only(*PERSON)
        .with_ways("person", "channel", "value", "is_preferred")
        .telling_vacant()
        .order_by("sort_key", "pk")
    )


@prepared(planned=True)
def _departments(client_id: UUID) -> QuerySet[Department]:
    return Department.objects.filter(client_id=client_id).order_by("position", "name", "pk")


@prepared(planned=True)
def _contracts(client_id: UUID) -> QuerySet[Contract]:
    rows = Contract.objects.filter(client_id=client_id, archived_at=None)
    return rows.order_by("-state", F("ends_on").asc(nulls_last=True), "pk")


@prepared(planned=True)
def _shares(client_id: UUID) -> QuerySet[ClientShare]:
    rows = ClientShare.objects.running().filter(client_id=client_id).select_related("user")
    return rows.only("client_id", "ends_at", "user__name", "user__username").order_by("user__name", "pk")
