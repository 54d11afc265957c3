"""Which of this app's nouns have a history, and how an old value comes back: through the noun's own action."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

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
    industry,
    installed,
    person,
    person_photo,
    site,
    source,
    tag,
)
from crm.actions.history_parts import PARTS_OF_CLIENT
from crm.actions.person_part import edit_part
from crm.actions.trait import read_trait
from crm.models import (
    Acquaintance,
    Client,
    Competitor,
    ContactWay,
    Contract,
    Department,
    Favour,
    FormerEmployer,
    FormerName,
    Identifier,
    Industry,
    IndustryNote,
    InstalledProduct,
    Person,
    PersonDate,
    PersonPart,
    Relation,
    Site,
    SourceTried,
    Tag,
    Trait,
)
from crm.models.client import REVENUE_WORDS
from crm.models.trait import rules


def _through(act: Callable[..., Any], name: str, *, timed: bool = False) -> Callable[..., Any]:
    """Return the action as history calls it; `name`, what the action calls its row."""

    def restore(by: User, row: Any, version: int, values: dict[str, Any], now: dt.datetime) -> Any:
        others = {"now": now} if timed else {}
        return act(by=by, version=version, values=values, **{name: row}, **others)

    return restore


def _restore_person(by: User, row: Any, version: int, values: dict[str, Any], now: dt.datetime) -> Any:
    if "photo_key" not in values:
        return person.edit_person(by=by, person=row, version=version, values=values)
    key = values["photo_key"]
    if not key:
        return person_photo.remove_photo(by=by, person=row, version=version, now=now)
    return person_photo.restore_photo(by=by, person=row, version=version, now=now, key=key)


def _photos_kept(row: Any) -> dict[str, str]:
    address = reverse("person-photo", args=[row.client_id, row.pk])
    return {key: f"{address}?of={key}" for key in person_photo.photos_of(row)}


def _may(user: User, row: Any) -> bool:
    return user.may(Permission.RECORD)


def of_client(name: str) -> Callable[[Any], str]:
    """Return how to find the page of a row that hangs on a client."""
    return lambda row: reverse(name, args=[row.client_id, row.pk])


# What hangs on a person: the word in its addresses (crm/parts.py), and the fields that come back. What makes a trait
# sensitive does not: it goes with a reason and an end.
PARTS: tuple[tuple[str, type[PersonPart], str, tuple[str, ...]], ...] = (
    ("ways", ContactWay, "way", ("channel", "value", "label", "note", "is_preferred")),
    ("dates", PersonDate, "date", ("kind", "label", "calendar", "year", "month", "day", "is_leap_month", "note")),
    ("acquaintances", Acquaintance, "acquaintance", ("colleague", "kind", "strength", "since_year", "note")),
    ("relations", Relation, "relation", ("kind", "strength", "note", "source")),
    ("employers", FormerEmployer, "employer", ("name", "position", "from_year", "until_year", "note")),
    ("favours", Favour, "favour", ("side", "text", "on", "colleague")),
    ("traits", Trait, "trait", ("kind", "text", "source", "noted_on")),
)


def _part_page(kind: str) -> Callable[[Any], str]:
    return lambda row: reverse("person-part-edit", args=[row.person.client_id, row.person_id, kind, row.pk])


def _traits(user: User) -> Any:
    """Return the traits whose history is open: of sensitive ones those that may be read now."""
    kinds = [value for value, _label in rules().allowed]
    readable = Q(sensitivity__in=kinds, removed_at=None, expires_on__gte=timezone.localdate())
    return Trait.objects.visible_to(user).filter(Q(sensitivity="") | readable).select_related("person__client")


def _open_trait(user: User, row: Trait, now: dt.datetime) -> None:
    """To open what was written before is to read it."""
    if row.sensitivity:
        read_trait(by=user, trait=row, now=now)


def _register_parts() -> None:
    special: dict[str, dict[str, Any]] = {
        "traits": {
            "visible": _traits,
            "opened": _open_trait,
            # What it said while it was sensitive in another way has a reader's log of its own, or none any more.
            "seen": lambda user, row: Q(sensitivity__in=("", row.sensitivity)),
        }
    }
    for noun, model, kind, fields in PARTS:
        of_all = {"visible": lambda user, rows=model.objects: rows.visible_to(user).select_related("person__client")}
        keep_history(
            noun,
            model,
            **of_all | special.get(noun, {}),
            url=_part_page(kind),
            restore=_through(edit_part, "row"),
            may_restore=_may,
            restorable=fields,
            # Whose it is stands above; how it is found and linked follows from the rest.
            hidden=frozenset({"person", "noted_by", "key", "client", "competitor"}),
        )


def _register_words() -> None:
    """The words that the house shares: the tree of industries, what is known of each, tags."""

    def restore_note(by: User, row: Any, version: int, values: dict[str, Any], now: dt.datetime) -> Any:
        return industry.edit_note(by=by, note=row, version=version, body=values["body"])

    def restore_tag(by: User, row: Any, version: int, values: dict[str, Any], now: dt.datetime) -> Any:
        return tag.rename_tag(by=by, tag=row, version=version, name=values["name"])

    keep_history(
        "industries",
        Industry,
        visible=lambda user: Industry.objects.all() if user.may(Permission.RECORD) else Industry.objects.none(),
        url=lambda row: reverse("industry-detail", args=[row.pk]),
        restore=_through(industry.edit_industry, "industry"),
        may_restore=_may_keep_words,
        restorable=industry.FIELDS,
    )
    keep_history(
        "industry-notes",
        IndustryNote,
        visible=lambda user: IndustryNote.objects.visible_to(user).active(),
        url=lambda row: reverse("industry-detail", args=[row.industry_id]) + "#notes",
        restore=restore_note,
        may_restore=industry.may_edit_note,
        restorable=("body",),
    )
    keep_history(
        "tags",
        Tag,
        visible=lambda user: Tag.objects.all() if _may_keep_words(user, None) else Tag.objects.none(),
        url=lambda row: reverse("tag-edit", args=[row.pk]),
        restore=restore_tag,
        may_restore=_may_keep_words,
        restorable=("name",),
    )


def _may_keep_words(user: User, row: Any) -> bool:
    return user.may(Permission.MANAGE_DATA)


def register() -> None:
    """Give this app's nouns their histories."""
    _register_parts()
    _register_words()
    keep_history(
        "clients",
        Client,
        visible=lambda user: Client.objects.visible_to(user),
        url=lambda row: reverse("client-detail", args=[row.pk]),
        restore=_through(client.edit_client, "client"),
        may_restore=_may,
        restorable=client.FIELDS,
        hidden=frozenset({"last_visit_at", "parent"}),  # a parent firm that the reader may not see is not named
        parts=PARTS_OF_CLIENT,
        said={"revenue": REVENUE_WORDS},
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
        restore=_restore_person,
        may_restore=_may,
        restorable=(*person.FIELDS, "photo_key"),
        pictures={"photo_key": _photos_kept},
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
