"""What may be commented on, whose it is, where it is shown, and which colleagues see it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import Role, Team, User
from crm.access import check, who_see_client
from crm.models import Client, Person
from visits.models import Complaint, Promise, Visit

Subject = Client | Person | Complaint | Visit | Promise
MOST_NAMED = 200


def client_of(row: Subject) -> Client:
    """Return the client that a row belongs to, or is."""
    return row if isinstance(row, Client) else row.client


def owner_of(row: Subject) -> User:
    """Return who is responsible for a row: its own owner, else its client's."""
    return client_of(row).owner if isinstance(row, Person) else row.owner


def place_of(row: Subject) -> str:
    """Return the address at which a row and its comments are shown."""
    if isinstance(row, Person):
        return reverse("client-person", args=[row.client_id, row.pk]) + "#comments"
    name = {Client: "client", Complaint: "complaint", Visit: "visit", Promise: "promise"}[type(row)]
    return reverse(f"{name}-detail", args=[row.pk]) + "#comments"


def lock_subject(row: Subject) -> None:
    """Lock a row for the rest of the transaction, so that it is neither erased nor taken back while something is hung
    on it. Raises `NotYours` where it is gone, and for a person who is erased.
    """
    model: Any = type(row)
    rows = model._base_manager.select_for_update(no_key=True, of=("self",))
    if isinstance(row, Person):
        rows = rows.filter(erased_at=None)
    check(rows.filter(pk=row.pk).values_list("pk", flat=True).first() is not None)


def sees(user: User, row: Subject) -> bool:
    """Whether a colleague sees a row, by its own rule."""
    return user.is_active and type(row).objects.visible_to(user).filter(pk=row.pk).exists()


def colleagues_who_see(row: Subject) -> QuerySet[User]:
    """Return the colleagues who see a row, as its `visible_to` says of each of them.

    The client's; of a visit, promise or complaint its owner and the leads of its team and of those above; of a visit
    shared for discussion its team.
    """
    if isinstance(row, Client | Person):
        return who_see_client(client_of(row))[:MOST_NAMED]
    more = Q(pk=row.owner_id) | Q(role=Role.LEAD, led_teams__in=_up_from(row.team))
    if isinstance(row, Visit) and row.is_shared_for_discussion and row.team_id:
        more |= Q(team_id=row.team_id)
    client = Q(pk__in=who_see_client(row.client).order_by().values("pk"))
    people: QuerySet[User] = User.objects.filter(client | more, is_active=True).order_by("name", "pk")
    return people.distinct()[:MOST_NAMED]


def _up_from(team: Team | None) -> list[Any]:
    found: list[Any] = []
    while team is not None and team.pk not in found:
        found.append(team.pk)
        team = team.parent
    return found
