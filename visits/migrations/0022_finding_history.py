"""What a client said is kept as it was before each change: new tables, and triggers that fill them."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0037_former_name_search_gone"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("visits", "0021_arrears_in_handovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectionEvent",
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
                ("text", models.TextField(verbose_name="what they said")),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("real", "Real"), ("false", "False"), ("hidden", "Hidden")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="how it was answered")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
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
                ("text", models.TextField(verbose_name="what they said")),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("fault", "Fault"),
                            ("complaint", "Complaint"),
                            ("business", "Business"),
                        ],
                        default="enquiry",
                        max_length=10,
                        verbose_name="category",
                    ),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="what was done")),
                ("resolved_at", models.DateTimeField(editable=False, null=True, verbose_name="resolved")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "visits_objectionevent" ("answer", "client_id", "created_at", "id", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."answer", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="8a121889e0b8a2df85ec5e3211bcca6b03c250f4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_978f7",
                    table="visits_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "visits_objectionevent" ("answer", "client_id", "created_at", "id", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."answer", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="f1ebaed6a4ae9b93cf941afe9404f92c57738a71",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b043",
                    table="visits_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "visits_requestevent" ("category", "client_id", "created_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_at", "text", "updated_at", "version", "visit_id") VALUES (NEW."category", NEW."client_id", NEW."created_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."resolved_at", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="19b3fe8c9088d24936157610f91e55ad3947ee68",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bb47",
                    table="visits_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "visits_requestevent" ("category", "client_id", "created_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_at", "text", "updated_at", "version", "visit_id") VALUES (NEW."category", NEW."client_id", NEW."created_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."resolved_at", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="66839ffd22b88bd341c29735383198a12ff423a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd171",
                    table="visits_request",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.client",
                verbose_name="client",
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="noted_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noted by",
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.person",
                verbose_name="who said it",
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="visits.objection",
            ),
        ),
        migrations.AddField(
            model_name="objectionevent",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="visits.visit",
                verbose_name="visit",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.client",
                verbose_name="client",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="noted_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noted by",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.person",
                verbose_name="who said it",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="visits.request",
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="visits.visit",
                verbose_name="visit",
            ),
        ),
    ]
