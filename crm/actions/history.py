"""Which of this app's nouns have a history, and how an old value comes back: through the noun's own action."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from core.history import keep_history
from crm.actions import (
    client,
    competitor,
    contract,
    department,
    former_name,
    identifier,
    installed,
    person,
    site,
    source,
)
from crm.models import (
    Client,
    Competitor,
    Contract,
    Department,
    FormerName,
    Identifier,
    InstalledProduct,
    Person,
    Site,
    SourceTried,
)


def _through(act: Callable[..., Any], name: str, *, timed: bool = False) -> Callable[..., Any]:
    """Return the action as history calls it; `name`, what the action calls its row."""

    def restore(by: User, row: Any, version: int, values: dict[str, Any], now: dt.datetime) -> Any:
        others = {"now": now} if timed else {}
        return act(by=by, version=version, values=values, **{name: row}, **others)

    return restore


def _may(user: User, row: Any) -> bool:
    return user.may(Permission.RECORD)


def of_client(name: str) -> Callable[[Any], str]:
    """Return how to find the page of a row that hangs on a client."""
    return lambda row: reverse(name, args=[row.client_id, row.pk])


def register() -> None:
    """Give this app's nouns their histories."""
    keep_history(
        "clients",
        Client,
        visible=lambda user: Client.objects.visible_to(user),
        url=lambda row: reverse("client-detail", args=[row.pk]),
        restore=_through(client.edit_client, "client"),
        may_restore=_may,
        restorable=client.FIELDS,
        hidden=frozenset({"last_visit_at", "parent"}),  # a parent firm that the reader may not see is not named
    )
    keep_history(
        "departments",
        Department,
        visible=lambda user: Department.objects.visible_to(user),
        url=lambda row: reverse("client-detail", args=[row.client_id]) + "#departments",
        restore=_through(department.edit_department, "department"),
        may_restore=_may,
        restorable=department.FIELDS,
    )
    parts: tuple[tuple[str, Any, str, Any, str, tuple[str, ...]], ...] = (
        ("sites", Site, "site-edit", site.edit_site, "site", site.FIELDS),
        ("former-names", FormerName, "former-name-edit", former_name.edit_former_name, "former", former_name.FIELDS),
        ("contracts", Contract, "contract-edit", contract.edit_contract, "contract", contract.FIELDS),
        ("identifiers", Identifier, "identifier-edit", identifier.edit_identifier, "identifier", identifier.FIELDS),
        ("sources-tried", SourceTried, "source-tried-edit", source.edit_tried, "tried", source.TRIED_FIELDS),
    )
    for noun, model, address, edit, name, fields in parts:
        keep_history(
            noun,
            model,
            visible=model.objects.visible_to,
            url=of_client(address),
            restore=_through(edit, name),
            may_restore=_may,
            restorable=fields,
        )
    keep_history(
        "contacts",
        Person,
        visible=lambda user: Person.objects.visible_to(user),
        url=of_client("client-person"),
        restore=_through(person.edit_person, "person"),
        may_restore=_may,
        restorable=person.FIELDS,
    )
    keep_history(
        "competitors",
        Competitor,
        visible=lambda user: (
            Competitor.objects.visible_to(user) if user.may(Permission.USE) else Competitor.objects.none()
        ),
        url=lambda row: reverse("competitor-detail", args=[row.pk]),
        restore=_through(competitor.edit_competitor, "competitor"),
        may_restore=_may,
        restorable=competitor.FIELDS,
    )
    keep_history(
        "installed",
        InstalledProduct,
        visible=lambda user: InstalledProduct.objects.visible_to(user),
        url=of_client("installed-edit"),
        restore=_through(installed.edit_installed, "installed", timed=True),
        may_restore=_may,
        restorable=installed.FIELDS,
    )
