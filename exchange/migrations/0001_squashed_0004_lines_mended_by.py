"""Files on their way in and out, with what was done for each line.

Made of 4 migrations, which it stands for where they were applied.
"""

import core.creation
import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("exchange", "0001_initial"),
        ("exchange", "0002_outcome_updated"),
        ("exchange", "0003_left_out_and_replaces"),
        ("exchange", "0004_lines_mended_by"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0004_last_language"),
        ("crm", "0001_squashed_0037_former_name_search_gone"),
    ]

    operations = [
        core.creation.CreateModels(
            models=[
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="bytes")),
                    ],
                    options={
                        "verbose_name": "file",
                        "verbose_name_plural": "files",
                    },
                ),
                migrations.CreateModel(
                    name="ImportJob",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("noun", models.CharField(max_length=20, verbose_name="what")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Columns to match"),
                                    ("matched", "Being read"),
                                    ("previewed", "To be looked through"),
                                    ("running", "Being imported"),
                                    ("done", "Imported"),
                                    ("failed", "Stopped"),
                                    ("undoing", "Being taken back"),
                                    ("undone", "Taken back"),
                                ],
                                default="uploaded",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="file")),
                        ("sheets", models.JSONField(default=list)),
                        ("sheet", models.CharField(blank=True, max_length=120, verbose_name="sheet")),
                        ("head_line", models.PositiveIntegerField(default=1, verbose_name="line of the headings")),
                        ("columns", models.JSONField(default=list)),
                        ("people", models.JSONField(default=dict)),
                        (
                            "make_clients",
                            models.BooleanField(default=True, verbose_name="make clients that are not here yet"),
                        ),
                        ("counts", models.JSONField(default=dict)),
                        ("total_rows", models.PositiveIntegerField(default=0)),
                        ("done_rows", models.PositiveIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        (
                            "resumes_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uploaded", "Columns to match"),
                                    ("matched", "Being read"),
                                    ("previewed", "To be looked through"),
                                    ("running", "Being imported"),
                                    ("done", "Imported"),
                                    ("failed", "Stopped"),
                                    ("undoing", "Being taken back"),
                                    ("undone", "Taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("leased_until", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True, verbose_name="done")),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("tidied_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "repairs",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="repaired_by",
                                to="exchange.importjob",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="exchange.storedfile",
                                verbose_name="file",
                            ),
                        ),
                        (
                            "replaces",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="tags and other numbers are replaced"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "indexes": [
                            models.Index(fields=["by", "-created_at", "-id"], name="import_by_person"),
                            models.Index(fields=["-created_at", "-id"], name="import_by_time"),
                            models.Index(
                                condition=models.Q(("state__in", ("matched", "running", "undoing"))),
                                fields=["leased_until"],
                                name="import_at_work",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("line", models.PositiveIntegerField(verbose_name="line")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("changed", "Changed"),
                                    ("same", "The same"),
                                    ("duplicate", "Perhaps here already"),
                                    ("error", "With errors"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[("make", "Make new"), ("merge", "Merge"), ("skip", "Skip")],
                                max_length=6,
                            ),
                        ),
                        ("cells", models.JSONField(default=list)),
                        ("values", models.JSONField(default=dict)),
                        ("problems", models.JSONField(default=dict)),
                        ("notices", models.JSONField(default=dict)),
                        ("changes", models.JSONField(default=dict)),
                        ("candidates", models.JSONField(default=list)),
                        ("target", models.UUIDField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("made", "Made"),
                                    ("updated", "Changed"),
                                    ("kept", "Left as it was"),
                                    ("skipped", "Skipped"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_linked", models.BooleanField(default=True)),
                        (
                            "job",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="exchange.importjob",
                            ),
                        ),
                        ("left_out", models.BooleanField(db_default=False, default=False)),
                        ("mended_by", models.UUIDField(null=True)),
                    ],
                    options={
                        "verbose_name": "line of an import",
                        "verbose_name_plural": "lines of an import",
                        "indexes": [
                            models.Index(fields=["job", "kind", "line"], name="import_row_by_kind"),
                            models.Index(fields=["job", "outcome", "line"], name="import_row_by_outcome"),
                            models.Index(
                                condition=models.Q(("is_linked", False)),
                                fields=["job", "line"],
                                name="import_row_unlinked",
                            ),
                            models.Index(
                                condition=models.Q(("left_out", True)),
                                fields=["job", "line"],
                                name="import_row_left_out",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("job", "line"), name="import_line_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ImportChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noun", models.CharField(max_length=20)),
                        ("object_id", models.UUIDField()),
                        ("is_new", models.BooleanField(default=False)),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("undone", models.CharField(blank=True, max_length=10)),
                        (
                            "job",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="done",
                                to="exchange.importjob",
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="done",
                                to="exchange.importrow",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["job", "-id"], name="import_change_by_job")],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("noun", models.CharField(max_length=20)),
                        ("winner", models.UUIDField()),
                        ("loser", models.UUIDField()),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "merge",
                        "verbose_name_plural": "merges",
                        "indexes": [
                            models.Index(fields=["winner", "-created_at"], name="merge_by_winner"),
                            models.Index(fields=["loser", "-created_at"], name="merge_by_loser"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("model", models.CharField(max_length=80)),
                        ("column", models.CharField(max_length=80)),
                        ("object_id", models.CharField(max_length=40)),
                        ("is_dropped", models.BooleanField(default=False)),
                        ("data", models.JSONField(default=dict)),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="exchange.merge"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Origin",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("noun", models.CharField(max_length=20)),
                        ("object_id", models.UUIDField()),
                        ("file_name", models.CharField(max_length=200)),
                        ("line", models.PositiveIntegerField(default=0)),
                        ("noted_on", models.DateField(null=True, verbose_name="recorded originally")),
                        (
                            "noted_by",
                            models.CharField(blank=True, max_length=120, verbose_name="recorded originally by"),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="exchange.importjob",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "origin",
                        "verbose_name_plural": "origins",
                        "constraints": [models.UniqueConstraint(fields=("noun", "object_id"), name="origin_once")],
                    },
                ),
                migrations.CreateModel(
                    name="FilePart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("content", models.BinaryField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="exchange.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("file", "number"), name="file_part_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Export",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("what", models.CharField(max_length=20, verbose_name="what")),
                        (
                            "form",
                            models.CharField(
                                choices=[("xlsx", "Excel"), ("csv", "CSV")], max_length=4, verbose_name="format"
                            ),
                        ),
                        ("query", models.TextField(blank=True)),
                        ("language", models.CharField(max_length=10)),
                        ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                        ("is_big", models.BooleanField(default=False)),
                        ("leased_until", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("failed_at", models.DateTimeField(null=True)),
                        ("fetched_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exports",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="exchange.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "export",
                        "verbose_name_plural": "exports",
                        "indexes": [
                            models.Index(fields=["by", "-created_at", "-id"], name="export_by_person"),
                            models.Index(fields=["-created_at", "-id"], name="export_by_time"),
                            models.Index(
                                condition=models.Q(("done_at", None), ("failed_at", None)),
                                fields=["leased_until"],
                                name="export_waiting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMemory",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("noun", models.CharField(max_length=20)),
                        ("headings", models.CharField(max_length=64)),
                        ("keys", models.JSONField(default=dict)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("replaces", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("by", "noun", "headings"), name="columns_remembered_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuplicateHint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("why", models.CharField(max_length=10)),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.client",
                                verbose_name="other client",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "possible duplicate",
                        "verbose_name_plural": "possible duplicates",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["-created_at", "-id"],
                                name="hint_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("one", "other"), name="hint_once"),
                            models.CheckConstraint(
                                condition=models.Q(("one", models.F("other")), _negated=True), name="hint_of_two"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
