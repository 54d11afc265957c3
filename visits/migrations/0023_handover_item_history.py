"""The lines of a hand-over's checklist keep their history: who ticked what when. A new table and two triggers."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("visits", "0022_finding_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandoverItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(function="uuidv7"),
                        default=core.ids.uuid7,
                        editable=False,
                        serialize=False,
                        verbose_name="id",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint", "Open complaint"),
                            ("promise", "Open promise"),
                            ("contact", "Next contact"),
                            ("request", "Open request"),
                            ("visit", "Planned visit"),
                            ("record", "Record owed"),
                            ("contract", "Contract that ends soon"),
                            ("arrears", "Arrears"),
                            ("person", "Key person"),
                            ("share", "Works on it too"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("text", models.CharField(max_length=250, verbose_name="what")),
                ("position", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                ("ticked_at", models.DateTimeField(editable=False, null=True, verbose_name="gone through")),
                (
                    "handover",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="visits.handover",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="visits.handoveritem",
                    ),
                ),
                (
                    "ticked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "visits_handoveritemevent" ("created_at", "handover_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "subject_id", "text", "ticked_at", "ticked_by_id", "updated_at", "version") VALUES (NEW."created_at", NEW."handover_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."subject_id", NEW."text", NEW."ticked_at", NEW."ticked_by_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="0e72e73ee4e9b086be1bcf5fc0b1ab7ba3363646",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2cb60",
                    table="visits_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "visits_handoveritemevent" ("created_at", "handover_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "subject_id", "text", "ticked_at", "ticked_by_id", "updated_at", "version") VALUES (NEW."created_at", NEW."handover_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."subject_id", NEW."text", NEW."ticked_at", NEW."ticked_by_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="e38f5b1b6bf223f3f95288c1668aa638ecfe258f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12312",
                    table="visits_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
    ]
