"""An answer to "which rivals are here?": none, or they would not say. 0004 validates its constraint without a lock."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_history_and_sessions"),
        ("crm", "0002_clients_follow_their_owner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="client",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="client",
            name="update_update",
        ),
        migrations.AddField(
            model_name="client",
            name="rivals_answer",
            field=models.CharField(
                blank=True,
                choices=[("none", "No rivals here"), ("unknown", "They would not say")],
                db_default="",
                default="",
                editable=False,
                max_length=8,
                verbose_name="rivals here",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="rivals_asked_on",
            field=models.DateField(editable=False, null=True, verbose_name="asked on"),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="rivals_answer",
            field=models.CharField(
                blank=True,
                choices=[("none", "No rivals here"), ("unknown", "They would not say")],
                db_default="",
                default="",
                editable=False,
                max_length=8,
                verbose_name="rivals here",
            ),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="rivals_asked_on",
            field=models.DateField(editable=False, null=True, verbose_name="asked on"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="client",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "rivals_answer", "rivals_asked_on", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."rivals_answer", NEW."rivals_asked_on", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;',
                    hash="f7c4017def2760a531450b0e2958128fe404f3ce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e69b9",
                    table="crm_client",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="client",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."business" IS DISTINCT FROM (NEW."business") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."industry_id" IS DISTINCT FROM (NEW."industry_id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."last_visit_at" IS DISTINCT FROM (NEW."last_visit_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."rivals_answer" IS DISTINCT FROM (NEW."rivals_answer") OR OLD."rivals_asked_on" IS DISTINCT FROM (NEW."rivals_asked_on") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."tier" IS DISTINCT FROM (NEW."tier") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "rivals_answer", "rivals_asked_on", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."rivals_answer", NEW."rivals_asked_on", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;',
                    hash="bacd2be3ed18f8359150e3432937b5daabb12f52",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d780",
                    table="crm_client",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rivals_answer", ""), ("rivals_asked_on", None)),
                    models.Q(models.Q(("rivals_answer", ""), _negated=True), ("rivals_asked_on__isnull", False)),
                    _connector="OR",
                ),
                name="client_rivals_answer_has_its_day",
            ),
        ),
    ]
