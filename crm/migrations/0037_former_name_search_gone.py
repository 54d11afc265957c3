"""The column and index that clients were found by, by their former names: 0036 has written those into their own."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0036_former_names_in_also"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="formername",
            name="update_update",
        ),
        migrations.RemoveIndex(
            model_name="formername",
            name="former_name_search",
        ),
        migrations.RemoveField(
            model_name="formername",
            name="search",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_formernameevent" ("archived_at", "client_id", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="9dbebb350f80d26cbe871f1889938735fe4b3f98",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f950",
                    table="crm_formername",
                    when="AFTER",
                ),
            ),
        ),
    ]
