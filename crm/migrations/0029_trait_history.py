"""What was noted of people keeps its history, as all else that hangs on them does."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0028_last_visit_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TraitEvent",
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
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "Small request"),
                            ("character", "Character"),
                            ("interest", "Interest"),
                            ("habit", "Habit"),
                            ("taboo", "Taboo"),
                        ],
                        default="request",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="in a few words")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "Said by themselves"),
                            ("seen", "Seen by us"),
                            ("colleague", "A colleague of theirs"),
                            ("public", "Public"),
                            ("other", "Somebody else"),
                        ],
                        default="self",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("noted_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="noted on")),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[("religion", "Religion"), ("health", "Health"), ("children", "Children")],
                        default="",
                        max_length=10,
                        verbose_name="sensitive",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="For a sensitive note: what it is for.",
                        max_length=200,
                        verbose_name="why it is needed",
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="For a sensitive note: two years ahead at most.",
                        null=True,
                        verbose_name="erase on",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.person",
                        verbose_name="person",
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
                        to="crm.trait",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False)),
                        fields=["expires_on"],
                        name="trait_event_by_end",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trait",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="895f0e3aac23f4185f10bb7eb3dc3bfa66f8c0f0",
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
                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="b333046bbb8329201d6b7ec077a9b4e8e9d6ad1a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c48d",
                    table="crm_trait",
                    when="AFTER",
                ),
            ),
        ),
    ]
