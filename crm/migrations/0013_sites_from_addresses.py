"""Each client's address becomes its main site, in batches; the line on the client stays, copied from it from now on.

A batch that was interrupted is done again by the next `migrate`; clients with a site are passed over. Back: sites go
with their table, and the line is still there.
"""

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 5_000
NEXT = "SELECT max(id::text) FROM (SELECT id FROM crm_client WHERE id > %s ORDER BY id LIMIT %s) AS batch"
MOVE = """
INSERT INTO crm_site (
    created_at, version, updated_at, client_id, name, province, city, district, street, phone, note, is_main)
SELECT now(), 1, now(), client.id, '', '', '', '', left(client.address, 250), '', '', true
FROM crm_client AS client
WHERE client.id > %s AND client.id <= %s AND client.address <> ''
  AND NOT EXISTS (SELECT 1 FROM crm_site AS site WHERE site.client_id = client.id)
"""


def move(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make a main site of every address."""
    connection = schema_editor.connection
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(NEXT, [after, BATCH])
            last = cursor.fetchone()[0]
            if last is None:
                return
            cursor.execute(MOVE, [after, last])
        after = last


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0012_firm_indexes")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
