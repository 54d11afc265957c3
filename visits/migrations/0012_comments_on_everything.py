"""Comments are about a visit, a client, a person, a complaint or a promise; colleagues are named in them.

The table of the visits' comments goes on under its new name: nothing is copied. Indexes and the check of the rows there
are come in the next one, while people work.
"""

import core.ids
import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0019_covers"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("visits", "0011_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("ReviewComment", "Comment"),
        migrations.AlterField(
            model_name="comment",
            name="visit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="visits.visit",
                verbose_name="visit",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="body",
            field=models.TextField(blank=True, max_length=4000, verbose_name="comment"),
        ),
        migrations.AddField(
            "comment", "version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")
        ),
        migrations.AddField(
            "comment",
            "updated_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
        ),
        migrations.AddField(
            "comment", "edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited")
        ),
        migrations.AddField(
            "comment", "removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")
        ),
        migrations.AddField(
            model_name="comment",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="crm.client",
                verbose_name="client",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="crm.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="complaint",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="visits.complaint",
                verbose_name="complaint",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="promise",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="visits.promise",
                verbose_name="promise",
            ),
        ),
        migrations.AddField(
            "comment",
            "mentioned",
            models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="mentioned"),
        ),
        migrations.CreateModel(
            name="CommentEvent",
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
                ("body", models.TextField(blank=True, max_length=4000, verbose_name="comment")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("", "Comment"), ("accepted", "Accepted"), ("sent_back", "Sent back")],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited")),
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="visits.complaint",
                        verbose_name="complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="visits.comment",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="visits.promise",
                        verbose_name="promise",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        AddConstraintNotValid(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        "client_id",
                        "person_id",
                        "complaint_id",
                        "visit_id",
                        "promise_id",
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="comment_about_one_thing",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at"))',
                    func='INSERT INTO "visits_commentevent" ("author_id", "body", "client_id", "complaint_id", "created_at", "edited_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "removed_at", "updated_at", "verdict", "version", "visit_id") VALUES (NEW."author_id", NEW."body", NEW."client_id", NEW."complaint_id", NEW."created_at", NEW."edited_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promise_id", NEW."removed_at", NEW."updated_at", NEW."verdict", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="159277a594a0092046f2a743cb2c22720be08109",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a8d2",
                    table="visits_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "visits_commentevent" ("author_id", "body", "client_id", "complaint_id", "created_at", "edited_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "removed_at", "updated_at", "verdict", "version", "visit_id") VALUES (NEW."author_id", NEW."body", NEW."client_id", NEW."complaint_id", NEW."created_at", NEW."edited_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promise_id", NEW."removed_at", NEW."updated_at", NEW."verdict", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="d45ff566b1e2d49edd3738e228e2b990ff4f5dc7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bab82",
                    table="visits_comment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise_soon", "Promise due tomorrow"),
                    ("promise_due", "Promise due"),
                    ("promise_late", "Promise overdue"),
                    ("promise_late_lead", "A team member's promise is overdue"),
                    ("record_owed", "Record not filled in"),
                    ("next_contact", "Time to be in touch"),
                    ("record_new", "Record to review"),
                    ("record_sent_back", "Record sent back"),
                    ("record_accepted", "Record accepted"),
                    ("comment", "Comment"),
                    ("mention", "You were mentioned"),
                    ("contract_90", "Contract ends in 90 days"),
                    ("contract_60", "Contract ends in 60 days"),
                    ("contract_30", "Contract ends in 30 days"),
                    ("import_done", "Import"),
                    ("export_done", "Export"),
                    ("handover_planned", "Hand-over planned"),
                    ("handover_accepted", "Hand-over accepted"),
                    ("handover_done", "Client handed over"),
                    ("complaint_new", "Complaint to settle"),
                    ("complaint_soon", "Complaint: time is running out"),
                    ("complaint_late", "Complaint: time has run out"),
                    ("complaint_late_lead", "A team member's complaint: time has run out"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise_soon", "Promise due tomorrow"),
                    ("promise_due", "Promise due"),
                    ("promise_late", "Promise overdue"),
                    ("promise_late_lead", "A team member's promise is overdue"),
                    ("record_owed", "Record not filled in"),
                    ("next_contact", "Time to be in touch"),
                    ("record_new", "Record to review"),
                    ("record_sent_back", "Record sent back"),
                    ("record_accepted", "Record accepted"),
                    ("comment", "Comment"),
                    ("mention", "You were mentioned"),
                    ("contract_90", "Contract ends in 90 days"),
                    ("contract_60", "Contract ends in 60 days"),
                    ("contract_30", "Contract ends in 30 days"),
                    ("import_done", "Import"),
                    ("export_done", "Export"),
                    ("handover_planned", "Hand-over planned"),
                    ("handover_accepted", "Hand-over accepted"),
                    ("handover_done", "Client handed over"),
                    ("complaint_new", "Complaint to settle"),
                    ("complaint_soon", "Complaint: time is running out"),
                    ("complaint_late", "Complaint: time has run out"),
                    ("complaint_late_lead", "A team member's complaint: time has run out"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
