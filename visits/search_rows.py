"""The rows that a search shows, as much of each as its list shows, and those that somebody opened last."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts.models import User
from core.prepared import Keys, prepared
from crm.models import Client, Competitor, Contract, Department, Person
from visits.models import Complaint, Objection, Promise, Request, Visit

Recent = Sequence[tuple[str, UUID]]  # kinds and ids

# The columns besides the id; what is left out here and shown costs a query a row.
CLIENT = ("name", "other_name", "tier", "phone", "owner__name", "owner__username")
PERSON = ("name", "position", "client__name")
VISIT = ("starts_at", "purpose", "state", "client__name")
PROMISE = ("due_on", "text", "state", "client__name")
FINDING = ("text", "noted_at", "visit_id", "client__name")
COMPLAINT = ("text", "raised_at", "state", "request_id", "client__name")
CONTRACT = ("number", "subject", "ends_on", "state", "client__name")
DEPARTMENT = ("name", "function", "client__name")
RIVAL = ("name", "other_name")


def opened_lately(user: User, recent: Recent) -> list[tuple[str, Model]]:
    """Return kind and row of what the person opened last and still may see, latest first."""
    rows: dict[tuple[str, UUID], Model] = {}
    for kind, visible in _OPENED.items():
        ids = Keys(pk for of, pk in recent if of == kind)
        if ids:
            rows |= {(kind, row.pk): row for row in visible(user, ids)}
    return [(kind, rows[kind, pk]) for kind, pk in recent if (kind, pk) in rows]


# What the person may see of the ids, which came from their browser.


@prepared(planned=True)
def _opened_clients(user: User, ids: Keys) -> QuerySet[Client]:
    return Client.objects.visible_to(user).active().filter(pk__any_of=ids).only("name")


@prepared(planned=True)
def _opened_people(user: User, ids: Keys) -> QuerySet[Person]:
    found = Person.objects.visible_to(user).active().filter(pk__any_of=ids)
    return found.select_related("client").only(*PERSON)


@prepared(planned=True)
def _opened_visits(user: User, ids: Keys) -> QuerySet[Visit]:
    return Visit.objects.visible_to(user).filter(pk__any_of=ids).select_related("client").only(*VISIT)


@prepared(planned=True)
def _opened_promises(user: User, ids: Keys) -> QuerySet[Promise]:
    return Promise.objects.visible_to(user).filter(pk__any_of=ids).select_related("client").only(*PROMISE)


@prepared(planned=True)
def _opened_rivals(user: User, ids: Keys) -> QuerySet[Competitor]:
    return Competitor.objects.visible_to(user).active().filter(pk__any_of=ids).only(*RIVAL)


_OPENED: dict[str, Callable[[User, Keys], Sequence[Any]]] = {
    "client": _opened_clients,
    "person": _opened_people,
    "visit": _opened_visits,
    "promise": _opened_promises,
    "rival": _opened_rivals,
}


# The ids come from a query that began at `visible_to`.


@prepared(planned=True)
def clients_of(ids: Keys) -> QuerySet[Client]:
    return Client.objects.filter(pk__any_of=ids).select_related("owner").only(*CLIENT)


@prepared(planned=True)
def people_of(ids: Keys) -> QuerySet[Person]:
    return Person.objects.filter(pk__any_of=ids).select_related("client").only(*PERSON).telling_vacant()


@prepared(planned=True)
def visits_of(ids: Keys) -> QuerySet[Visit]:
    return Visit.objects.filter(pk__any_of=ids).select_related("client").only(*VISIT)


@prepared(planned=True)
def promises_of(ids: Keys) -> QuerySet[Promise]:
    return Promise.objects.filter(pk__any_of=ids).select_related("client").only(*PROMISE)


@prepared(planned=True)
def rivals_of(ids: Keys) -> QuerySet[Competitor]:
    return Competitor.objects.filter(pk__any_of=ids).only(*RIVAL)


@prepared(planned=True)
def requests_of(ids: Keys) -> QuerySet[Request]:
    return Request.objects.filter(pk__any_of=ids).select_related("client").only(*FINDING)


@prepared(planned=True)
def objections_of(ids: Keys) -> QuerySet[Objection]:
    return Objection.objects.filter(pk__any_of=ids).select_related("client").only(*FINDING)


@prepared(planned=True)
def complaints_of(ids: Keys) -> QuerySet[Complaint]:
    return Complaint.objects.filter(pk__any_of=ids).select_related("client").only(*COMPLAINT)


@prepared(planned=True)
def contracts_of(ids: Keys) -> QuerySet[Contract]:
    return Contract.objects.filter(pk__any_of=ids).select_related("client").only(*CONTRACT)


@prepared(planned=True)
def departments_of(ids: Keys) -> QuerySet[Department]:
    return Department.objects.filter(pk__any_of=ids).select_related("client").only(*DEPARTMENT)
