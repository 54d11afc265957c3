"""Photos and files of clients, people, visits and complaints: a new table."""

import core.ids
import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0026_timeline_indexes"),
        ("visits", "0015_timeline_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("digest", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=120)),
                ("small_as", models.CharField(blank=True, max_length=120)),
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="crm.client",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="visits.complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="crm.person",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "indexes": [
                    models.Index(
                        condition=models.Q(("client__isnull", False)),
                        fields=["client", "created_at"],
                        name="attachment_by_client",
                    ),
                    models.Index(
                        condition=models.Q(("person__isnull", False)),
                        fields=["person", "created_at"],
                        name="attachment_by_person",
                    ),
                    models.Index(
                        condition=models.Q(("visit__isnull", False)),
                        fields=["visit", "created_at"],
                        name="attachment_by_visit",
                    ),
                    models.Index(
                        condition=models.Q(("complaint__isnull", False)),
                        fields=["complaint", "created_at"],
                        name="attachment_by_complaint",
                    ),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)),
                        fields=["removed_at"],
                        name="attachment_removed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                "client_id",
                                "person_id",
                                "visit_id",
                                "complaint_id",
                                function="num_nonnulls",
                                output_field=models.IntegerField(),
                            ),
                            1,
                        ),
                        name="attachment_of_one_thing",
                    )
                ],
            },
        ),
    ]
