"""Clients and all that is known of them, with their histories. A client's `team` is its owner's: people change teams in
accounts, which knows no clients, so the database keeps step.

Made of 37 migrations, which it stands for where they were applied.
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

CREATE = """
CREATE FUNCTION rapport_clients_follow_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE crm_client SET team_id = NEW.team_id WHERE owner_id = NEW.id AND team_id IS DISTINCT FROM NEW.team_id;
    RETURN NULL;
END $$;
CREATE TRIGGER clients_follow_owner AFTER UPDATE OF team_id ON accounts_user
FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION rapport_clients_follow_owner();
"""
DROP = """
DROP TRIGGER clients_follow_owner ON accounts_user;
DROP FUNCTION rapport_clients_follow_owner();
"""


class Migration(migrations.Migration):
    replaces = [
        ("crm", "0001_initial"),
        ("crm", "0002_clients_follow_their_owner"),
        ("crm", "0003_rivals_answer"),
        ("crm", "0004_rivals_answer_checked"),
        ("crm", "0005_person_reading"),
        ("crm", "0006_fill_person_reading"),
        ("crm", "0007_found_also"),
        ("crm", "0008_index_found_also"),
        ("crm", "0009_fill_found_also"),
        ("crm", "0010_bulk_acts"),
        ("crm", "0011_firm"),
        ("crm", "0012_firm_indexes"),
        ("crm", "0013_sites_from_addresses"),
        ("crm", "0014_contracts"),
        ("crm", "0015_people_known"),
        ("crm", "0016_copy_ways"),
        ("crm", "0017_person_columns_gone"),
        ("crm", "0018_index_people_by_name"),
        ("crm", "0019_covers"),
        ("crm", "0020_more_bulk_acts"),
        ("crm", "0021_sources"),
        ("crm", "0022_installed_product"),
        ("crm", "0023_installed_checked"),
        ("crm", "0024_file_score"),
        ("crm", "0025_covers_told"),
        ("crm", "0026_timeline_indexes"),
        ("crm", "0027_bulk_acts_elsewhere"),
        ("crm", "0028_last_visit_indexes"),
        ("crm", "0029_trait_history"),
        ("crm", "0030_fill_trait_history"),
        ("crm", "0031_keep_notes_while_needed"),
        ("crm", "0032_index_notes_by_need"),
        ("crm", "0033_departments_and_contracts_also"),
        ("crm", "0034_index_departments_and_contracts"),
        ("crm", "0035_bulk_acts_on_people"),
        ("crm", "0036_former_names_in_also"),
        ("crm", "0037_former_name_search_gone"),
    ]

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
                    name="Competitor",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=120,
                                verbose_name="other name",
                            ),
                        ),
                        ("business", models.TextField(blank=True, verbose_name="what marks their business")),
                        ("service", models.TextField(blank=True, verbose_name="what marks their service")),
                        ("strengths", models.TextField(blank=True, verbose_name="where they are strong")),
                        ("weaknesses", models.TextField(blank=True, verbose_name="where they are weak")),
                        ("our_answer", models.TextField(blank=True, verbose_name="ours beside it")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
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
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("other_name"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("sort_key"), models.Value(""), output_field=models.TextField()
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
                        ("also", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "rival",
                        "verbose_name_plural": "rivals",
                        "indexes": [
                            models.Index(fields=["sort_key", "id"], name="competitor_by_name"),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="competitor_search"),
                            django.contrib.postgres.indexes.GinIndex(fields=["also"], name="competitor_also"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="competitor_has_a_name"
                            ),
                            models.UniqueConstraint(fields=("name",), name="competitor_name_once"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_competitorevent" ("archived_at", "business", "created_at", "id", "is_demo", "name", "other_name", "our_answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "sort_key", "strengths", "updated_at", "version", "weaknesses", "website") VALUES (NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."is_demo", NEW."name", NEW."other_name", NEW."our_answer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service", NEW."sort_key", NEW."strengths", NEW."updated_at", NEW."version", NEW."weaknesses", NEW."website"); RETURN NULL;',
                                    hash="3839433ff7352a376ce161737f82f5ca0fb1dfc1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8865c",
                                    table="crm_competitor",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."business" IS DISTINCT FROM (NEW."business") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."our_answer" IS DISTINCT FROM (NEW."our_answer") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."weaknesses" IS DISTINCT FROM (NEW."weaknesses") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                                    func='INSERT INTO "crm_competitorevent" ("archived_at", "business", "created_at", "id", "is_demo", "name", "other_name", "our_answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "sort_key", "strengths", "updated_at", "version", "weaknesses", "website") VALUES (NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."is_demo", NEW."name", NEW."other_name", NEW."our_answer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service", NEW."sort_key", NEW."strengths", NEW."updated_at", NEW."version", NEW."weaknesses", NEW."website"); RETURN NULL;',
                                    hash="c6936ed09c1e430a917d5e0d77d489143d74b9a0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3f75f",
                                    table="crm_competitor",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompetitorEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=120,
                                verbose_name="other name",
                            ),
                        ),
                        ("business", models.TextField(blank=True, verbose_name="what marks their business")),
                        ("service", models.TextField(blank=True, verbose_name="what marks their service")),
                        ("strengths", models.TextField(blank=True, verbose_name="where they are strong")),
                        ("weaknesses", models.TextField(blank=True, verbose_name="where they are weak")),
                        ("our_answer", models.TextField(blank=True, verbose_name="ours beside it")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
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
                                to="crm.competitor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Industry",
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
                        ("name_en", models.CharField(max_length=80, unique=True, verbose_name="name in English")),
                        ("name_zh", models.CharField(max_length=80, unique=True, verbose_name="name in Chinese")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="crm.industry",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "industry",
                        "verbose_name_plural": "industries",
                        "ordering": ("name_en",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="industry_not_its_own_parent",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Client",
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
                        (
                            "name",
                            models.CharField(
                                help_text="The full name, in the client's own language.",
                                max_length=200,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=200,
                                verbose_name="other name",
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(
                                blank=True, help_text="As people say it.", max_length=60, verbose_name="short name"
                            ),
                        ),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A · key"), ("B", "B · important"), ("C", "C · other")],
                                max_length=1,
                                verbose_name="tier",
                            ),
                        ),
                        (
                            "business",
                            models.TextField(
                                blank=True, help_text="What they do and for whom.", verbose_name="business"
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=60, verbose_name="switchboard")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        (
                            "address",
                            models.CharField(blank=True, db_default="", max_length=500, verbose_name="address"),
                        ),
                        ("last_visit_at", models.DateTimeField(editable=False, null=True, verbose_name="last visit")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
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
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("other_name"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("short_name"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("sort_key"), models.Value(""), output_field=models.TextField()
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clients",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clients",
                                to="accounts.team",
                                verbose_name="team",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="crm.industry",
                                verbose_name="industry",
                            ),
                        ),
                        (
                            "rivals_answer",
                            models.CharField(
                                blank=True,
                                choices=[("none", "No rivals here"), ("unknown", "They would not say")],
                                db_default="",
                                default="",
                                editable=False,
                                max_length=8,
                                verbose_name="rivals here",
                            ),
                        ),
                        ("rivals_asked_on", models.DateField(editable=False, null=True, verbose_name="asked on")),
                        ("also", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                        (
                            "headcount",
                            models.CharField(
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
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subsidiaries",
                                to="crm.client",
                                verbose_name="parent firm",
                            ),
                        ),
                        (
                            "registration_code",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="18 characters, as on the business licence.",
                                max_length=40,
                                verbose_name="unified social credit code",
                            ),
                        ),
                        (
                            "revenue",
                            models.CharField(
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
                        (
                            "file_score",
                            models.SmallIntegerField(
                                db_default=0, default=0, editable=False, verbose_name="completeness"
                            ),
                        ),
                        ("file_scored_on", models.DateField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "client",
                        "verbose_name_plural": "clients",
                        "indexes": [
                            models.Index(fields=["owner", "sort_key", "id"], name="client_by_owner"),
                            models.Index(fields=["team", "sort_key", "id"], name="client_by_team"),
                            models.Index(fields=["sort_key", "id"], name="client_by_name"),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="client_search"),
                            django.contrib.postgres.indexes.GinIndex(fields=["also"], name="client_also"),
                            models.Index(fields=["industry", "sort_key", "id"], name="client_by_industry"),
                            models.Index(
                                condition=models.Q(("parent__isnull", False)),
                                fields=["parent", "sort_key"],
                                name="client_by_parent",
                            ),
                            models.Index(
                                condition=models.Q(("registration_code", ""), _negated=True),
                                fields=["registration_code"],
                                name="client_by_code",
                            ),
                            models.Index(fields=["owner", "file_score", "id"], name="client_by_owner_score"),
                            models.Index(fields=["team", "file_score", "id"], name="client_by_team_score"),
                            models.Index(fields=["file_score", "id"], name="client_by_score"),
                            models.Index(
                                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                                fields=["owner", "last_visit_at", "id"],
                                name="client_by_owner_last_visit",
                            ),
                            models.Index(
                                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                                fields=["team", "last_visit_at", "id"],
                                name="client_by_team_last_visit",
                            ),
                            models.Index(
                                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                                fields=["last_visit_at", "id"],
                                name="client_by_last_visit",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="client_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rivals_answer", ""), ("rivals_asked_on", None)),
                                    models.Q(
                                        models.Q(("rivals_answer", ""), _negated=True),
                                        ("rivals_asked_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="client_rivals_answer_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="client_not_its_own_parent",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Department",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("using", "Using"),
                                    ("purchasing", "Purchasing"),
                                    ("supporting", "Supporting"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="function",
                            ),
                        ),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="departments",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="crm.department",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                db_default="",
                                help_text="What they do, what they care about.",
                                max_length=2000,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(
                                db_default=0, default=0, editable=False, verbose_name="place among its neighbours"
                            ),
                        ),
                        ("also", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "department",
                        "verbose_name_plural": "departments",
                        "ordering": ("position", "name", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="department_not_its_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="department_has_a_name"
                            ),
                        ],
                        "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["also"], name="department_also")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."function" IS DISTINCT FROM (NEW."function") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "crm_departmentevent" ("archived_at", "client_id", "created_at", "function", "id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."function", NEW."id", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="476dad337f53549badf4f55c8db4b20d610c85f4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1a549",
                                    table="crm_department",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("using", "Using"),
                                    ("purchasing", "Purchasing"),
                                    ("supporting", "Supporting"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="function",
                            ),
                        ),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.department",
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
                                to="crm.department",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                db_default="",
                                help_text="What they do, what they care about.",
                                max_length=2000,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(
                                db_default=0, default=0, editable=False, verbose_name="place among its neighbours"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="One field, surname first in Chinese.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=120,
                                verbose_name="other name",
                            ),
                        ),
                        (
                            "courtesy_title",
                            models.CharField(
                                blank=True,
                                help_text="As you greet them: 王总, Dr Chen.",
                                max_length=40,
                                verbose_name="addressed as",
                            ),
                        ),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("user", "User"),
                                    ("maintainer", "Maintainer"),
                                    ("management", "Management"),
                                    ("top", "Top"),
                                ],
                                max_length=12,
                                verbose_name="level",
                            ),
                        ),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
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
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("other_name"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("courtesy_title"),
                                            models.Value(""),
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("position"), models.Value(""), output_field=models.TextField()
                                        ),
                                        models.Value("\n"),
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("sort_key"), models.Value(""), output_field=models.TextField()
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
                                related_name="people",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="crm.department",
                                verbose_name="department",
                            ),
                        ),
                        (
                            "reports_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reports",
                                to="crm.person",
                                verbose_name="reports to",
                            ),
                        ),
                        (
                            "initials",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=40),
                        ),
                        (
                            "reading",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="How the name is spoken, in pinyin: shan xiong xin. For finding and sorting.",
                                max_length=120,
                                verbose_name="reading",
                            ),
                        ),
                        (
                            "surname",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=40, verbose_name="surname"
                            ),
                        ),
                        ("also", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                        (
                            "came_from",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="moved_to",
                                to="crm.person",
                                verbose_name="came from",
                            ),
                        ),
                        ("erased_at", models.DateTimeField(editable=False, null=True, verbose_name="erased")),
                        (
                            "languages",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="What they speak: Mandarin, Cantonese, English …",
                                max_length=120,
                                verbose_name="languages",
                            ),
                        ),
                        ("left_on", models.DateField(editable=False, null=True, verbose_name="left on")),
                        (
                            "photo_key",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=16),
                        ),
                    ],
                    options={
                        "verbose_name": "person at a client",
                        "verbose_name_plural": "people at clients",
                        "indexes": [
                            models.Index(fields=["client", "sort_key", "id"], name="person_by_client"),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="person_search"),
                            django.contrib.postgres.indexes.GinIndex(fields=["also"], name="person_also"),
                            models.Index(
                                condition=models.Q(("archived_at", None)),
                                fields=["sort_key", "id"],
                                name="person_by_name",
                            ),
                            models.Index(fields=["client", "-created_at"], name="person_noted_by_client"),
                            models.Index(
                                condition=models.Q(("archived_at__isnull", False)),
                                fields=["client", "-archived_at"],
                                name="person_left_by_client",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("position", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_has_name_or_position",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reports_to", models.F("id")), _negated=True),
                                name="person_not_own_superior",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "erased_at", "id", "initials", "languages", "left_on", "level", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_key", "position", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_key", NEW."position", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="975f10c192ad77bcb30d1f8378504b3a7b33603d",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_98722",
                                    table="crm_person",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."came_from_id" IS DISTINCT FROM (NEW."came_from_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."courtesy_title" IS DISTINCT FROM (NEW."courtesy_title") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."photo_key" IS DISTINCT FROM (NEW."photo_key") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."reports_to_id" IS DISTINCT FROM (NEW."reports_to_id") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."surname" IS DISTINCT FROM (NEW."surname") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "erased_at", "id", "initials", "languages", "left_on", "level", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_key", "position", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_key", NEW."position", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="8f7fcac117c26f88ad2897da52694af4ddb227d3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_46925",
                                    table="crm_person",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
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
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="One field, surname first in Chinese.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=120,
                                verbose_name="other name",
                            ),
                        ),
                        (
                            "courtesy_title",
                            models.CharField(
                                blank=True,
                                help_text="As you greet them: 王总, Dr Chen.",
                                max_length=40,
                                verbose_name="addressed as",
                            ),
                        ),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("user", "User"),
                                    ("maintainer", "Maintainer"),
                                    ("management", "Management"),
                                    ("top", "Top"),
                                ],
                                max_length=12,
                                verbose_name="level",
                            ),
                        ),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.department",
                                verbose_name="department",
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
                                to="crm.person",
                            ),
                        ),
                        (
                            "reports_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="reports to",
                            ),
                        ),
                        (
                            "initials",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=40),
                        ),
                        (
                            "reading",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="How the name is spoken, in pinyin: shan xiong xin. For finding and sorting.",
                                max_length=120,
                                verbose_name="reading",
                            ),
                        ),
                        (
                            "surname",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=40, verbose_name="surname"
                            ),
                        ),
                        (
                            "came_from",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="came from",
                            ),
                        ),
                        ("erased_at", models.DateTimeField(editable=False, null=True, verbose_name="erased")),
                        (
                            "languages",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="What they speak: Mandarin, Cantonese, English …",
                                max_length=120,
                                verbose_name="languages",
                            ),
                        ),
                        ("left_on", models.DateField(editable=False, null=True, verbose_name="left on")),
                        (
                            "photo_key",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=16),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClientEvent",
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
                        (
                            "name",
                            models.CharField(
                                help_text="The full name, in the client's own language.",
                                max_length=200,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "other_name",
                            models.CharField(
                                blank=True,
                                help_text="In the other language.",
                                max_length=200,
                                verbose_name="other name",
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(
                                blank=True, help_text="As people say it.", max_length=60, verbose_name="short name"
                            ),
                        ),
                        ("sort_key", models.CharField(editable=False, max_length=120)),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A · key"), ("B", "B · important"), ("C", "C · other")],
                                max_length=1,
                                verbose_name="tier",
                            ),
                        ),
                        (
                            "business",
                            models.TextField(
                                blank=True, help_text="What they do and for whom.", verbose_name="business"
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=60, verbose_name="switchboard")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        (
                            "address",
                            models.CharField(blank=True, db_default="", max_length=500, verbose_name="address"),
                        ),
                        ("last_visit_at", models.DateTimeField(editable=False, null=True, verbose_name="last visit")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
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
                                to="crm.client",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                                verbose_name="team",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.industry",
                                verbose_name="industry",
                            ),
                        ),
                        (
                            "rivals_answer",
                            models.CharField(
                                blank=True,
                                choices=[("none", "No rivals here"), ("unknown", "They would not say")],
                                db_default="",
                                default="",
                                editable=False,
                                max_length=8,
                                verbose_name="rivals here",
                            ),
                        ),
                        ("rivals_asked_on", models.DateField(editable=False, null=True, verbose_name="asked on")),
                        (
                            "headcount",
                            models.CharField(
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
                        (
                            "parent",
                            models.ForeignKey(
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
                        (
                            "registration_code",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="18 characters, as on the business licence.",
                                max_length=40,
                                verbose_name="unified social credit code",
                            ),
                        ),
                        (
                            "revenue",
                            models.CharField(
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["pgh_obj", "-pgh_created_at", "-pgh_id"], name="client_event_latest")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClientShare",
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
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="client_shares",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                        ("ends_at", models.DateTimeField(editable=False, null=True, verbose_name="ends")),
                        ("begin_told_at", models.DateTimeField(editable=False, null=True)),
                        ("end_told_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "shared client",
                        "verbose_name_plural": "shared clients",
                        "constraints": [models.UniqueConstraint(fields=("user", "client"), name="client_shared_once")],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ends_at__isnull", False)),
                                fields=["ends_at"],
                                name="client_share_ending",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_clientshareevent" ("client_id", "created_at", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_by_id", "user_id") VALUES (NEW."client_id", NEW."created_at", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shared_by_id", NEW."user_id"); RETURN NULL;',
                                    hash="2a4626315ed44355916fa2eeca57cf7190774aef",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ebf97",
                                    table="crm_clientshare",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."shared_by_id" IS DISTINCT FROM (NEW."shared_by_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                                    func='INSERT INTO "crm_clientshareevent" ("client_id", "created_at", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_by_id", "user_id") VALUES (NEW."client_id", NEW."created_at", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shared_by_id", NEW."user_id"); RETURN NULL;',
                                    hash="6dc797afe5eb45b776af72f4ba5e5bb506cef983",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_84b04",
                                    table="crm_clientshare",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_clientshareevent" ("client_id", "created_at", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_by_id", "user_id") VALUES (OLD."client_id", OLD."created_at", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."shared_by_id", OLD."user_id"); RETURN NULL;',
                                    hash="59a8d1d0a84f8343f1848991a4b1129ddaad5b2d",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_e8344",
                                    table="crm_clientshare",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkAct",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("tag", "Tag"),
                                    ("tier", "Change the tier"),
                                    ("archive", "Archive"),
                                    ("give", "Give to an account manager"),
                                    ("share", "Share with a colleague"),
                                    ("level", "Set the level"),
                                    ("dept", "Set the department"),
                                    ("know", "I know them"),
                                    ("leave", "Have left their firm"),
                                    ("keep", "Mark promises kept"),
                                    ("accept", "Accept records"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("done", models.JSONField(default=list)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="former_name_is_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", None),
                                    ("until", None),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="former_name_days_in_order",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_formernameevent" ("archived_at", "client_id", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="9dbebb350f80d26cbe871f1889938735fe4b3f98",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6f950",
                                    table="crm_formername",
                                    when="AFTER",
                                ),
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
                    options={
                        "abstract": False,
                    },
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
                        (
                            "kind",
                            models.CharField(
                                help_text="Billing number, stock code, tax number …",
                                max_length=60,
                                verbose_name="what number",
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
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                        (
                            "kind",
                            models.CharField(
                                help_text="Billing number, stock code, tax number …",
                                max_length=60,
                                verbose_name="what number",
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
                    options={
                        "abstract": False,
                    },
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
                    options={
                        "abstract": False,
                    },
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
                        "indexes": [
                            models.Index(fields=["industry", "-created_at", "-id"], name="industry_note_latest")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                        ],
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
                    options={
                        "abstract": False,
                    },
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
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                    options={
                        "abstract": False,
                    },
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
                        ("name", models.CharField(max_length=40, verbose_name="tag")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="out of use")),
                    ],
                    options={
                        "verbose_name": "tag",
                        "verbose_name_plural": "tags",
                        "constraints": [
                            models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="tag_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="tag_has_a_name"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                    options={
                        "abstract": False,
                    },
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
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
                        "triggers": [
                            pgtrigger.compiler.Trigger(
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
                            pgtrigger.compiler.Trigger(
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
                        ],
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
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
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
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
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="contract number")),
                        (
                            "subject",
                            models.CharField(
                                blank=True,
                                help_text="Products and services in it.",
                                max_length=160,
                                verbose_name="what for",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Running"),
                                    ("renewed", "Renewed"),
                                    ("ended", "Ended, not renewed"),
                                ],
                                default="running",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("reminded_for", models.DateField(editable=False, null=True)),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contracts",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        ("also", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "contract",
                        "verbose_name_plural": "contracts",
                        "indexes": [
                            models.Index(fields=["client", "ends_on", "id"], name="contract_by_client"),
                            models.Index(
                                condition=models.Q(
                                    ("archived_at", None), ("reminded_for", None), ("state", "running")
                                ),
                                fields=["ends_on", "id"],
                                name="contract_to_remind_of",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["also"], name="contract_also"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), ("subject", ""), _negated=True),
                                name="contract_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="contract_days_in_order",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_contractevent" ("archived_at", "client_id", "created_at", "ends_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "subject", "updated_at", "value", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."state", NEW."subject", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                                    hash="4b9e9e54e8a7b6c1efd09a358b394806d67e9d81",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b1577",
                                    table="crm_contract",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "crm_contractevent" ("archived_at", "client_id", "created_at", "ends_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "subject", "updated_at", "value", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."state", NEW."subject", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                                    hash="b36fac4647c9d8b8a8d81e8dc6c4575fcf5a4a28",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c4d21",
                                    table="crm_contract",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractEvent",
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
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="contract number")),
                        (
                            "subject",
                            models.CharField(
                                blank=True,
                                help_text="Products and services in it.",
                                max_length=160,
                                verbose_name="what for",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Running"),
                                    ("renewed", "Renewed"),
                                    ("ended", "Ended, not renewed"),
                                ],
                                default="running",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
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
                                to="crm.contract",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["client", "-pgh_created_at"], name="contract_event_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="Acquaintance",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("friend", "Friend"),
                                    ("kin", "Kin"),
                                    ("classmate", "Classmate"),
                                    ("worked", "Former colleague"),
                                    ("town", "From the same town"),
                                    ("mentor", "Mentor"),
                                    ("business", "Knows through work"),
                                    ("rivalry", "Rivalry"),
                                ],
                                default="business",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "strength",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")],
                                default=2,
                                verbose_name="how well",
                            ),
                        ),
                        (
                            "since_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since (year)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "colleague",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acquaintances",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "colleague who knows them",
                        "verbose_name_plural": "colleagues who know them",
                        "ordering": ("-strength", "created_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("person", "colleague"),
                                name="acquaintance_once",
                                violation_error_message="This colleague is named already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("strength__range", (1, 3))), name="acquaintance_strength"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_acquaintanceevent" ("colleague_id", "created_at", "id", "kind", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "since_year", "strength", "updated_at", "version") VALUES (NEW."colleague_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."since_year", NEW."strength", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="5516856a92c61e58dba553b63d40f7955282696a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c1862",
                                    table="crm_acquaintance",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_acquaintanceevent" ("colleague_id", "created_at", "id", "kind", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "since_year", "strength", "updated_at", "version") VALUES (NEW."colleague_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."since_year", NEW."strength", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="91f4e0c081ff2f7225d12656d1b0e0bd9ae986a6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bc935",
                                    table="crm_acquaintance",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AcquaintanceEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("friend", "Friend"),
                                    ("kin", "Kin"),
                                    ("classmate", "Classmate"),
                                    ("worked", "Former colleague"),
                                    ("town", "From the same town"),
                                    ("mentor", "Mentor"),
                                    ("business", "Knows through work"),
                                    ("rivalry", "Rivalry"),
                                ],
                                default="business",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "strength",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")],
                                default=2,
                                verbose_name="how well",
                            ),
                        ),
                        (
                            "since_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since (year)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "colleague",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
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
                                to="crm.acquaintance",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactWay",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mobile", "Mobile"),
                                    ("phone", "Office phone"),
                                    ("wechat", "WeChat"),
                                    ("wecom", "WeCom"),
                                    ("email", "E-mail"),
                                    ("other", "Other"),
                                ],
                                default="mobile",
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("value", models.CharField(max_length=160, verbose_name="number or address")),
                        (
                            "label",
                            models.CharField(
                                blank=True, help_text="Desk, assistant, home …", max_length=40, verbose_name="label"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="“After ten”, “messages only”.",
                                max_length=120,
                                verbose_name="note",
                            ),
                        ),
                        ("is_preferred", models.BooleanField(default=False, verbose_name="best way to reach them")),
                        ("key", models.CharField(blank=True, editable=False, max_length=80)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ways",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "way to reach them",
                        "verbose_name_plural": "ways to reach them",
                        "ordering": ("-is_preferred", "created_at", "pk"),
                        "indexes": [models.Index(fields=["key"], name="way_by_key")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True), name="way_has_a_value"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_preferred", True), ("removed_at", None)),
                                fields=("person",),
                                name="way_preferred_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_contactwayevent" ("channel", "created_at", "id", "is_preferred", "key", "label", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "updated_at", "value", "version") VALUES (NEW."channel", NEW."created_at", NEW."id", NEW."is_preferred", NEW."key", NEW."label", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                                    hash="eeb862ada52cb6e5c8e5c91250acea1fcbb477ea",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_4afa3",
                                    table="crm_contactway",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_contactwayevent" ("channel", "created_at", "id", "is_preferred", "key", "label", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "updated_at", "value", "version") VALUES (NEW."channel", NEW."created_at", NEW."id", NEW."is_preferred", NEW."key", NEW."label", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."updated_at", NEW."value", NEW."version"); RETURN NULL;',
                                    hash="93f3033c2148fa9a82cb20f3235dd25d5a0f5fd4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_61580",
                                    table="crm_contactway",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactWayEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mobile", "Mobile"),
                                    ("phone", "Office phone"),
                                    ("wechat", "WeChat"),
                                    ("wecom", "WeCom"),
                                    ("email", "E-mail"),
                                    ("other", "Other"),
                                ],
                                default="mobile",
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("value", models.CharField(max_length=160, verbose_name="number or address")),
                        (
                            "label",
                            models.CharField(
                                blank=True, help_text="Desk, assistant, home …", max_length=40, verbose_name="label"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="“After ten”, “messages only”.",
                                max_length=120,
                                verbose_name="note",
                            ),
                        ),
                        ("is_preferred", models.BooleanField(default=False, verbose_name="best way to reach them")),
                        ("key", models.CharField(blank=True, editable=False, max_length=80)),
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
                                to="crm.contactway",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DrillCard",
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
                        ("box", models.PositiveSmallIntegerField(default=0)),
                        ("due_on", models.DateField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "flash card",
                        "verbose_name_plural": "flash cards",
                        "constraints": [models.UniqueConstraint(fields=("user", "person"), name="drill_card_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="erasures",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "erasure",
                        "verbose_name_plural": "erasures",
                    },
                ),
                migrations.CreateModel(
                    name="Favour",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("received", "They did us a favour"),
                                    ("given", "We did them a favour"),
                                    ("asked", "We asked, it is open"),
                                    ("owed", "They asked, it is open"),
                                ],
                                default="received",
                                max_length=8,
                                verbose_name="which way",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="what")),
                        ("on", models.DateField(verbose_name="day")),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="favours",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "favour",
                        "verbose_name_plural": "favours",
                        "ordering": ("-on", "-pk"),
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_favourevent" ("colleague_id", "created_at", "id", "noted_by_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "side", "text", "updated_at", "version") VALUES (NEW."colleague_id", NEW."created_at", NEW."id", NEW."noted_by_id", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."side", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="bba1b66f2301a3c05cadf43b8d5402dc19031d76",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_2cd74",
                                    table="crm_favour",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_favourevent" ("colleague_id", "created_at", "id", "noted_by_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "side", "text", "updated_at", "version") VALUES (NEW."colleague_id", NEW."created_at", NEW."id", NEW."noted_by_id", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."side", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="a19e0b54307dcfde6d1d90e40e75db0c60857db2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0c800",
                                    table="crm_favour",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FavourEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("received", "They did us a favour"),
                                    ("given", "We did them a favour"),
                                    ("asked", "We asked, it is open"),
                                    ("owed", "They asked, it is open"),
                                ],
                                default="received",
                                max_length=8,
                                verbose_name="which way",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="what")),
                        ("on", models.DateField(verbose_name="day")),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
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
                                to="crm.favour",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FormerEmployer",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        ("name", models.CharField(max_length=200, verbose_name="firm")),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position there")),
                        (
                            "from_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from (year)"),
                        ),
                        (
                            "until_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until (year)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "client",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.client",
                            ),
                        ),
                        (
                            "competitor",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.competitor",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="employers",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "former employer",
                        "verbose_name_plural": "former employers",
                        "ordering": ("-until_year", "-from_year", "created_at", "pk"),
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_formeremployerevent" ("client_id", "competitor_id", "created_at", "from_year", "id", "name", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "removed_at", "until_year", "updated_at", "version") VALUES (NEW."client_id", NEW."competitor_id", NEW."created_at", NEW."from_year", NEW."id", NEW."name", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."removed_at", NEW."until_year", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="4a2f0b9b4ee9cf6991753f09bd3d51e4b86e2450",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5bd59",
                                    table="crm_formeremployer",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_formeremployerevent" ("client_id", "competitor_id", "created_at", "from_year", "id", "name", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "removed_at", "until_year", "updated_at", "version") VALUES (NEW."client_id", NEW."competitor_id", NEW."created_at", NEW."from_year", NEW."id", NEW."name", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."removed_at", NEW."until_year", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="21831c5283f4234100175923621e50fc0e3d469e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7b3bc",
                                    table="crm_formeremployer",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerEmployerEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        ("name", models.CharField(max_length=200, verbose_name="firm")),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position there")),
                        (
                            "from_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from (year)"),
                        ),
                        (
                            "until_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until (year)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                            ),
                        ),
                        (
                            "competitor",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.competitor",
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
                                to="crm.formeremployer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NotesRules",
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
                        ("religion", models.BooleanField(default=False, verbose_name="Religion")),
                        ("health", models.BooleanField(default=False, verbose_name="Health")),
                        ("children", models.BooleanField(default=False, verbose_name="Children")),
                        ("is_only", models.BooleanField(default=True, editable=False, unique=True)),
                        (
                            "months_kept",
                            models.PositiveSmallIntegerField(
                                choices=[(12, "12 months"), (24, "24 months"), (36, "36 months")],
                                db_default=24,
                                default=24,
                                help_text="After somebody last wrote one or found it still needed. Then it is erased, history and all.",
                                verbose_name="Notes about people are kept for",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rules on notes about people",
                        "verbose_name_plural": "rules on notes about people",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("is_only", True)), name="notes_rules_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastPost",
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
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                        ("until", models.DateField(verbose_name="until")),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.department",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="past_posts",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="left_by",
                                to="crm.person",
                                verbose_name="seat",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.client",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "former post",
                        "verbose_name_plural": "former posts",
                        "ordering": ("-until", "-pk"),
                        "indexes": [models.Index(fields=["client", "-created_at"], name="past_post_by_client")],
                    },
                ),
                migrations.CreateModel(
                    name="PersonDate",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birthday", "Birthday"),
                                    ("wedding", "Wedding day"),
                                    ("joined", "Joined the firm"),
                                    ("other", "Other day"),
                                ],
                                default="birthday",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True,
                                help_text="For another day: what it is.",
                                max_length=60,
                                verbose_name="which day",
                            ),
                        ),
                        (
                            "calendar",
                            models.CharField(
                                choices=[("solar", "Solar calendar"), ("lunar", "Lunar calendar")],
                                default="solar",
                                max_length=6,
                                verbose_name="calendar",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="May stay empty.", null=True, verbose_name="year"
                            ),
                        ),
                        ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                        ("day", models.PositiveSmallIntegerField(verbose_name="day")),
                        (
                            "is_leap_month",
                            models.BooleanField(default=False, verbose_name="it was a leap month (闰月)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
                        ("next_on", models.DateField(editable=False, null=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dates",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "date",
                        "verbose_name_plural": "dates",
                        "ordering": ("next_on", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("removed_at", None)), fields=["next_on", "id"], name="date_by_next"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__range", (1, 12)), ("day__range", (1, 31))),
                                name="date_in_a_year",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_persondateevent" ("calendar", "created_at", "day", "id", "is_leap_month", "kind", "label", "month", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "updated_at", "version", "year") VALUES (NEW."calendar", NEW."created_at", NEW."day", NEW."id", NEW."is_leap_month", NEW."kind", NEW."label", NEW."month", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                                    hash="7087482c8b0c74151ab1065049505e04485d747c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8f226",
                                    table="crm_persondate",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."calendar" IS DISTINCT FROM (NEW."calendar") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_leap_month" IS DISTINCT FROM (NEW."is_leap_month") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."noted_by_id" IS DISTINCT FROM (NEW."noted_by_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                                    func='INSERT INTO "crm_persondateevent" ("calendar", "created_at", "day", "id", "is_leap_month", "kind", "label", "month", "note", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "updated_at", "version", "year") VALUES (NEW."calendar", NEW."created_at", NEW."day", NEW."id", NEW."is_leap_month", NEW."kind", NEW."label", NEW."month", NEW."note", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."updated_at", NEW."version", NEW."year"); RETURN NULL;',
                                    hash="d559a3f864fee7c98a1b42d8847aedd3527928ea",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d4eae",
                                    table="crm_persondate",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonDateEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birthday", "Birthday"),
                                    ("wedding", "Wedding day"),
                                    ("joined", "Joined the firm"),
                                    ("other", "Other day"),
                                ],
                                default="birthday",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True,
                                help_text="For another day: what it is.",
                                max_length=60,
                                verbose_name="which day",
                            ),
                        ),
                        (
                            "calendar",
                            models.CharField(
                                choices=[("solar", "Solar calendar"), ("lunar", "Lunar calendar")],
                                default="solar",
                                max_length=6,
                                verbose_name="calendar",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="May stay empty.", null=True, verbose_name="year"
                            ),
                        ),
                        ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                        ("day", models.PositiveSmallIntegerField(verbose_name="day")),
                        (
                            "is_leap_month",
                            models.BooleanField(default=False, verbose_name="it was a leap month (闰月)"),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                                to="crm.persondate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonPhoto",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="photo",
                                serialize=False,
                                to="crm.person",
                            ),
                        ),
                        ("image", models.BinaryField()),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo",
                        "verbose_name_plural": "photos",
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("friend", "Friend"),
                                    ("kin", "Kin"),
                                    ("classmate", "Classmate"),
                                    ("worked", "Former colleague"),
                                    ("town", "From the same town"),
                                    ("mentor", "Mentor"),
                                    ("business", "Knows through work"),
                                    ("rivalry", "Rivalry"),
                                ],
                                default="business",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "strength",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")],
                                default=2,
                                verbose_name="how well",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="who told you")),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations_back",
                                to="crm.person",
                                verbose_name="knows",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relation",
                        "verbose_name_plural": "relations",
                        "ordering": ("-strength", "created_at", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("other")), _negated=True),
                                name="relation_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("strength__range", (1, 3))), name="relation_strength"
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Least("person", "other"),
                                django.db.models.functions.comparison.Greatest("person", "other"),
                                condition=models.Q(("removed_at", None)),
                                name="relation_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_relationevent" ("created_at", "id", "kind", "note", "noted_by_id", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "source", "strength", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."noted_by_id", NEW."other_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."source", NEW."strength", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="6191c6fbaf42a10f1dd3f840399e2bf9592b68f1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b68f8",
                                    table="crm_relation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_relationevent" ("created_at", "id", "kind", "note", "noted_by_id", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "source", "strength", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."noted_by_id", NEW."other_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."source", NEW."strength", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="e1644baa7bae8a69490ff5e84bc3e4a25759ab09",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_26b64",
                                    table="crm_relation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelationEvent",
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
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("friend", "Friend"),
                                    ("kin", "Kin"),
                                    ("classmate", "Classmate"),
                                    ("worked", "Former colleague"),
                                    ("town", "From the same town"),
                                    ("mentor", "Mentor"),
                                    ("business", "Knows through work"),
                                    ("rivalry", "Rivalry"),
                                ],
                                default="business",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "strength",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")],
                                default=2,
                                verbose_name="how well",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="who told you")),
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
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="knows",
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
                                to="crm.relation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Trait",
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
                        (
                            "noted_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="noted on"),
                        ),
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
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="traits",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "kept_on",
                            models.DateField(
                                db_default=models.Func(function="CURRENT_DATE", template="%(function)s"),
                                default=django.utils.timezone.localdate,
                                editable=False,
                                verbose_name="last found needed",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "trait",
                        "verbose_name_plural": "traits",
                        "ordering": ("-noted_on", "-pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("expires_on__isnull", False)),
                                fields=["expires_on"],
                                name="trait_by_end",
                            ),
                            models.Index(
                                condition=models.Q(("sensitivity", "")), fields=["kept_on"], name="trait_plain_by_kept"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sensitivity", ""),
                                    models.Q(models.Q(("reason", ""), _negated=True), ("expires_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="trait_sensitive_with_reason_and_end",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kept_on", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kept_on", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="cb4d0580d7763f1b45c342f0a3f5e21502c2b9c4",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_447b2",
                                    table="crm_trait",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_traitevent" ("created_at", "expires_on", "id", "kept_on", "kind", "noted_by_id", "noted_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_at", "sensitivity", "source", "text", "updated_at", "version") VALUES (NEW."created_at", NEW."expires_on", NEW."id", NEW."kept_on", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."removed_at", NEW."sensitivity", NEW."source", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="7facc75ab959622b2e6ca13432794a346e3a56d9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0c48d",
                                    table="crm_trait",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TraitReading",
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
                        (
                            "sensitivity",
                            models.CharField(
                                choices=[("religion", "Religion"), ("health", "Health"), ("children", "Children")],
                                max_length=10,
                                verbose_name="sensitive",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trait_readings",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reader",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reading of a sensitive note",
                        "verbose_name_plural": "readings of sensitive notes",
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="trait_reading_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="SourceTried",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("website", "Website"),
                                    ("annual_report", "Annual report"),
                                    ("periodical", "Their periodical"),
                                    ("brochure", "Product brochures"),
                                    ("staff", "Present staff"),
                                    ("former_staff", "Former staff"),
                                    ("our_sales", "Our sales"),
                                    ("our_service", "Our service"),
                                    ("our_system", "Our information system"),
                                    ("network", "Affiliates and personal networks"),
                                    ("government", "Government"),
                                    ("association", "Trade associations"),
                                    ("banks", "Brokers and banks"),
                                    ("press", "Press"),
                                    ("research", "Research and PR firms"),
                                    ("customers", "Their customers"),
                                    ("suppliers", "Other suppliers"),
                                    ("channels", "Sales channels"),
                                    ("partners", "Their partners"),
                                    ("rivals", "Their rivals"),
                                ],
                                editable=False,
                                max_length=16,
                                verbose_name="kind of source",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("asked", "I asked"), ("looked", "Looked it up")],
                                editable=False,
                                max_length=8,
                                verbose_name="how",
                            ),
                        ),
                        ("tried_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="day")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gave", "It gave something"),
                                    ("nothing", "It gave nothing"),
                                    ("promised", "They promised to tell"),
                                ],
                                max_length=8,
                                verbose_name="what it gave",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Whom you asked, what to come back to.",
                                max_length=300,
                                verbose_name="note",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
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
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kind of source tried",
                        "verbose_name_plural": "kinds of source tried",
                        "indexes": [
                            models.Index(fields=["client", "-tried_on", "-id"], name="source_tried_by_client")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_sourcetriedevent" ("by_id", "client_id", "created_at", "id", "kind", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "tried_on", "updated_at", "version", "way") VALUES (NEW."by_id", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."tried_on", NEW."updated_at", NEW."version", NEW."way"); RETURN NULL;',
                                    hash="8f4bc6f90e82683e55dcae57feb6968854f2d2f1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6abd9",
                                    table="crm_sourcetried",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_sourcetriedevent" ("by_id", "client_id", "created_at", "id", "kind", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "tried_on", "updated_at", "version", "way") VALUES (NEW."by_id", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."tried_on", NEW."updated_at", NEW."version", NEW."way"); RETURN NULL;',
                                    hash="7d8be4058bb7efbed7509158e8086038c310c372",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7fe0e",
                                    table="crm_sourcetried",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceTriedEvent",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("website", "Website"),
                                    ("annual_report", "Annual report"),
                                    ("periodical", "Their periodical"),
                                    ("brochure", "Product brochures"),
                                    ("staff", "Present staff"),
                                    ("former_staff", "Former staff"),
                                    ("our_sales", "Our sales"),
                                    ("our_service", "Our service"),
                                    ("our_system", "Our information system"),
                                    ("network", "Affiliates and personal networks"),
                                    ("government", "Government"),
                                    ("association", "Trade associations"),
                                    ("banks", "Brokers and banks"),
                                    ("press", "Press"),
                                    ("research", "Research and PR firms"),
                                    ("customers", "Their customers"),
                                    ("suppliers", "Other suppliers"),
                                    ("channels", "Sales channels"),
                                    ("partners", "Their partners"),
                                    ("rivals", "Their rivals"),
                                ],
                                editable=False,
                                max_length=16,
                                verbose_name="kind of source",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("asked", "I asked"), ("looked", "Looked it up")],
                                editable=False,
                                max_length=8,
                                verbose_name="how",
                            ),
                        ),
                        ("tried_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="day")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gave", "It gave something"),
                                    ("nothing", "It gave nothing"),
                                    ("promised", "They promised to tell"),
                                ],
                                max_length=8,
                                verbose_name="what it gave",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Whom you asked, what to come back to.",
                                max_length=300,
                                verbose_name="note",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
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
                                to="crm.sourcetried",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FactSource",
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
                        ("field", models.CharField(editable=False, max_length=30)),
                        ("seal", models.CharField(blank=True, editable=False, max_length=16)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("website", "Website"),
                                    ("annual_report", "Annual report"),
                                    ("periodical", "Their periodical"),
                                    ("brochure", "Product brochures"),
                                    ("staff", "Present staff"),
                                    ("former_staff", "Former staff"),
                                    ("our_sales", "Our sales"),
                                    ("our_service", "Our service"),
                                    ("our_system", "Our information system"),
                                    ("network", "Affiliates and personal networks"),
                                    ("government", "Government"),
                                    ("association", "Trade associations"),
                                    ("banks", "Brokers and banks"),
                                    ("press", "Press"),
                                    ("research", "Research and PR firms"),
                                    ("customers", "Their customers"),
                                    ("suppliers", "Other suppliers"),
                                    ("channels", "Sales channels"),
                                    ("partners", "Their partners"),
                                    ("rivals", "Their rivals"),
                                ],
                                max_length=16,
                                verbose_name="kind of source",
                            ),
                        ),
                        (
                            "learnt_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="learnt on"),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Which issue or page, or who said it.",
                                max_length=200,
                                verbose_name="note",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
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
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.client",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.contract",
                            ),
                        ),
                        (
                            "number",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.identifier",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.person",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="crm.installedproduct",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "indexes": [
                            models.Index(fields=["client", "-created_at", "-id"], name="fact_source_by_client"),
                            models.Index(
                                condition=models.Q(("person__isnull", False)),
                                fields=["person"],
                                name="fact_source_by_person",
                            ),
                            models.Index(
                                condition=models.Q(("product__isnull", False)),
                                fields=["product"],
                                name="fact_source_by_product",
                            ),
                            models.Index(
                                condition=models.Q(("contract__isnull", False)),
                                fields=["contract"],
                                name="fact_source_by_contract",
                            ),
                            models.Index(
                                condition=models.Q(("number__isnull", False)),
                                fields=["number"],
                                name="fact_source_by_number",
                            ),
                            models.Index(
                                condition=models.Q(("superior__isnull", False)),
                                fields=["superior"],
                                name="fact_source_by_superior",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contract", None), ("person", None), ("product", None)),
                                    models.Q(("number", None), ("person", None), ("product", None)),
                                    models.Q(("contract", None), ("number", None), ("person", None)),
                                    models.Q(("contract", None), ("number", None), ("product", None)),
                                    _connector="OR",
                                ),
                                name="fact_source_of_one_row",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstalledProduct",
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
                        ("product", models.CharField(blank=True, max_length=160, verbose_name="product")),
                        (
                            "satisfaction",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Very dissatisfied"),
                                    (2, "Dissatisfied"),
                                    (3, "So-so"),
                                    (4, "Satisfied"),
                                    (5, "Very satisfied"),
                                ],
                                null=True,
                                verbose_name="how satisfied they are",
                            ),
                        ),
                        ("contract_end", models.DateField(blank=True, null=True, verbose_name="contract end")),
                        (
                            "representative",
                            models.CharField(blank=True, max_length=120, verbose_name="the rival's representative"),
                        ),
                        (
                            "representative_notes",
                            models.TextField(
                                blank=True,
                                help_text="Business facts only.",
                                verbose_name="how they sell, whom they know",
                            ),
                        ),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="products",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "competitor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="products",
                                to="crm.competitor",
                                verbose_name="vendor",
                            ),
                        ),
                        ("quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="quantity")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="in use since")),
                        (
                            "monthly_value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="monthly value"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Who said so, or where it is written.",
                                max_length=200,
                                verbose_name="source",
                            ),
                        ),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="products",
                                to="crm.department",
                                verbose_name="department that uses it",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="products",
                                to="crm.contract",
                                verbose_name="contract it stands in",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "installed product",
                        "verbose_name_plural": "installed products",
                        "indexes": [
                            models.Index(fields=["client", "contract_end"], name="installed_by_client"),
                            models.Index(fields=["competitor", "contract_end"], name="installed_by_rival"),
                            models.Index(
                                condition=models.Q(("department__isnull", False)),
                                fields=["department"],
                                name="installed_by_department",
                            ),
                            models.Index(
                                condition=models.Q(("contract__isnull", False)),
                                fields=["contract"],
                                name="installed_by_contract",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("competitor__isnull", False),
                                    models.Q(("product", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="installed_of_ours_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", None),
                                    ("contract_end", None),
                                    ("contract_end__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="installed_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity", None), ("quantity__gte", 1), _connector="OR"),
                                name="installed_is_at_least_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("monthly_value", None), ("monthly_value__gte", 0), _connector="OR"
                                ),
                                name="installed_value_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("contract", None), ("competitor", None), _connector="OR"),
                                name="installed_contract_is_ours",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "crm_installedproductevent" ("archived_at", "client_id", "competitor_id", "contract_end", "contract_id", "created_at", "department_id", "id", "monthly_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "quantity", "representative", "representative_notes", "satisfaction", "since", "source", "source_on", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."contract_id", NEW."created_at", NEW."department_id", NEW."id", NEW."monthly_value", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."product", NEW."quantity", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."since", NEW."source", NEW."source_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="02587cc970e142c93e8c5d7fd9ad2440afabea9b",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_2a5ea",
                                    table="crm_installedproduct",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "crm_installedproductevent" ("archived_at", "client_id", "competitor_id", "contract_end", "contract_id", "created_at", "department_id", "id", "monthly_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "quantity", "representative", "representative_notes", "satisfaction", "since", "source", "source_on", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."contract_id", NEW."created_at", NEW."department_id", NEW."id", NEW."monthly_value", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."product", NEW."quantity", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."since", NEW."source", NEW."source_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="50865a800bb10163cb41577d17860ab1ea311521",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_fead1",
                                    table="crm_installedproduct",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstalledProductEvent",
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
                        ("product", models.CharField(blank=True, max_length=160, verbose_name="product")),
                        (
                            "satisfaction",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Very dissatisfied"),
                                    (2, "Dissatisfied"),
                                    (3, "So-so"),
                                    (4, "Satisfied"),
                                    (5, "Very satisfied"),
                                ],
                                null=True,
                                verbose_name="how satisfied they are",
                            ),
                        ),
                        ("contract_end", models.DateField(blank=True, null=True, verbose_name="contract end")),
                        (
                            "representative",
                            models.CharField(blank=True, max_length=120, verbose_name="the rival's representative"),
                        ),
                        (
                            "representative_notes",
                            models.TextField(
                                blank=True,
                                help_text="Business facts only.",
                                verbose_name="how they sell, whom they know",
                            ),
                        ),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived")),
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
                            "competitor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.competitor",
                                verbose_name="vendor",
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
                                to="crm.installedproduct",
                            ),
                        ),
                        ("quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="quantity")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="in use since")),
                        (
                            "monthly_value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="monthly value"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Who said so, or where it is written.",
                                max_length=200,
                                verbose_name="source",
                            ),
                        ),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.department",
                                verbose_name="department that uses it",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.contract",
                                verbose_name="contract it stands in",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
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
                migrations.CreateModel(
                    name="ClientShareEvent",
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
                        ("ends_at", models.DateTimeField(editable=False, null=True, verbose_name="ends")),
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
                                to="crm.clientshare",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["client", "-pgh_created_at"], name="client_share_event_latest")
                        ],
                    },
                ),
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
                        (
                            "noted_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="noted on"),
                        ),
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
                        (
                            "kept_on",
                            models.DateField(
                                db_default=models.Func(function="CURRENT_DATE", template="%(function)s"),
                                default=django.utils.timezone.localdate,
                                editable=False,
                                verbose_name="last found needed",
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
            ],
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
