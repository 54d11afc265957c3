"""How complete a client's file is, kept beside it so that lists sort by it, and what was asked in vain.

The columns' defaults live in the catalogue, and the indexes are built while people work. The scores of clients that
are there already come with the night, or at once by `manage.py score_files`.
"""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("accounts", "0003_saved_filters"),
        ("crm", "0023_installed_checked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GapMark",
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("kind", models.CharField(max_length=24)),
                ("object_id", models.UUIDField()),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("back_on", models.DateField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gap_marks",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "asked, not known",
                "verbose_name_plural": "asked, not known",
                "constraints": [
                    models.UniqueConstraint(fields=("client", "kind", "object_id"), name="gap_marked_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="client",
            name="file_score",
            field=models.SmallIntegerField(db_default=0, default=0, editable=False, verbose_name="completeness"),
        ),
        migrations.AddField(
            model_name="client",
            name="file_scored_on",
            field=models.DateField(editable=False, null=True),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(fields=["owner", "file_score", "id"], name="client_by_owner_score"),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(fields=["team", "file_score", "id"], name="client_by_team_score"),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(fields=["file_score", "id"], name="client_by_score"),
        ),
    ]
