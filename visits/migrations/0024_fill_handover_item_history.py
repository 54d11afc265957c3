"""Lines of checklists from before 0023 get a history: how each was made, and, if somebody has been there since, how it
stands, by whoever ticked it; in batches.
"""

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM visits_handoveritem WHERE id > %s ORDER BY id LIMIT %s) AS batch"
KEPT = "id, created_at, kind, subject_id, text, position, handover_id"
MOVED = "version, updated_at, note, ticked_at, ticked_by_id"
EVENT = "pgh_obj_id, pgh_label, pgh_created_at"
MADE = f"""
INSERT INTO visits_handoveritemevent ({KEPT}, {MOVED}, {EVENT})
SELECT {KEPT}, 1, created_at, '', NULL, NULL, id, 'insert', created_at FROM visits_handoveritem AS item
WHERE id > %s AND id <= %s AND NOT EXISTS (SELECT 1 FROM visits_handoveritemevent WHERE pgh_obj_id = item.id)
"""
STANDS = f"""
WITH missing AS (
    SELECT {KEPT}, {MOVED} FROM visits_handoveritem AS item
    WHERE id > %s AND id <= %s AND version > 1
    AND NOT EXISTS (SELECT 1 FROM visits_handoveritemevent WHERE pgh_obj_id = item.id AND pgh_label = 'update')
), who AS MATERIALIZED (
    SELECT ticked_by_id AS by, gen_random_uuid() AS context
    FROM (SELECT DISTINCT ticked_by_id FROM missing WHERE ticked_by_id IS NOT NULL) AS tickers
), made AS (
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT context, now(), now(), jsonb_build_object('user', by::text) FROM who
)
INSERT INTO visits_handoveritemevent ({KEPT}, {MOVED}, {EVENT}, pgh_context_id)
SELECT {KEPT}, {MOVED}, id, 'update', updated_at, context FROM missing LEFT JOIN who ON by = ticked_by_id
"""


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the events of every line that has none; one that was interrupted is done again."""
    connection = schema_editor.connection
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(NEXT, [after, BATCH])
            last = cursor.fetchone()[0]
            if last is None:
                return
            cursor.execute(MADE, [after, last])
            cursor.execute(STANDS, [after, last])
        after = last


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0023_handover_item_history")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
