"""Plain notes about people know when they were last found needed: today, for those that are there."""

import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0030_fill_trait_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="trait",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="trait",
            name="update_update",
        ),
        migrations.AddField(
            model_name="notesrules",
            name="months_kept",
            field=models.PositiveSmallIntegerField(
                choices=[(12, "12 months"), (24, "24 months"), (36, "36 months")],
                db_default=24,
                default=24,
                help_text="After somebody last wrote one or found it still needed. Then it is erased, history and all.",
                verbose_name="Notes about people are kept for",
            ),
        ),
        migrations.AddField(
            model_name="trait",
            name="kept_on",
            field=models.DateField(
                db_default=models.Func(function="CURRENT_DATE", template="%(function)s"),
                default=django.utils.timezone.localdate,
                editable=False,
                verbose_name="last found needed",
            ),
        ),
        migrations.AddField(
            model_name="traitevent",
            name="kept_on",
            field=models.DateField(
                db_default=models.Func(function="CURRENT_DATE", template="%(function)s"),
                default=django.utils.timezone.localdate,
                editable=False,
                verbose_name="last found needed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trait",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kept_on", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kept_on", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="cb4d0580d7763f1b45c342f0a3f5e21502c2b9c4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_447b2",
                    table="crm_trait",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trait",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kept_on", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kept_on", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="7facc75ab959622b2e6ca13432794a346e3a56d9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c48d",
                    table="crm_trait",
                    when="AFTER",
                ),
            ),
        ),
    ]
