"""What rows are found by besides their names as written, and how older rows get it.

The functions read plain fields, so that a migration may hand them rows of its own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from core.search import IN_A_NAME, lexemes_of, runs_of
from core.sounds import addressed, digits, endings, lexemes, spoken, words_in

BATCH = 500  # rows
# Bytes of a client's former names, of the megabyte that a `tsvector` may have: some five hundred names.
MOST_OF_FORMER_NAMES = 400_000
MOST_OF_NUMBERS = 200_000  # bytes likewise: some three hundred numbers
# Where in a 统一社会信用代码 the district ends: what follows is the firm's own, and all of a district share the rest.
DISTRICT = 7
DOT = re.compile("[·•‧∙・･]")  # between the parts of a name, as keyboards have it


def words_of_client(row: Any) -> set[str]:
    """Return the sounds of a client's names, the digits of its switchboard, its former names, words and sounds, and
    its numbers.
    """
    return words_of_client_before(row) | words_of_numbers(getattr(row, "registration_code", ""), _numbers(row))


def words_of_client_before(row: Any) -> set[str]:
    """Return those without its numbers, as the migration `numbers_in_also` finds them."""
    return words_of_former_names(_former_names(row)) | words_of_client_now(row)


def words_of_client_now(row: Any) -> set[str]:
    """Return the sounds of a client's names and the digits of its switchboard, as migrations before 0036 had them."""
    return spoken(row.name) | spoken(row.other_name) | spoken(row.short_name) | digits(row.phone)


def words_of_former_names(names: list[str]) -> set[str]:
    """Return what finds a client by names of before: what is written in each, then the sounds, as far as they fit."""
    return _as_fit((*map(runs_of, names), *map(spoken, names)), MOST_OF_FORMER_NAMES)


def words_of_numbers(code: str, numbers: Iterable[str]) -> set[str]:
    """Return what finds a client by its registration code, from the beginning or by the firm's own part, and by its
    other numbers, from any of their characters on: four or more, as of a telephone number.
    """
    plain = ({word for word in runs_of(one) if not word.startswith(IN_A_NAME)} | endings(one) for one in numbers)
    return _as_fit((endings(code, begin=DISTRICT), *plain), MOST_OF_NUMBERS)


def _as_fit(parts: Iterable[set[str]], room: int) -> set[str]:
    """Return all the words, but for those of parts for which there is no room (bytes) left."""
    found: set[str] = set()
    for words in parts:
        more = words - found
        size = sum(len(word.encode()) for word in more)
        if size <= room:
            found, room = found | more, room - size
    return found


def _numbers(row: Any) -> list[str]:
    """Return a client's other numbers, the last first; a row that they cannot hang on yet has none."""
    if not hasattr(type(row), "identifiers"):
        return []
    if "identifiers" in getattr(row, "_prefetched_objects_cache", ()):
        rows = [number for number in row.identifiers.all() if number.archived_at is None]
        return [number.value for number in sorted(rows, key=lambda number: number.created_at, reverse=True)]
    if row._state.adding:
        return []
    return list(row.identifiers.filter(archived_at=None).order_by("-created_at").values_list("value", flat=True))


def _former_names(row: Any) -> list[str]:
    """Return the names a client had before, the last first; a new client has none, nor a row older than they are."""
    if not hasattr(type(row), "former_names"):
        return []
    if "former_names" in getattr(row, "_prefetched_objects_cache", ()):
        rows = [former for former in row.former_names.all() if former.archived_at is None]
        return [former.name for former in sorted(rows, key=lambda former: former.created_at, reverse=True)]
    if row._state.adding:
        return []
    return list(row.former_names.filter(archived_at=None).order_by("-created_at").values_list("name", flat=True))


def words_of_competitor(row: Any) -> set[str]:
    """Return the sounds of a rival's names."""
    return spoken(row.name) | spoken(row.other_name)


def words_of_department(row: Any) -> set[str]:
    """Return the words of a department's name and their sounds."""
    return lexemes_of(row.name) | spoken(row.name)


def words_of_contract(row: Any) -> set[str]:
    """Return the words of a contract, and the sounds of what it is for."""
    return lexemes_of(f"{row.number} {row.subject} {row.note}") | spoken(row.subject)


def words_of_person(row: Any) -> set[str]:
    """Return the sounds of a person's names, how they are addressed, their numbers and addresses; the two parts of
    阿布都·热合曼 also as one, since few type the dot.
    """
    undotted = DOT.sub("", row.name)
    return (
        (runs_of(undotted) if undotted != row.name else set())
        | spoken(row.name, is_person=True, reading=row.reading)
        | spoken(row.other_name)
        | addressed(row.name, row.position, row.courtesy_title, surname=row.surname)
        | _words_of_ways(row)
    )


def _words_of_ways(row: Any) -> set[str]:
    """Return the words of a person's ways; of a row that a migration hands over, of the columns they once were."""
    if hasattr(row, "mobile"):
        return digits(row.mobile) | digits(row.phone) | words_in(row.email) | words_in(row.wechat)
    if row._state.adding and "ways" not in getattr(row, "_prefetched_objects_cache", ()):
        return set()
    found: set[str] = set()
    for way in row.ways.all():
        if way.removed_at is None:
            found |= digits(way.value) if way.channel in ("mobile", "phone") else words_in(way.value)
    return found


@transaction.atomic
def refresh_also(row: Any) -> None:
    """Write what a person is found by after their ways have changed, or a client after its former names or numbers.

    No version and no history: nobody edited the row.
    """
    rows = type(row)._base_manager.filter(pk=row.pk)
    fresh = rows.select_for_update(no_key=True).defer("search", "also").get()
    rows.update(also=lexemes(WORDS_OF[str(type(row)._meta.model_name)](fresh)))


WORDS_OF: dict[str, Callable[[Any], set[str]]] = {
    "client": words_of_client,
    "competitor": words_of_competitor,
    "contract": words_of_contract,
    "department": words_of_department,
    "person": words_of_person,
}


def fill_also(model: type[models.Model], *, again: bool = False, using: str = "default") -> int:
    """Fill `also` of the rows that have none yet (`again`: of all); return how many were written.

    In batches of 500 that commit one by one where nobody has begun a transaction: stopped, it goes on where it was.
    A row that somebody saves meanwhile has its own words and is left alone.
    """
    words = WORDS_OF[str(model._meta.model_name)]
    rows = model._base_manager.using(using).order_by("pk")
    if not again:
        rows = rows.filter(also=None)
    unwritten = "" if again else "AND also IS NULL"
    sql = f"UPDATE {model._meta.db_table} SET also = %s WHERE id = %s {unwritten}"  # noqa: S608  no outside text
    names = {field.name for field in model._meta.get_fields()}
    unread = names & {"search", "also"}
    rows = rows.prefetch_related(*names & {"ways", "former_names", "identifiers"})
    last, written = None, 0
    while True:
        batch = list((rows.filter(pk__gt=last) if last else rows).defer(*unread)[:BATCH])
        if not batch:
            return written
        with connections[using].cursor() as cursor:
            cursor.executemany(sql, [(lexemes(words(row)), row.pk) for row in batch])
        last = batch[-1].pk
        written += len(batch)


def fill_former_names(client: type[models.Model], former: type[models.Model], *, there: bool = True) -> int:
    """Write anew what clients with former names are found by (`there` False: as if they had none); return how many.

    In batches of 500 that commit one by one, each with its clients locked. Stopped, it begins again.
    """
    written, last = 0, None
    with_names = former._base_manager.filter(archived_at=None).order_by("client_id").distinct()
    while True:
        left = with_names.filter(client_id__gt=last) if last else with_names
        ids = list(left.values_list("client_id", flat=True)[:BATCH])
        if not ids:
            return written
        with transaction.atomic():
            rows = client._base_manager.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
            for row in rows.defer("search", "also").prefetch_related("former_names"):
                words = words_of_client_before(row) if there else words_of_client_now(row)
                client._base_manager.filter(pk=row.pk).update(also=lexemes(words))
        last = ids[-1]
        written += len(ids)


def fill_dotted(person: type[models.Model]) -> int:
    """Write anew what people with a dot in their names are found by; return how many. In batches as above."""
    written, last = 0, None
    dotted = person._base_manager.filter(name__regex=DOT.pattern).order_by("pk").values_list("pk", flat=True)
    while ids := list((dotted.filter(pk__gt=last) if last else dotted)[:BATCH]):
        last = ids[-1]
        with transaction.atomic():
            rows = person._base_manager.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
            for row in rows.defer("search", "also").prefetch_related("ways"):
                person._base_manager.filter(pk=row.pk).update(also=lexemes(words_of_person(row)))
        written += len(ids)
    return written


def fill_numbers(client: type[models.Model], identifier: type[models.Model]) -> int:
    """Add to what clients are found by the words of their numbers; return of how many.

    In batches of 500 that commit one by one, each with its clients locked; those without a number are passed over.
    Nothing is worked out anew but the numbers, so that half a million clients take minutes. Stopped, it begins again
    and changes nothing of those that have them.
    """
    sql = f"""
        UPDATE {client._meta.db_table} SET also = also || given.words::tsvector
        FROM unnest(%s::text[], %s::uuid[]) AS given(words, pk) WHERE id = given.pk
    """  # noqa: S608  no outside text
    written, last = 0, None
    while (ids := _next_clients(client, last)) is not None:
        last = ids[-1]
        with transaction.atomic():
            told = [(lexemes(words), pk) for pk, words in _locked_numbers(client, identifier, ids)]
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute(sql, [[words for words, _pk in told], [pk for _words, pk in told]])
        written += len(told)
    return written


def forget_numbers(client: type[models.Model], identifier: type[models.Model]) -> int:
    """Write anew what clients with numbers are found by, as if they had none; return how many. Batches as above."""
    written, last = 0, None
    while (ids := _next_clients(client, last)) is not None:
        last = ids[-1]
        with transaction.atomic():
            with_numbers = [pk for pk, _words in _locked_numbers(client, identifier, ids)]
            rows = client._base_manager.filter(pk__in=with_numbers).defer("search", "also")
            for row in rows.prefetch_related("former_names"):
                client._base_manager.filter(pk=row.pk).update(also=lexemes(words_of_client_before(row)))
        written += len(with_numbers)
    return written


def _next_clients(client: type[models.Model], last: Any) -> list[Any] | None:
    rows = client._base_manager.order_by("pk").values_list("pk", flat=True)
    return list((rows.filter(pk__gt=last) if last else rows)[:BATCH]) or None


def _locked_numbers(
    client: type[models.Model], identifier: type[models.Model], ids: list[Any]
) -> list[tuple[Any, set[str]]]:
    """Lock those of the clients that have numbers, and return each with the words of them."""
    kept = identifier._base_manager.filter(client_id__in=ids, archived_at=None)
    coded = client._base_manager.filter(pk__in=ids).exclude(registration_code="").values_list("pk", flat=True)
    meant = {*coded, *kept.values_list("client_id", flat=True)}
    rows = client._base_manager.filter(pk__in=meant).order_by("pk").select_for_update(no_key=True)
    codes = dict(rows.values_list("pk", "registration_code"))
    numbers: dict[Any, list[str]] = defaultdict(list)
    for pk, value in kept.filter(client_id__in=codes).order_by("-created_at").values_list("client_id", "value"):
        numbers[pk].append(value)
    return [(pk, words_of_numbers(code, numbers[pk])) for pk, code in codes.items()]
