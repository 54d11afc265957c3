"""Parent firms in a file of clients: told only as far as the importing person sees them, linked behind all lines."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from accounts.models import User
from crm.group import lock_groups
from crm.models import Client
from crm.models.tree import makes_cycle
from exchange.actions.client_finder import ClientFinder
from exchange.matching import folded
from exchange.models import ImportChange, ImportJob, ImportRow, Outcome
from exchange.nouns.noun import HIDDEN


def show_parents(rows: Iterable[Any], user: User) -> None:
    """Set `parent_shown` of each client: its parent firm's name, "" for none, `HIDDEN` where `user` may not see it."""
    rows = list(rows)
    ids = {row.parent_id for row in rows if row.parent_id}
    names = dict(Client.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    for row in rows:
        shown: Any = row
        shown.parent_shown = names.get(row.parent_id, HIDDEN) if row.parent_id else ""


def link_clients(job: ImportJob, rows: Sequence[ImportRow]) -> list[tuple[ImportRow, Client, UUID]]:
    """Return (line, client locked, its new parent firm) of lines that name one; others get a notice.

    A name is looked for among the clients that the importing person sees now, those of this file with them.
    """
    lock_groups()
    finder = ClientFinder(job.by)
    mine = {row.pk if row.outcome == Outcome.MADE else row.target: row for row in rows}
    seen = Client.objects.visible_to(job.by).filter(pk__in=[pk for pk in mine if pk]).values("pk")
    clients = Client.objects.filter(pk__in=seen).order_by("pk").select_for_update(no_key=True).defer("search", "also")
    above = dict(Client.objects.exclude(parent=None).order_by().values_list("pk", "parent_id"))
    links = []
    for client in sorted(clients, key=lambda client: mine[client.pk].line):  # the order that the preview told of
        row = mine[client.pk]
        wanted = row.values["parent"]
        parent, problem, _taken = finder.resolve(wanted)
        if problem or parent is None:
            is_several = problem and problem["code"] == "several_clients"
            code = "several_parents" if is_several else "no_parent"
            row.notices["parent"] = {"code": code, "value": wanted}
        elif makes_cycle(above, client.pk, parent):
            row.notices["parent"] = {"code": "loop", "value": wanted}
        elif client.parent_id == parent:
            continue
        elif client.parent_id and not finder.sees(client.parent_id):
            row.notices["parent"] = {"code": "parent_kept"}
        else:
            above[client.pk] = parent
            links.append((row, client, parent))
            continue
        ImportRow.objects.filter(pk=row.pk).update(notices=row.notices, left_out=True)
    return links


def tell_parents(drafts: Iterable[Any], rows: dict[Any, Any], finder: ClientFinder) -> None:
    """Leave a parent firm as it is that only others may see; take a name that means the parent there for the same."""
    for draft in drafts:
        client = rows.get(draft.target) if draft.target else None
        wanted = draft.values.get("parent")
        if client is None or not wanted or not client.parent_id:
            continue
        if client.parent_shown == HIDDEN:
            del draft.values["parent"]
            draft.notices["parent"] = {"code": "parent_kept"}
        elif folded(wanted) != folded(client.parent_shown) and finder.resolve(wanted)[0] == client.parent_id:
            draft.values["parent"] = client.parent_shown


def note_link(job: ImportJob, row: ImportRow, mine: Any, column: str, above: Any) -> None:
    """Set the link on a row, not yet saved, and keep how it was."""
    old = getattr(mine, column)
    setattr(mine, column, above)
    ImportChange.objects.create(
        job=job, row=row, noun=job.noun, object_id=mine.pk,
        before={column: str(old) if old else None}, after={column: str(above)}, version=mine.version + 1,
    )  # fmt: skip
