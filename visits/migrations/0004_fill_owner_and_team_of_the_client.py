"""Fill the columns that 0003 added, in batches: the rows of each are locked for a moment only.

A batch that was interrupted is done again by the next `migrate`; what is filled already is passed over.
"""

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s) AS batch"
ROWS = "{table} WHERE id > %s AND id <= %s AND {column} IS NULL"
# Clients before visits, as every other writer locks them.
LOCK = "SELECT 1 FROM crm_client WHERE id IN (SELECT client_id FROM {rows}) ORDER BY id FOR SHARE"
FILL = "UPDATE {table} SET {column} = NULL WHERE id IN (SELECT id FROM {rows})"  # the trigger knows better
TABLES = (
    ("visits_visit", "client_owner_id", True),
    ("visits_promise", "client_owner_id", True),
    ("visits_visitrecord", "owner_id", False),
)


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the columns of every row from its client or visit."""
    connection = schema_editor.connection
    for table, column, has_client in TABLES:
        after = "00000000-0000-0000-0000-000000000000"
        while True:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(NEXT.format(table=table), [after, BATCH])
                last = cursor.fetchone()[0]
                if last is None:
                    break
                rows = ROWS.format(table=table, column=column)
                if has_client:
                    cursor.execute(LOCK.format(rows=rows), [after, last])
                cursor.execute(FILL.format(table=table, column=column, rows=rows), [after, last])
            after = last


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0003_owner_and_team_of_the_client")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
