"""Queries whose SQL is worked out once a process (docs/adr/0010).

Django turns a queryset into SQL anew for each request: two to four thousand function calls for one of our lists, more
than drawing its rows. `@prepared` does it once for each kind of person and then asks with the SQL kept:

    @prepared
    def _promises_due(user: User, day: date) -> QuerySet[Promise]:
        return Promise.objects.visible_to(user).own(user).open().due_by(day)[:20]

    rows = _promises_due(user, today)      # a list

Called with stand-ins for the person, ids, days and moments, the function tells where in the SQL each of them goes.
They may therefore only be handed on: not compared, added to, or asked for more than a `scope` and what rules say of
roles. A query that holds an id, a day or a moment that is no argument's is refused, so that nobody's id is kept by
mistake. What else is given (a number, a text, None) belongs to the kind, and so should have few values. What is made
of several texts, as a search is of words, says itself which of it decides the SQL (`Composed`).

`@prepared(planned=True)` lets PostgreSQL keep its plan as well (core/planned.py), which then knows none of the values.
"""

import copy
import datetime
import functools
import itertools
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import Error, connections
from django.db.models import Model, QuerySet, Value, prefetch_related_objects

from core.planned import Statement, is_free
from core.prepared_along import along

Given = ParamSpec("Given")
RowType = TypeVar("RowType", bound=Model)
MOST_KINDS = 200  # of one query: a kind for each role, and for each set of teams that somebody leads
PERSONAL = UUID | datetime.date  # a datetime is a date


class Text(str):
    """A text that is a value of a prepared query, as a day is, and does not decide its kind."""

    __slots__ = ()


class Keys(list[UUID]):
    """Ids that are one value of a prepared query, however many: for `pk__any_of`."""

    __slots__ = ()

    @property
    def literal(self) -> str:
        """The ids as PostgreSQL writes an array: one text is quicker to send than a hundred ids."""
        return f"{{{','.join(map(str, self))}}}"


class Composed:
    """An argument made of texts: `kind` is what else it says; it and which texts are empty decide the SQL."""

    kind: Hashable
    texts: tuple[str, ...]

    def with_texts(self, texts: tuple[str, ...]) -> Self:
        """Return the same with other texts in the places of these; the empty ones are empty there too."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Kept:
    """A query worked out: its rows' maker, its SQL, and for each parameter the argument it is, or itself."""

    rows: QuerySet
    compiler: Any
    sql: str
    parameters: tuple[
        tuple[int, Any], ...
    ]  # (number of the value among the arguments', or -1 for a constant, constant)
    statement: Statement | None  # None: PostgreSQL plans it anew each time


class _Asked:
    """Stands for `QuerySet.query` where only rows are made of an answer."""

    def __init__(self, kept: _Kept, values: list[Any]) -> None:
        self.kept = kept
        self.values = values
        self.connection: Any = None

    def get_compiler(self, using: str, *args: Any, **kwargs: Any) -> Any:
        compiler = copy.copy(self.kept.compiler)
        self.connection = compiler.connection = connections[using]
        compiler.using, compiler.as_sql = using, self._as_sql
        return compiler

    def _as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        kept, values = self.kept, self.values
        if kept.statement is not None and is_free(self.connection):
            kept.statement.prepare_on(self.connection)
            return kept.statement.call, tuple([values[place] for place in kept.statement.places])
        return kept.sql, tuple([values[place] if place >= 0 else constant for place, constant in kept.parameters])


@overload
def prepared(build: Callable[Given, QuerySet[RowType]]) -> "Prepared[Given, RowType]": ...


@overload
def prepared(*, planned: bool) -> "Callable[[Callable[Given, QuerySet[RowType]]], Prepared[Given, RowType]]": ...


def prepared(build: Any = None, *, planned: bool = False) -> Any:
    """Have the query that `build` returns worked out once, not for each request.

    `planned`: PostgreSQL keeps its plan too. For queries that one plan serves whatever the values: rows by ids, and
    lists by an index that begins with a person or a client and has their order. Not where a value may be rare or
    common, such as a word of which the first by name are wanted.
    """
    return Prepared(build, planned=planned) if build is not None else functools.partial(Prepared, planned=planned)


def marks(rows: QuerySet[RowType], *, most: int) -> QuerySet[RowType]:
    """Return a mark for each of up to `most` rows, for a prepared query whose answer is counted by `len`."""
    return rows.order_by().values_list(Value(1), flat=True)[:most]


class Prepared(Generic[Given, RowType]):
    """The function that `@prepared` makes: it returns rows."""

    def __init__(self, build: Callable[Given, QuerySet[RowType]], *, planned: bool = False) -> None:
        functools.update_wrapper(self, build)
        self.planned = planned
        self.build: Callable[..., QuerySet[RowType]] = build
        self._kept: dict[Any, _Kept | None] = {}  # None: a query that can find nothing
        self._beside: dict[int, Prepared[..., Any]] = {}
        self._lock = threading.Lock()

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> list[RowType]:
        if kwargs:
            raise TypeError("give a prepared query its arguments by position")
        kind, values = _kind_and_values(args)
        kept = self._kept.get(kind, _UNKNOWN)
        if kept is _UNKNOWN:
            kept = self._work_out(args)
            with self._lock:
                if len(self._kept) >= MOST_KINDS:
                    del self._kept[next(iter(self._kept))]  # the one kept longest
                self._kept[kind] = kept
        if kept is None:
            return []
        made: Any = kept.rows
        found = _found(kept, values)
        if made._prefetch_related_lookups and found:
            self._read_along(found, made, args)
        return found

    def _read_along(self, found: list[RowType], made: Any, args: tuple[Any, ...]) -> None:
        """Read what the query's `prefetch_related` names, by queries that are kept where that is plain."""
        left = []
        for number, lookup in enumerate(made._prefetch_related_lookups):
            beside = along(made.model, lookup)
            if beside is None:
                left.append(lookup)
            else:
                beside.lay(found, self._along(number)(*args, Keys(row.pk for row in found)))
        if left:
            prefetch_related_objects(found, *left)

    def _along(self, number: int) -> "Prepared[..., Any]":
        """Return the query for what the lookup of that number reads along, given this one's arguments and the ids."""
        if number not in self._beside:

            def build(*args: Any) -> QuerySet:
                rows: Any = self.build(*args[:-1])
                beside: Any = along(rows.model, rows._prefetch_related_lookups[number])
                return beside.hanging_on(args[-1])

            build.__qualname__ = f"{self.build.__qualname__}, read along"
            self._beside[number] = Prepared(build, planned=True)
        return self._beside[number]

    def _work_out(self, args: tuple[Any, ...]) -> _Kept | None:
        """Return the query for arguments of this kind; None when it can find nothing."""
        stand_ins = tuple(_stand_in(value) for value in args)
        rows = self.build(*stand_ins)
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        if "AT TIME ZONE" in sql:
            raise ImproperlyConfigured(f"{self.build.__qualname__}: its SQL holds somebody's time zone.")
        _kind, places = _kind_and_values(stand_ins)
        _keep_converters(compiler)
        teams = {team for value in args if isinstance(value, Model) for team in value.scope.team_ids}  # type: ignore[attr-defined]
        placed = tuple(self._place(value, places, teams) for value in parameters)
        return _Kept(rows, compiler, sql, placed, Statement(sql, placed, places) if self.planned else None)

    def _place(self, value: Any, places: list[Any], teams: set[UUID]) -> tuple[int, Any]:
        """Return the number of the argument's value that stands in the SQL here, or -1 and the constant."""
        plain = str(value) if type(value) is Text else value
        for number, standing in enumerate(places):
            if standing is not None and type(plain) is type(standing) and plain == standing:
                return number, None
        for one in plain if isinstance(plain, list | tuple) else (plain,):
            if isinstance(one, PERSONAL) and one not in teams:
                raise ImproperlyConfigured(f"{self.build.__qualname__}: {one!r} in its SQL is no argument's.")
            if isinstance(one, str) and any(type(text) is str and text and text in one for text in places):
                raise ImproperlyConfigured(f"{self.build.__qualname__}: a text is changed on its way into the SQL.")
        return -1, plain


def _keep_converters(compiler: Any) -> None:
    """Have the compiler look up once, not at each answer, how each column's values become Python's."""
    columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
    converters, composite = compiler.get_converters(columns), compiler.has_composite_fields(columns)
    compiler.get_converters = lambda _columns: converters
    compiler.has_composite_fields = lambda _columns: composite


def _found(kept: _Kept, values: list[Any]) -> list[Any]:
    """Return the answer's rows, asked for plainly where the connection has lost the statement."""
    made: Any = kept.rows
    asked = _Asked(kept, values)
    try:
        return list(made._iterable_class(type(made)(made.model, asked, made._db)))
    except Error as error:
        if kept.statement is None or not kept.statement.is_lost(asked.connection, error):
            raise
        plain = _Asked(replace(kept, statement=None), values)
        return list(made._iterable_class(type(made)(made.model, plain, made._db)))


def _kind_and_values(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], list[Any]]:
    """Return what decides the SQL of a call, and the values that it is asked with.

    A person counts by what rules ask of them; whom they are is a value, and their team unless they lead it.
    """
    kind: list[Any] = []
    values: list[Any] = []
    for value in args:
        if isinstance(value, PERSONAL | Text):
            kind.append(type(value))
            values.append(str(value) if type(value) is Text else value)
        elif isinstance(value, Keys):
            kind.append(Keys)
            values.append(value.literal)
        elif isinstance(value, Composed):
            kind.append((type(value), value.kind, tuple(map(bool, value.texts))))
            values += [str(text) if text else None for text in value.texts]
        elif isinstance(value, Model):
            person: Any = value
            teams = person.scope.team_ids
            leads_own = person.team_id in teams
            own_team = person.team_id if leads_own else person.team_id is None
            kind.append((person.role, person.is_active, person.scope.everything, teams, own_team))
            values += [person.pk, None if leads_own else person.team_id]
        else:
            kind.append((type(value), value))
    return tuple(kind), values


_UNKNOWN: Any = object()
_numbers = itertools.count(1)


def _stand_in(value: Any) -> Any:
    """Return what nothing else is: a person, id, day, moment or text that can be told from every other in the SQL."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, datetime.datetime):
        return datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=next(_numbers))
    if isinstance(value, datetime.date):
        return datetime.date(1000, 1, 1) + datetime.timedelta(days=next(_numbers) % 300_000)
    if isinstance(value, Text):
        return Text(uuid4())
    if isinstance(value, Keys):
        return Keys([uuid4()])
    if isinstance(value, Composed):
        return value.with_texts(tuple(Text(uuid4()) if text else "" for text in value.texts))
    if isinstance(value, Model):
        person: Any = copy.copy(value)
        person.pk = uuid4()
        person.scope = replace(person.scope, user_id=person.pk)
        if person.team_id is not None and person.team_id not in person.scope.team_ids:
            person.team_id = uuid4()
        return person
    return value
