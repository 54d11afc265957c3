"""Fill the column that 0017 added, in batches, and index next contacts by it; built while people work."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM visits_visitrecord WHERE id > %s ORDER BY id LIMIT %s) AS batch"
ROWS = "visits_visitrecord WHERE id > %s AND id <= %s AND client_owner_id IS NULL"
LOCK = f"SELECT 1 FROM visits_visit WHERE id IN (SELECT visit_id FROM {ROWS}) ORDER BY id FOR SHARE"  # before records
FILL = f"UPDATE visits_visitrecord SET client_owner_id = NULL WHERE id IN (SELECT id FROM {ROWS})"  # the trigger knows


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the column of every record from its visit; what is filled already is passed over."""
    connection = schema_editor.connection
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(NEXT, [after, BATCH])
            last = cursor.fetchone()[0]
            if last is None:
                return
            cursor.execute(LOCK, [after, last])
            cursor.execute(FILL, [after, last])
        after = last


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0017_records_know_their_clients_owner")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name="visitrecord",
            index=models.Index(
                condition=models.Q(("submitted_at__isnull", False)),
                fields=["client_owner", "next_contact_on", "id"],
                name="record_contact_by_client_owner",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="visitrecord",
            name="record_contact_by_owner",
        ),
    ]
