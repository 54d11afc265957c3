"""What is called as was typed: clients, people, rivals and departments, the better ones first.

As much of each as tells how well it fits; the rows that are shown are brought by `visits/search_rows.py`.
"""

from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import CharField, UUIDField

from accounts.models import User
from core.beginning import BY_NAME, Stretch
from core.prepared import Keys, Text, prepared
from core.queries import FirstToHand, first_of
from core.search import Sought, normalise
from crm.models import Client, Competitor, Department, Person
from crm.search import called_so
from visits.search_rows import Recent

CANDIDATES = 40  # rows of a group among which the better ones are brought forward
MOST_SEARCHED = 100  # clients whose visits and promises are looked through
MOST_DEPARTMENTS = 500  # departments of a name among which the newest are shown
MOST_RECENT = 12
NAMED = ("client", "person", "rival")
VERY_NAME: dict[str, tuple[str, ...]] = {
    "client": ("other_name", "short_name"), "person": (), "rival": ("other_name",),
}  # fmt: skip


class Named(NamedTuple):
    """A row found by its name, as much of it as tells how well it fits."""

    kind: str
    pk: UUID
    name: str
    other_name: str
    short_name: str
    sort_key: str
    owner_id: UUID | None
    archived_at: Any


def named_so(
    user: User, asked: Sought, typed: str, each: int, recent: Recent, *, departments: bool = False
) -> dict[str, list[Named]]:
    """Return the best found by name of each kind, and all clients looked through as "any client"."""
    groups: dict[str, list[Named]] = {kind: [] for kind in (*NAMED, "department")}
    if asked.words:
        most = {kind: MOST_SEARCHED if kind == "client" else CANDIDATES for kind in NAMED}
        nowhere = Stretch(Text(), Text())  # what has no name, such as a number alone
        called = (*(called_so(typed) or nowhere), *(called_so(typed, are_people=True) or nowhere))
        for row in _names(user, replace(asked, is_likely=True), *called, True, tuple(most.items()), 0):
            groups[row[0]].append(Named(*row))
        lacking = tuple((kind, limit) for kind, limit in most.items() if len(groups[kind]) < limit)
        more = each if departments else 0
        for row in _names(user, asked, *called, False, lacking, more) if lacking or more else ():
            groups[row[0]].append(Named(*row))
        groups |= {kind: groups[kind][:limit] for kind, limit in most.items()}
    in_firms = groups.pop("department")
    through = groups["client"]
    groups["client"] = [row for row in through if row.archived_at is None][:CANDIDATES]
    if len(through) == MOST_SEARCHED and len(groups["client"]) < CANDIDATES:
        groups["client"] = [Named(*row) for row in _active_clients(user, asked, CANDIDATES)]
    # Where there may be more, a better one may be among them.
    full = tuple(kind for kind, rows in groups.items() if len(rows) == CANDIDATES)
    if full:
        seen = {row.pk for rows in groups.values() for row in rows}
        lately = Keys(pk for _kind, pk in recent)
        for row in _better(user, asked, Text(typed.strip()), lately, full, each):
            if row[1] not in seen:
                groups[row[0]].append(Named(*row))
    best = {kind: _best(rows, typed, user, each, recent) for kind, rows in groups.items()}
    return best | {"any client": through, "department": in_firms}


def _best(rows: list[Named], typed: str, user: User, each: int, recent: Recent) -> list[Named]:
    words = normalise(typed)
    joined = words.replace(" ", "")
    lately = {pk: at for at, (_kind, pk) in enumerate(recent)}

    def rank(row: Named) -> tuple[Any, ...]:
        names = [normalise(text) for text in (row.name, row.other_name, row.short_name) if text]
        key = row.sort_key.replace(" ", "")
        return (
            words not in names,
            lately.get(row.pk, MOST_RECENT),
            not any(name.startswith(words) for name in [*names, row.sort_key, key]) and not key.startswith(joined),
            row.owner_id != user.pk,
            row.sort_key,
        )

    return sorted(rows, key=rank)[:each]


def _as_named(kind: str, rows: Any) -> Any:
    """Return the rows as `Named` reads them, the same columns whatever they are."""
    is_client, nothing = kind == "client", Value("", output_field=CharField())
    return rows.values_list(
        Value(kind), "pk", "name", nothing if kind == "department" else F("other_name"),
        F("short_name") if is_client else nothing, nothing if kind == "department" else F("sort_key"),
        F("owner_id") if is_client else Value(None, output_field=UUIDField()), "archived_at",
    )  # fmt: skip


def _found_by(kind: str, user: User, asked: Sought) -> Any:
    if kind == "client":
        return Client.objects.visible_to(user).found_by(asked)
    model: Any = Person if kind == "person" else Competitor
    return model.objects.visible_to(user).active().found_by(asked)


@prepared
def _names(
    user: User,
    asked: Sought,
    firm: Text,
    after_firm: Text,
    person: Text,
    after_person: Text,
    begin_so: bool,
    most: tuple[tuple[str, int], ...],
    departments: int,
) -> QuerySet[Any]:
    """Return the first by name, so many of each of the kinds, that begin as was typed, or that do not.

    Of clients the archived ones too; and up to so many `departments`. Planned anew for each word: one that is rare is
    found by its index, one that is common in the order of names.
    """
    parts = []
    for kind, limit in most:
        stretch = Stretch(person, after_person) if kind == "person" else Stretch(firm, after_firm)
        rows = _found_by(kind, user, asked).filter(stretch.inside if begin_so else stretch.outside)
        parts.append(_as_named(kind, first_of(rows, order=BY_NAME, limit=limit)))
    if departments:
        # Many a client has a department of the very name: the first that come to hand, rather than all of them sorted.
        found = Department.objects.visible_to(user).filter(archived_at=None).found_by(asked)
        rows = Department.objects.filter(pk__any_of=FirstToHand(found.values("pk"), most=MOST_DEPARTMENTS))
        parts.append(_as_named("department", rows.order_by("-created_at", "-id")[:departments]))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


@prepared
def _active_clients(user: User, asked: Sought, most: int) -> QuerySet[Any]:
    return _as_named("client", first_of(_found_by("client", user, asked).active(), order=BY_NAME, limit=most))


@prepared
def _better(user: User, asked: Sought, name: Text, lately: Keys, kinds: tuple[str, ...], each: int) -> QuerySet[Any]:
    """Return those whose other or short name is the very word, and those opened lately.

    Whose name it is begins so and comes first. Of people not by the other name: too many are called 王.
    """
    parts = []
    for kind in kinds:
        wanted = Q(pk__any_of=lately)
        for one in VERY_NAME[kind]:
            wanted |= Q(**{f"{one}__iexact": name})
        rows = _found_by(kind, user, asked)
        parts.append(_as_named(kind, (rows.active() if kind == "client" else rows).filter(wanted).order_by()[:each]))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
