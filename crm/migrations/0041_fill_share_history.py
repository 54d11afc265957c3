"""Shares from before 0025 begin their history with how they stand, by whoever gave them; in batches."""

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM crm_clientshare WHERE id > %s ORDER BY id LIMIT %s) AS batch"
COLUMNS = "id, created_at, ends_at, client_id, shared_by_id, user_id"
FILL = f"""
WITH missing AS (
    SELECT {COLUMNS} FROM crm_clientshare AS share
    WHERE id > %s AND id <= %s AND NOT EXISTS (SELECT 1 FROM crm_clientshareevent WHERE pgh_obj_id = share.id)
), who AS MATERIALIZED (
    SELECT shared_by_id AS by, gen_random_uuid() AS context FROM (SELECT DISTINCT shared_by_id FROM missing) AS givers
), made AS (
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT context, now(), now(), jsonb_build_object('user', by::text) FROM who
)
INSERT INTO crm_clientshareevent ({COLUMNS}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id)
SELECT {COLUMNS}, created_at, 'insert', id, context FROM missing JOIN who ON by = shared_by_id
"""


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the first event of every share that has none; one that was interrupted is done again."""
    connection = schema_editor.connection
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(NEXT, [after, BATCH])
            last = cursor.fetchone()[0]
            if last is None:
                return
            cursor.execute(FILL, [after, last])
        after = last


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0040_taggings_that_move")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
