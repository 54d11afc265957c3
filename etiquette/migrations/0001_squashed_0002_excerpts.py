"""The handbook's pages, with their history.

Made of 2 migrations, which it stands for where they were applied.
"""

import core.creation
import core.ids
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("etiquette", "0001_initial"), ("etiquette", "0002_excerpts")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0004_last_language"),
        ("core", "0001_squashed_0004_search_function_in_one_pass"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.creation.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Page",
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
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("title_en", models.CharField(blank=True, max_length=120, verbose_name="title in English")),
                        ("title_zh", models.CharField(blank=True, max_length=120, verbose_name="title in Chinese")),
                        ("body_en", models.TextField(blank=True, max_length=40000, verbose_name="text in English")),
                        ("body_zh", models.TextField(blank=True, max_length=40000, verbose_name="text in Chinese")),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Latin letters, digits and hyphens; stays for good.",
                                max_length=60,
                                unique=True,
                                verbose_name="web address",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("speech", "Speech"),
                                    ("appearance", "Appearance"),
                                    ("telephone", "Telephone"),
                                    ("meeting", "Meeting"),
                                    ("handshake", "Handshake"),
                                    ("card", "Business card"),
                                    ("walking", "Walking and lift"),
                                    ("car", "Car"),
                                    ("banquet", "Banquet"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=50,
                                help_text="Smaller comes first within the occasion.",
                                verbose_name="place in the list",
                            ),
                        ),
                        (
                            "latest_number",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="latest revision"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                        ),
                        (
                            "published",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="published_by_page",
                                to="etiquette.revision",
                                verbose_name="published text",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page",
                        "verbose_name_plural": "pages",
                        "ordering": ("position", "slug"),
                        "indexes": [models.Index(fields=["occasion", "position"], name="page_occasion")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_en", ""), _negated=True),
                                    models.Q(("title_zh", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="page_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__in", ("new", "preview", "suggest")), _negated=True),
                                name="page_slug_not_reserved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "occasion__in",
                                        [
                                            "speech",
                                            "appearance",
                                            "telephone",
                                            "meeting",
                                            "handshake",
                                            "card",
                                            "walking",
                                            "car",
                                            "banquet",
                                            "other",
                                        ],
                                    )
                                ),
                                name="page_occasion_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published__isnull", True), ("published_at__isnull", True)),
                                    models.Q(("published__isnull", False), ("published_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="page_published_with_its_moment",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "etiquette_pageevent" ("body_en", "body_zh", "created_at", "id", "latest_number", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_id", "slug", "title_en", "title_zh", "updated_at", "version") VALUES (NEW."body_en", NEW."body_zh", NEW."created_at", NEW."id", NEW."latest_number", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."published_at", NEW."published_id", NEW."slug", NEW."title_en", NEW."title_zh", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="525c4c8330b723943b40d99f0695eb78b1ce529c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fd0a6",
                                    table="etiquette_page",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "etiquette_pageevent" ("body_en", "body_zh", "created_at", "id", "latest_number", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_id", "slug", "title_en", "title_zh", "updated_at", "version") VALUES (NEW."body_en", NEW."body_zh", NEW."created_at", NEW."id", NEW."latest_number", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."published_at", NEW."published_id", NEW."slug", NEW."title_en", NEW."title_zh", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="82dc3a8b1734db43dda09495c644e708b5f0c175",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5e84d",
                                    table="etiquette_page",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
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
                        ("title_en", models.CharField(blank=True, max_length=120, verbose_name="title in English")),
                        ("title_zh", models.CharField(blank=True, max_length=120, verbose_name="title in Chinese")),
                        ("body_en", models.TextField(blank=True, max_length=40000, verbose_name="text in English")),
                        ("body_zh", models.TextField(blank=True, max_length=40000, verbose_name="text in Chinese")),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="what changed")),
                        (
                            "is_standard",
                            models.BooleanField(default=False, editable=False, verbose_name="came with the product"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                        ),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.db.models.functions.text.Concat(
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("title_en"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("title_zh"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("body_en"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("body_zh"), models.Value(""), output_field=models.TextField()
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
                            "author",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody for a text that came with the product.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="etiquette.page",
                                verbose_name="page",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="published by",
                            ),
                        ),
                        ("excerpt_en", models.CharField(blank=True, default="", editable=False, max_length=300)),
                        ("excerpt_zh", models.CharField(blank=True, default="", editable=False, max_length=300)),
                    ],
                    options={
                        "verbose_name": "revision",
                        "verbose_name_plural": "revisions",
                        "ordering": ("-number",),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="revision_search")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("page", "number"), name="revision_number_once_per_page"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="revision_number_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_en", ""), _negated=True),
                                    models.Q(("title_zh", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="revision_has_a_title",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="revision_text_is_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."page_id" IS DISTINCT FROM (NEW."page_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_zh" IS DISTINCT FROM (NEW."title_zh") OR OLD."body_en" IS DISTINCT FROM (NEW."body_en") OR OLD."body_zh" IS DISTINCT FROM (NEW."body_zh") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."is_standard" IS DISTINCT FROM (NEW."is_standard") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="3b8a4b01475a3813b82c3a78667e52984a72151d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_revision_text_is_kept_3ce5e",
                                    table="etiquette_revision",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageEvent",
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("title_en", models.CharField(blank=True, max_length=120, verbose_name="title in English")),
                        ("title_zh", models.CharField(blank=True, max_length=120, verbose_name="title in Chinese")),
                        ("body_en", models.TextField(blank=True, max_length=40000, verbose_name="text in English")),
                        ("body_zh", models.TextField(blank=True, max_length=40000, verbose_name="text in Chinese")),
                        (
                            "slug",
                            models.SlugField(
                                db_index=False,
                                help_text="Latin letters, digits and hyphens; stays for good.",
                                max_length=60,
                                verbose_name="web address",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("speech", "Speech"),
                                    ("appearance", "Appearance"),
                                    ("telephone", "Telephone"),
                                    ("meeting", "Meeting"),
                                    ("handshake", "Handshake"),
                                    ("card", "Business card"),
                                    ("walking", "Walking and lift"),
                                    ("car", "Car"),
                                    ("banquet", "Banquet"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=50,
                                help_text="Smaller comes first within the occasion.",
                                verbose_name="place in the list",
                            ),
                        ),
                        (
                            "latest_number",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="latest revision"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
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
                                to="etiquette.page",
                            ),
                        ),
                        (
                            "published",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="etiquette.revision",
                                verbose_name="published text",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
