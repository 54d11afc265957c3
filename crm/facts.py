"""The facts that matter, and where each comes from (K7).

A fact is a field of one row: of the client itself, or of a row that hangs on it. `NOUNS` lists them; a field joins by
its name there, a noun by its line and a foreign key of `FactSource`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.prepared import prepared
from crm.models import (
    Client,
    ContactWay,
    Contract,
    Department,
    FactSource,
    Identifier,
    InstalledProduct,
    Person,
    PersonDate,
    PersonPart,
    Quadrant,
    SourceKind,
    SourceTried,
)
from crm.models.source import ROWS, SEAL_LENGTH


@dataclass(frozen=True, slots=True)
class FactNoun:
    """A kind of row with facts that matter: its model and fields, and which of its rows are in use.

    `key` is its word in addresses and the name of its foreign key in `FactSource` ("client": none, it is the client).
    `made_of` names the columns that are one fact's value together; `typed_as`, fields of a form that give it beside
    the one of its name. `named` and `said` put a row and a fact's value in words; `related` is what they need.
    """

    key: str
    model: Any
    fields: tuple[str, ...]
    in_use: Q = field(default_factory=lambda: Q(archived_at=None))
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    named: Callable[[Any], str] = str
    said: Callable[[Any, str], str] = lambda row, name: _value_words(row, name)

    @property
    def column(self) -> str:
        """The foreign key of a source that names a row of this kind, "" for the client's own."""
        return "" if self.key == "client" else self.key

    @property
    def is_of_person(self) -> bool:
        """Whether its rows hang on a person at the client."""
        return issubclass(self.model, PersonPart)

    def label(self, name: str) -> str:
        """Return what a field is called on screen."""
        return str(self.model._meta.get_field(name).verbose_name)

    def rows_at(self, client: Client) -> QuerySet[Any]:
        """Return the client's rows of this kind, those out of use too."""
        whose = "person__client" if self.is_of_person else "client" if self.column else "pk"
        rows: QuerySet[Any] = self.model.objects.filter(**{whose: client.pk})
        return rows.select_related(*self.related) if self.related else rows

    def rows_of(self, client: Client) -> QuerySet[Any]:
        """Return the client's rows of this kind that are in use."""
        rows = self.rows_at(client)
        return rows.filter(self.in_use).order_by("created_at", "pk") if self.column else rows

    def client_of(self, row: Any) -> Client:
        """Return the client of a row."""
        found: Client = row.person.client if self.is_of_person else row.client if self.column else row
        return found

    def among(self, names: Collection[str]) -> list[str]:
        """Return the facts that the fields of a form named `names` give."""
        given = set(names)
        return [
            name for name in self.fields if given & {name, *self.made_of.get(name, ()), *self.typed_as.get(name, ())}
        ]


def _value_words(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "" if value is None else str(value)


def _is_there() -> Q:
    return Q(removed_at=None, person__archived_at=None)


NOUNS: dict[str, FactNoun] = {
    noun.key: noun
    for noun in (
        FactNoun("client", Client, ("industry", "business", "headcount", "revenue", "registration_code")),
        FactNoun("person", Person, ("position", "level", "department", "reports_to")),
        FactNoun(
            "product",
            InstalledProduct,
            (
                "competitor",
                "product",
                "quantity",
                "since",
                "contract_end",
                "monthly_value",
                "department",
                "satisfaction",
                "representative",
            ),
            typed_as={"competitor": ("new_competitor",)},
            related=("competitor",),
        ),
        FactNoun("contract", Contract, ("ends_on", "value")),
        FactNoun("number", Identifier, ("value",)),
        FactNoun(
            "way",
            ContactWay,
            ("value",),
            in_use=_is_there(),
            related=("person__client",),
            named=lambda row: f"{row.person} · {row.get_channel_display()}",
            said=lambda row, name: str(row),
        ),
        FactNoun(
            "date",
            PersonDate,
            ("day",),
            in_use=_is_there(),
            related=("person__client",),
            made_of={"day": ("calendar", "year", "month", "day", "is_leap_month")},
            named=lambda row: f"{row.person} · {row}",
            said=lambda row, name: row.whole_words,
        ),
        FactNoun("department", Department, ("function",)),
    )
}
SUPERIOR = "reports_to"  # the one field whose value is a person: it follows when people are merged


def noun_of(row: Any) -> FactNoun:
    """Return the noun of a row. Raises `KeyError` where it has no facts that matter."""
    for noun in NOUNS.values():
        if isinstance(row, noun.model):
            return noun
    raise KeyError(type(row).__name__)


def is_known(row: Any, name: str) -> bool:
    """Whether the field of a row holds anything: nothing has no source."""
    return getattr(row, row._meta.get_field(name).attname) not in (None, "")


def seal_of(row: Any, name: str) -> str:
    """Return what stands for the field's present value: equal values, as a form or the database holds them, agree."""
    if name == SUPERIOR:
        return ""
    said = " ".join(_plain(row, column) for column in noun_of(row).made_of.get(name, (name,)))
    return blake2b(said.encode(), digest_size=SEAL_LENGTH // 2).hexdigest()


def _plain(row: Any, column: str) -> str:
    value = getattr(row, row._meta.get_field(column).attname)
    if isinstance(value, Decimal):
        value = format(value.normalize(), "f")
    return str(value).strip()


def tells_of(source: FactSource, row: Any) -> bool:
    """Whether a source was given for the value that its field has now."""
    if not is_known(row, source.field):
        return False
    if source.field == SUPERIOR:
        return bool(source.superior_id == row.reports_to_id)
    return source.seal == seal_of(row, source.field)


def said_of(row: Any, name: str) -> dict[str, Any]:
    """Return the columns of a `FactSource` that say which fact, of which value, it is about."""
    noun = noun_of(row)
    columns: dict[str, Any] = {"field": name, "seal": seal_of(row, name)}
    if noun.column:
        columns[f"{noun.column}_id"] = row.pk
    if name == SUPERIOR:
        columns["superior_id"] = row.reports_to_id
    return columns


Fact = tuple[str, UUID | None, str]  # noun's key, row (None for the client itself), field


def fact_of(source: FactSource) -> Fact:
    """Return which fact a source is about."""
    for key in NOUNS:
        row = getattr(source, f"{key}_id") if key != "client" else None
        if row is not None:
            return key, row, source.field
    return "client", None, source.field


class FactSources:
    """The sources of one client's facts, newest first."""

    def __init__(self, rows: Iterable[FactSource]) -> None:
        self.rows = list(rows)
        self._by_fact: dict[Fact, list[FactSource]] = {}
        for row in self.rows:
            self._by_fact.setdefault(fact_of(row), []).append(row)

    def of(self, row: Any, name: str) -> FactSource | None:
        """Return the newest source of the value that the field has now, if it was ever given one."""
        noun = noun_of(row)
        given = self._by_fact.get((noun.key, row.pk if noun.column else None, name), ())
        return next((source for source in given if tells_of(source, row)), None)

    def facts_by_kind(self) -> dict[str, int]:
        """Return how many facts each kind of source has told, of former values too."""
        told: dict[str, set[Fact]] = {}
        for row in self.rows:
            told.setdefault(row.kind, set()).add(fact_of(row))
        return {kind: len(facts) for kind, facts in told.items()}


_OF_FACT = (
    *(f"{name}_id" for name in (*ROWS, "superior")),
    "field",
    "seal",
    "kind",
)  # by id: not in the order of the rows


def sources_of(client_id: UUID) -> FactSources:
    """Return what is known of where a client's facts come from. One query."""
    return FactSources(sorted(_sources(client_id), key=lambda row: (row.created_at, row.pk), reverse=True))


@prepared(planned=True)
def _sources(client_id: UUID) -> QuerySet[FactSource]:
    """The newest of each fact, value and kind: what a fact may have been told a hundred times over is one row."""
    rows = FactSource.objects.there().filter(client_id=client_id).select_related("by")
    return rows.order_by(*_OF_FACT, "-created_at", "-pk").distinct(*_OF_FACT)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the kinds of source were tried for a client, and in which quadrants none was."""

    tried: int
    untried: list[Quadrant]

    @property
    def total(self) -> int:
        """How many kinds there are."""
        return len(SourceKind)

    @property
    def untried_words(self) -> list[str]:
        """The names of the quadrants where nothing was tried."""
        return [str(quadrant.label) for quadrant in self.untried]


def coverage_of(client: Client, sources: FactSources) -> Coverage:
    """Return how far the kinds of source were tried: asked, looked up, or a fact of theirs is here. One query.

    Whoever was visited has been asked: present staff.
    """
    tried = {row.kind for row in _tried_kinds(client.pk)} | {row.kind for row in sources.rows}
    if client.last_visit_at:
        tried.add(SourceKind.STAFF)
    known = {SourceKind(kind) for kind in tried if kind in SourceKind.values}
    untried = [one for one in Quadrant if not known.intersection(one.kinds)]
    return Coverage(len(known), untried)


@prepared(planned=True)
def _tried_kinds(client_id: UUID) -> QuerySet[SourceTried]:
    rows = SourceTried.objects.there().filter(client_id=client_id).only("kind")
    return rows.order_by("kind", "-pk").distinct("kind")


def facts_of(client: Client, sources: FactSources) -> Iterator[tuple[FactNoun, UUID, str, list[tuple[str, str]]]]:
    """Yield (noun, id, name, its facts without a source as (field, label)) of rows that have such. A query a noun."""
    for noun in NOUNS.values():
        for row in [client] if not noun.column else noun.rows_of(client):
            bare = [name for name in noun.fields if is_known(row, name) and sources.of(row, name) is None]
            if bare:
                yield noun, row.pk, noun.named(row), [(name, noun.label(name)) for name in bare]
