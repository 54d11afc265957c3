"""Keep the score of clients' files in step: after each write, and each night, since time passes (H2)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core.house import house_day
from crm.completeness import standing_of
from crm.file_counts import counts_of
from crm.models import Client

BATCH = 500
# Counted once they are locked, so that of two writers the later one's figure stays. Who is writing right now is left
# out: they score it themselves when they are done.
LOCK = "SELECT id FROM crm_client WHERE id = ANY(%s::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED"
WRITE = """
UPDATE crm_client AS client SET file_score = given.score, file_scored_on = %s
FROM unnest(%s::uuid[], %s::smallint[]) AS given(id, score)
WHERE client.id = given.id AND client.file_score <> given.score
"""


@transaction.atomic
def score_clients(clients: Sequence[UUID], *, today: dt.date) -> int:
    """Work the scores of `clients` out anew, by three queries; return how many changed. No version rises."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(clients)])
        locked = [row[0] for row in cursor.fetchall()]
        scores = {pk: standing_of(counts, today=today).score for pk, counts in counts_of(locked).items()}
        cursor.execute(WRITE, [today, list(scores), list(scores.values())])
        return int(cursor.rowcount)


def score_all(*, today: dt.date) -> int:
    """Work out every client's score, batch by batch, each a transaction of its own; return how many changed."""
    changed, last = 0, UUID(int=0)
    while True:
        found = Client.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        clients = list(found[:BATCH])
        if not clients:
            return changed
        changed += score_clients(clients, today=today)
        last = clients[-1]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scoring of some clients, once the transaction that wrote them is committed."""

    clients: tuple[UUID, ...]

    def __call__(self) -> None:
        for start in range(0, len(self.clients), BATCH):
            score_clients(self.clients[start : start + BATCH], today=house_day(timezone.now()))


def score_soon(clients: Iterable[UUID]) -> None:
    """Score `clients` when the transaction is committed, once each however often it is asked.

    A score that cannot be worked out spoils nothing that was written: the night brings it.
    """
    jobs = [entry[1] for entry in connection.run_on_commit]
    waiting = {pk for job in jobs if isinstance(job, Scoring) for pk in job.clients}
    missing = tuple(sorted(set(clients) - waiting))
    if missing:
        transaction.on_commit(Scoring(missing), robust=True)
