"""Copy phone numbers, e-mail and WeChat of each person into rows of their own, in batches.

Two numbers in one field become two rows. A batch that was interrupted is done again by the next `migrate`; who has rows
already is passed over. No history: nobody changed anything. Going back puts the rows into the columns again.
"""

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.phones import numbers_in, parts_of

BATCH = 2_000
NOBODY = "00000000-0000-0000-0000-000000000000"
COLUMNS = ("mobile", "phone", "wechat", "email")
DIALLED = ("mobile", "phone")


def _key(channel: str, value: str) -> str:
    if channel in DIALLED:
        return numbers_in(value)[0].dial[:80]
    return "".join(value.lower().split())[:80]


def _batches(model: Any, editor: BaseDatabaseSchemaEditor) -> Iterator[list[Any]]:
    after: Any = NOBODY
    while True:
        with transaction.atomic(using=editor.connection.alias):
            rows = model.objects.filter(pk__gt=after).order_by("pk").select_related("client").prefetch_related("ways")
            batch = list(rows[:BATCH])
            if not batch:
                return
            yield batch
        after = batch[-1].pk


def copy(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make a row of each number and address."""
    way = apps.get_model("crm", "ContactWay")
    for batch in _batches(apps.get_model("crm", "Person"), schema_editor):
        made = []
        for person in batch:
            if person.ways.all():
                continue
            preferred = person.preferred_channel
            for channel in COLUMNS:
                typed = getattr(person, channel).strip()
                for value in parts_of(typed) if channel in DIALLED else filter(None, [typed]):
                    made.append(
                        way(
                            person=person, channel=channel, value=value, key=_key(channel, value),
                            is_preferred=channel == preferred, noted_by_id=person.client.owner_id,
                            created_at=person.created_at, updated_at=person.updated_at,
                        )
                    )  # fmt: skip
                    preferred = "" if channel == preferred else preferred
        with pgtrigger.ignore("crm.ContactWay:insert_insert"):
            way.objects.bulk_create(made, batch_size=1_000)


def put_back(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the rows into the columns again, as far as these hold them."""
    model = apps.get_model("crm", "Person")
    for batch in _batches(model, schema_editor):
        for person in batch:
            ways = [way for way in person.ways.all() if way.removed_at is None]
            for channel in COLUMNS:
                limit = 254 if channel == "email" else 60
                setattr(person, channel, " / ".join(way.value for way in ways if way.channel == channel)[:limit])
            best = [way.channel for way in ways if way.is_preferred and way.channel in COLUMNS]
            person.preferred_channel = best[0] if best else ""
        with pgtrigger.ignore("crm.Person:update_update"):
            model.objects.bulk_update(batch, [*COLUMNS, "preferred_channel"], batch_size=500)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0015_people_known")]
    operations = [migrations.RunPython(copy, put_back)]
