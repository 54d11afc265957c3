"""Firms as people know them: sites, former names, numbers, tags, groups, size, industries as a tree (K1, K5)."""

import core.ids
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_history_and_sessions"),
        ("crm", "0010_bulk_acts"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerName",
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
                ("name", models.CharField(max_length=200, verbose_name="former name")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Renamed, merged, restructured …",
                        max_length=160,
                        verbose_name="why it changed",
                    ),
                ),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("name"), models.Value(""), output_field=models.TextField()
                                ),
                                models.Value("\n"),
                                output_field=models.TextField(),
                            ),
                            function="rapport_search_v1",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "former name",
                "verbose_name_plural": "former names",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["search"], name="former_name_search")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="former_name_is_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", None), ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="former_name_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerNameEvent",
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
                ("name", models.CharField(max_length=200, verbose_name="former name")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Renamed, merged, restructured …",
                        max_length=160,
                        verbose_name="why it changed",
                    ),
                ),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.client",
                        verbose_name="client",
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
                        to="crm.formername",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Identifier",
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
                (
                    "kind",
                    models.CharField(
                        help_text="Billing number, stock code, tax number …", max_length=60, verbose_name="what number"
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="number")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "other number",
                "verbose_name_plural": "other numbers",
                "indexes": [models.Index(fields=["value"], name="identifier_by_value")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), models.Q(("value", ""), _negated=True)
                        ),
                        name="identifier_has_kind_and_value",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierEvent",
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
                        help_text="Billing number, stock code, tax number …", max_length=60, verbose_name="what number"
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="number")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.client",
                        verbose_name="client",
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
                        to="crm.identifier",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="IndustryEvent",
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
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("name_zh", models.CharField(max_length=80, verbose_name="name in Chinese")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.industry",
                        verbose_name="part of",
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
                        to="crm.industry",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="IndustryNote",
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
                ("body", models.TextField(max_length=4000, verbose_name="note")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "industry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="crm.industry",
                        verbose_name="industry",
                    ),
                ),
            ],
            options={
                "verbose_name": "industry note",
                "verbose_name_plural": "industry notes",
                "indexes": [models.Index(fields=["industry", "-created_at", "-id"], name="industry_note_latest")],
            },
        ),
        migrations.CreateModel(
            name="IndustryNoteEvent",
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
                ("body", models.TextField(max_length=4000, verbose_name="note")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
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
                    "industry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.industry",
                        verbose_name="industry",
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
                        to="crm.industrynote",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Site",
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
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Head office, plant, warehouse …",
                        max_length=80,
                        verbose_name="what is there",
                    ),
                ),
                ("province", models.CharField(blank=True, max_length=60, verbose_name="province")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("district", models.CharField(blank=True, max_length=60, verbose_name="district")),
                ("street", models.CharField(blank=True, max_length=250, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="telephone")),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Gate, floor, parking, whom to ask for.",
                        max_length=250,
                        verbose_name="how to get in",
                    ),
                ),
                ("is_main", models.BooleanField(db_default=False, default=False, verbose_name="main site")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sites",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "sites",
                "indexes": [models.Index(fields=["client", "created_at", "id"], name="site_by_client")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None), ("is_main", True)),
                        fields=("client",),
                        name="site_one_main",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("city", ""),
                            ("district", ""),
                            ("name", ""),
                            ("province", ""),
                            ("street", ""),
                            _negated=True,
                        ),
                        name="site_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteEvent",
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
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Head office, plant, warehouse …",
                        max_length=80,
                        verbose_name="what is there",
                    ),
                ),
                ("province", models.CharField(blank=True, max_length=60, verbose_name="province")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("district", models.CharField(blank=True, max_length=60, verbose_name="district")),
                ("street", models.CharField(blank=True, max_length=250, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="telephone")),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Gate, floor, parking, whom to ask for.",
                        max_length=250,
                        verbose_name="how to get in",
                    ),
                ),
                ("is_main", models.BooleanField(db_default=False, default=False, verbose_name="main site")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.client",
                        verbose_name="client",
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
                        to="crm.site",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Tag",
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
                ("name", models.CharField(max_length=40, verbose_name="tag")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="out of use")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="tag_once"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="tag_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TagEvent",
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
                ("name", models.CharField(max_length=40, verbose_name="tag")),
                ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="out of use")),
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
                        to="crm.tag",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Tagging",
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
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taggings",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taggings",
                        to="crm.tag",
                        verbose_name="tag",
                    ),
                ),
                (
                    "tagged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "tagged client",
                "verbose_name_plural": "tagged clients",
                "constraints": [models.UniqueConstraint(fields=("tag", "client"), name="tagged_once")],
            },
        ),
        migrations.CreateModel(
            name="TaggingEvent",
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
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.client",
                        verbose_name="client",
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
                        to="crm.tagging",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="crm.tag",
                        verbose_name="tag",
                    ),
                ),
                (
                    "tagged_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AlterModelOptions(
            name="department",
            options={
                "ordering": ("position", "name", "id"),
                "verbose_name": "department",
                "verbose_name_plural": "departments",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="client",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="client",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="department",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="department",
            name="update_update",
        ),
        migrations.AddField(
            model_name="client",
            name="headcount",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "Under 20 people"),
                    ("20", "20 to 99 people"),
                    ("100", "100 to 499 people"),
                    ("500", "500 to 1,999 people"),
                    ("2000", "2,000 people and more"),
                ],
                db_default="",
                default="",
                max_length=4,
                verbose_name="people who work there",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subsidiaries",
                to="crm.client",
                verbose_name="parent firm",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="registration_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="18 characters, as on the business licence.",
                max_length=40,
                verbose_name="unified social credit code",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="revenue",
            field=models.CharField(
                blank=True,
                choices=[
                    ("0", "Under ¥5 million a year"),
                    ("5", "¥5 to 50 million a year"),
                    ("50", "¥50 to 500 million a year"),
                    ("500", "¥500 million to 5 billion a year"),
                    ("5000", "¥5 billion a year and more"),
                ],
                db_default="",
                default="",
                max_length=4,
                verbose_name="turnover",
            ),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="headcount",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "Under 20 people"),
                    ("20", "20 to 99 people"),
                    ("100", "100 to 499 people"),
                    ("500", "500 to 1,999 people"),
                    ("2000", "2,000 people and more"),
                ],
                db_default="",
                default="",
                max_length=4,
                verbose_name="people who work there",
            ),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.client",
                verbose_name="parent firm",
            ),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="registration_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="18 characters, as on the business licence.",
                max_length=40,
                verbose_name="unified social credit code",
            ),
        ),
        migrations.AddField(
            model_name="clientevent",
            name="revenue",
            field=models.CharField(
                blank=True,
                choices=[
                    ("0", "Under ¥5 million a year"),
                    ("5", "¥5 to 50 million a year"),
                    ("50", "¥50 to 500 million a year"),
                    ("500", "¥500 million to 5 billion a year"),
                    ("5000", "¥5 billion a year and more"),
                ],
                db_default="",
                default="",
                max_length=4,
                verbose_name="turnover",
            ),
        ),
        migrations.AddField(
            model_name="department",
            name="note",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="What they do, what they care about.",
                max_length=2000,
                verbose_name="note",
            ),
        ),
        migrations.AddField(
            model_name="department",
            name="position",
            field=models.PositiveIntegerField(
                db_default=0, default=0, editable=False, verbose_name="place among its neighbours"
            ),
        ),
        migrations.AddField(
            model_name="departmentevent",
            name="note",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="What they do, what they care about.",
                max_length=2000,
                verbose_name="note",
            ),
        ),
        migrations.AddField(
            model_name="departmentevent",
            name="position",
            field=models.PositiveIntegerField(
                db_default=0, default=0, editable=False, verbose_name="place among its neighbours"
            ),
        ),
        migrations.AddField(
            model_name="industry",
            name="archived_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="archived"),
        ),
        migrations.AddField(
            model_name="industry",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="crm.industry",
                verbose_name="part of",
            ),
        ),
        migrations.AddField(
            model_name="industry",
            name="updated_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
        ),
        migrations.AddField(
            model_name="industry",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.AlterField(
            model_name="client",
            name="address",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="address"),
        ),
        migrations.AlterField(
            model_name="clientevent",
            name="address",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="address"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="client",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "headcount", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration_code", "revenue", "rivals_answer", "rivals_asked_on", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."headcount", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."registration_code", NEW."revenue", NEW."rivals_answer", NEW."rivals_asked_on", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;',
                    hash="c8cc69d5179de242efb37979cced0c85da91acf1",
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
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."business" IS DISTINCT FROM (NEW."business") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."headcount" IS DISTINCT FROM (NEW."headcount") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."industry_id" IS DISTINCT FROM (NEW."industry_id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."last_visit_at" IS DISTINCT FROM (NEW."last_visit_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."registration_code" IS DISTINCT FROM (NEW."registration_code") OR OLD."revenue" IS DISTINCT FROM (NEW."revenue") OR OLD."rivals_answer" IS DISTINCT FROM (NEW."rivals_answer") OR OLD."rivals_asked_on" IS DISTINCT FROM (NEW."rivals_asked_on") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."tier" IS DISTINCT FROM (NEW."tier") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "headcount", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration_code", "revenue", "rivals_answer", "rivals_asked_on", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."headcount", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."registration_code", NEW."revenue", NEW."rivals_answer", NEW."rivals_asked_on", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;',
                    hash="4c8a1a949f432882aa7ef377673e91d044738724",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d780",
                    table="crm_client",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_departmentevent" ("archived_at", "client_id", "created_at", "function", "id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."function", NEW."id", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="272097ba9b9270f5d181507d2c40ddb5c43340af",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17596",
                    table="crm_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_departmentevent" ("archived_at", "client_id", "created_at", "function", "id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."function", NEW."id", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="7519ab1be699012623fd431f7bcfde3b6e6839a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a549",
                    table="crm_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="industry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_industryevent" ("archived_at", "created_at", "id", "name_en", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."id", NEW."name_en", NEW."name_zh", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="f5fbd79e6b7d503fb03528c653aa38c059c206c1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9eee7",
                    table="crm_industry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="industry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_industryevent" ("archived_at", "created_at", "id", "name_en", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."id", NEW."name_en", NEW."name_zh", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="4a2d9af15b7dcc59da741e5c0a9a5f0f677efc21",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c62b7",
                    table="crm_industry",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="client_not_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="industry",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="industry_not_its_own_parent"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_tagevent" ("archived_at", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="28062e4ffdd2ca959229c358603d6fc445f27dcf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ad15",
                    table="crm_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_tagevent" ("archived_at", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="5c0f1091a93d4db76b9155e1ef16bea5d9e6124d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba07a",
                    table="crm_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_formernameevent" ("archived_at", "client_id", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="039c6fda617ff9ca95d9a9a95be704945555b129",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_468b8",
                    table="crm_formername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "crm_formernameevent" ("archived_at", "client_id", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="7de800b37d502f077b21eedc9a359138e5f7d61e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f950",
                    table="crm_formername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_identifierevent" ("archived_at", "client_id", "created_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "value", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                    hash="94152356cb86008bf152212c652596ac19ee3420",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44ae2",
                    table="crm_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_identifierevent" ("archived_at", "client_id", "created_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "value", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                    hash="bba0fd43c8d1c306e9f42a4b3ec0fdebada9f03d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed441",
                    table="crm_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="industrynote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_industrynoteevent" ("archived_at", "author_id", "body", "created_at", "id", "industry_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."author_id", NEW."body", NEW."created_at", NEW."id", NEW."industry_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="de9a5640dd2be2669cc1bc564e4b9ead1f244458",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_38a50",
                    table="crm_industrynote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="industrynote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_industrynoteevent" ("archived_at", "author_id", "body", "created_at", "id", "industry_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."author_id", NEW."body", NEW."created_at", NEW."id", NEW."industry_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="b67a6eb7463518ce01124e268ab6532faf68a187",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7cb69",
                    table="crm_industrynote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_siteevent" ("archived_at", "city", "client_id", "created_at", "district", "id", "is_main", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "province", "street", "updated_at", "version") VALUES (NEW."archived_at", NEW."city", NEW."client_id", NEW."created_at", NEW."district", NEW."id", NEW."is_main", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."province", NEW."street", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="1df54eb6f74c36c8f59c3924e067d82896282bb7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d82f1",
                    table="crm_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_siteevent" ("archived_at", "city", "client_id", "created_at", "district", "id", "is_main", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "province", "street", "updated_at", "version") VALUES (NEW."archived_at", NEW."city", NEW."client_id", NEW."created_at", NEW."district", NEW."id", NEW."is_main", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."province", NEW."street", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="0a78fab246472ae642dee2379f9f59b4cdc77c82",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c34b5",
                    table="crm_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_taggingevent" ("client_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id", "tagged_by_id") VALUES (NEW."client_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tag_id", NEW."tagged_by_id"); RETURN NULL;',
                    hash="24597f97fe73b1dd8b8118002ea5d3cbde447170",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_36882",
                    table="crm_tagging",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_taggingevent" ("client_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id", "tagged_by_id") VALUES (OLD."client_id", OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tag_id", OLD."tagged_by_id"); RETURN NULL;',
                    hash="05b4605d8b37b07ad8d5734380f0ca0b6013d0da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1bbd3",
                    table="crm_tagging",
                    when="AFTER",
                ),
            ),
        ),
    ]
