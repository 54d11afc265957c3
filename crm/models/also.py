"""What rows are found by besides their names as written, and how older rows get it.

The functions read plain fields, so that a migration may hand them rows of its own.
"""

from collections.abc import Callable
from typing import Any

from django.db import connections, models, transaction

from core.search import lexemes_of
from core.sounds import addressed, digits, lexemes, spoken, words_in

BATCH = 500  # rows


def words_of_client(row: Any) -> set[str]:
    """Return the sounds of a client's names and the digits of its switchboard."""
    return spoken(row.name) | spoken(row.other_name) | spoken(row.short_name) | digits(row.phone)


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
    """Return the sounds of a person's names, how they are addressed, their numbers and addresses."""
    return (
        spoken(row.name, is_person=True, reading=row.reading)
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
def refresh_also(person: Any) -> None:
    """Write what a person is found by after their ways have changed; no version, no history: nobody edited the row."""
    model = type(person)
    fresh = model._base_manager.select_for_update(no_key=True).get(pk=person.pk)
    model._base_manager.filter(pk=person.pk).update(also=lexemes(words_of_person(fresh)))


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
    if "ways" in names:
        rows = rows.prefetch_related("ways")
    last, written = None, 0
    while True:
        batch = list((rows.filter(pk__gt=last) if last else rows).defer(*unread)[:BATCH])
        if not batch:
            return written
        with connections[using].cursor() as cursor:
            cursor.executemany(sql, [(lexemes(words(row)), row.pk) for row in batch])
        last = batch[-1].pk
        written += len(batch)
