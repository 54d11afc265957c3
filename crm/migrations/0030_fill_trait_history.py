"""What was noted of people before 0029 begins its history with how it stands, by whoever noted it; in batches."""

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM crm_trait WHERE id > %s ORDER BY id LIMIT %s) AS batch"
COLUMNS = (
    "id, created_at, version, updated_at, removed_at, kind, text, source, noted_on, sensitivity, reason, expires_on, "
    "noted_by_id, person_id"
)
FILL = f"""
WITH missing AS (
    SELECT {COLUMNS} FROM crm_trait AS trait
    WHERE id > %s AND id <= %s AND NOT EXISTS (SELECT 1 FROM crm_traitevent WHERE pgh_obj_id = trait.id)
), who AS MATERIALIZED (
    SELECT noted_by_id AS by, gen_random_uuid() AS context FROM (SELECT DISTINCT noted_by_id FROM missing) AS noters
), made AS (
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT context, now(), now(), jsonb_build_object('user', by::text) FROM who
)
INSERT INTO crm_traitevent ({COLUMNS}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id)
SELECT {COLUMNS}, created_at, 'insert', id, context FROM missing JOIN who ON by = noted_by_id
"""


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the first event of every trait that has none; one that was interrupted is done again."""
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
    dependencies = [("crm", "0029_trait_history")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
