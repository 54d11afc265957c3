"""Write many locked rows at once, as `save_checked` writes one: what is found by follows, the version rises."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import prefetch_related_objects

from core.sounds import lexemes
from crm.actions.main_site import settle_main
from crm.models import Client, Person, Site
from crm.models.also import words_of_client, words_of_person


def refresh_found(kind: str, rows: Iterable[Any]) -> None:
    """Let people be found by the ways they have now, clients by their numbers, and show their main site's line; no
    version rises.

    Of the other kinds nothing is copied.
    """
    if kind not in ("way", "site", "identifier"):
        return
    ids = {row.person_id if kind == "way" else row.client_id for row in rows}
    if not ids:
        return
    if kind == "site":
        last: dict[UUID, Site] = {}
        sites = Site.objects.filter(client_id__in=ids, archived_at=None).order_by("is_main", "-created_at", "-id")
        for site in sites:  # the main one last, before it the oldest
            last[site.client_id] = site
        for site in last.values():
            if not site.is_main:  # the main one was taken away
                settle_main(site.client, main=site)
        lines = {pk: last[pk].line if pk in last else "" for pk in ids}
        told = [(line, pk) for pk, line in lines.items()]
        written = "crm_client SET address = given.words"
    elif kind == "identifier":
        clients = Client.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        clients = clients.prefetch_related("former_names", "identifiers").defer("search", "also")
        told = [(lexemes(words_of_client(client)), client.pk) for client in clients]
        written = "crm_client SET also = given.words::tsvector"
    else:
        people = Person.objects.filter(pk__in=ids).with_ways().defer("search", "also")
        told = [(lexemes(words_of_person(person)), person.pk) for person in people]
        written = "crm_person SET also = given.words::tsvector"
    with connection.cursor() as cursor:
        # One statement for all: the history's context cannot be added to `executemany`.
        sql = f"UPDATE {written} FROM unnest(%s::text[], %s::uuid[]) AS given(words, pk) WHERE id = given.pk"
        cursor.execute(sql, [[words for words, _pk in told], [pk for _words, pk in told]])


def write_all(rows: Sequence[Any], fields: Iterable[str], *, now: dt.datetime) -> None:
    """Write `fields` (attributes) of `rows`, all of one model and locked by the caller; raise each version by one."""
    if not rows:
        return
    model = type(rows[0])
    names = {model._meta.get_field(name).name for name in fields}
    following = [field for field in model._meta.concrete_fields if names & set(getattr(field, "of", ()))]
    if following and model is Client:
        prefetch_related_objects(rows, "former_names", "identifiers")
    for row in rows:
        row.version += 1
        row.updated_at = now
        for field in following:
            field.pre_save(row, add=False)
    every = sorted({*names, *(field.name for field in following), "version", "updated_at"})
    model._base_manager.bulk_update(rows, every, batch_size=200)


def clients_of(rows: Iterable[Any]) -> set[UUID]:
    """Return the clients that rows are or hang on, as far as the rows say."""
    return {pk for row in rows if (pk := row.pk if isinstance(row, Client) else getattr(row, "client_id", None))}
