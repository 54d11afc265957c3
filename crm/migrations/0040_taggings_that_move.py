"""A tag that comes to another client, as when two are merged, says so in its history: a trigger, no row is touched."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("crm", "0039_more_facts_checked")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_taggingevent" ("client_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id", "tagged_by_id") VALUES (NEW."client_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tag_id", NEW."tagged_by_id"); RETURN NULL;',
                    hash="adb54f8509f9120521b92d6a9004f3e03a0f3a96",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10d9f",
                    table="crm_tagging",
                    when="AFTER",
                ),
            ),
        ),
    ]
