"""Sources when people of two clients become one: they stand in the file of the client that the person is at."""

from typing import Any

from django.db.models import Q

from crm.models import FactSource, Person
from exchange.models import Merge, MergeMove


def bring_sources(done: Merge, kept: Any, gone: Any) -> list[MergeMove]:
    """Put the sources that came with `gone` into the file of the winner's client; taking back returns them."""
    if not isinstance(kept, Person) or kept.client_id == gone.client_id:
        return []
    of_theirs = Q(person=kept) | Q(way__person=kept) | Q(date__person=kept)
    ids = list(FactSource.objects.filter(of_theirs, client=gone.client_id).order_by("pk").values_list("pk", flat=True))
    FactSource.objects.filter(pk__in=ids).update(client=kept.client_id)
    move = {"merge": done, "model": FactSource._meta.label, "column": "client_id"}
    data = {"file_of": str(gone.client_id)}
    return [MergeMove(**move, object_id=str(pk), data=data) for pk in ids]


def take_sources_back(merge: Merge, move: MergeMove) -> None:
    """Return a source to the file of the client that the loser is at: the one it came from, or what became of that."""
    client = Person._base_manager.values("client_id").get(pk=merge.loser)["client_id"]
    FactSource.objects.filter(pk=move.object_id).update(client=client)
