"""People, teams and their leads, saved filters, with their histories.

Made of 4 migrations, which it stands for where they were applied.
"""

import accounts.models.user
import core.creation
import core.ids
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_history_and_sessions"),
        ("accounts", "0003_saved_filters"),
        ("accounts", "0004_last_language"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.creation.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Someone has this sign-in name already."},
                                max_length=60,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="sign-in name",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="As colleagues know them, surname as they use it.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        (
                            "role",
                            models.CharField(
                                choices=[("manager", "Account manager"), ("lead", "Team lead"), ("admin", "Admin")],
                                default="manager",
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("en", "English"), ("zh-hans", "简体中文")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                validators=[accounts.models.user.validate_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("system", "As the device"), ("light", "Light"), ("dark", "Dark")],
                                default="system",
                                max_length=8,
                                verbose_name="appearance",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                        ("is_staff", models.BooleanField(default=False, verbose_name="may open Django's own admin")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="made by the demo"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="accounts.team",
                                verbose_name="team",
                            ),
                        ),
                        (
                            "session_epoch",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="sessions ended"),
                        ),
                        (
                            "last_language",
                            models.CharField(db_default="en", default="en", editable=False, max_length=10),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                        "indexes": [models.Index(fields=["team", "is_active"], name="user_team")],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="user_email_once",
                                violation_error_message="Someone has this e-mail address already.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="user_username_once",
                                violation_error_message="Someone has this sign-in name already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "accounts_userevent" ("created_at", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "theme", "time_zone", "updated_at", "username", "version") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."team_id", NEW."theme", NEW."time_zone", NEW."updated_at", NEW."username", NEW."version"); RETURN NULL;',
                                    hash="219eb39831877152c54865f50d6dad751d16d17c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3867c",
                                    table="accounts_user",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "accounts_userevent" ("created_at", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "theme", "time_zone", "updated_at", "username", "version") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."team_id", NEW."theme", NEW."time_zone", NEW."updated_at", NEW."username", NEW."version"); RETURN NULL;',
                                    hash="88cf5572bfc77caa5c1a1d7acffe18f9e6d77f3c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0e890",
                                    table="accounts_user",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
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
                            "leads",
                            models.ManyToManyField(
                                blank=True,
                                related_name="led_teams",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="team leads",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="accounts.team",
                                verbose_name="part of",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "team",
                        "verbose_name_plural": "teams",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("parent", "name"), name="team_name_once_per_parent", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="team_not_its_own_parent",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="bd8c55705224d677202e8bb1966c0e2d67bf1cc6",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_71b40",
                                    table="accounts_team",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="fb02d71699e2e20b4f1e0a26975505e7fa08542f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_529da",
                                    table="accounts_team",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (OLD."created_at", OLD."id", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."updated_at", OLD."version"); RETURN NULL;',
                                    hash="2547a375a03170365473a2e9c3d093f778d2c883",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_5bd04",
                                    table="accounts_team",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamEvent",
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
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
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TeamLeadEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
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
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
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
                migrations.CreateModel(
                    name="UserEvent",
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
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Someone has this sign-in name already."},
                                max_length=60,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="sign-in name",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="As colleagues know them, surname as they use it.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        (
                            "role",
                            models.CharField(
                                choices=[("manager", "Account manager"), ("lead", "Team lead"), ("admin", "Admin")],
                                default="manager",
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("en", "English"), ("zh-hans", "简体中文")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                validators=[accounts.models.user.validate_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("system", "As the device"), ("light", "Light"), ("dark", "Dark")],
                                default="system",
                                max_length=8,
                                verbose_name="appearance",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                        ("is_staff", models.BooleanField(default=False, verbose_name="may open Django's own admin")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="made by the demo"),
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
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                                verbose_name="team",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TeamLead",
                    fields=[],
                    options={
                        "proxy": True,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "accounts_teamleadevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."team_id", NEW."user_id"); RETURN NULL;',
                                    hash="09856868ba193d5e5c0a1f90149a00a4993d389f",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0aab6",
                                    table="accounts_team_leads",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "accounts_teamleadevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."team_id", OLD."user_id"); RETURN NULL;',
                                    hash="545442d5e114363d1567897dd15eba04df3d7ee8",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_7ee90",
                                    table="accounts_team_leads",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("accounts.team_leads",),
                ),
                migrations.CreateModel(
                    name="SavedFilter",
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
                        ("place", models.CharField(editable=False, max_length=40)),
                        ("query", models.CharField(editable=False, max_length=1000)),
                        (
                            "name",
                            models.CharField(
                                help_text="As you would say it: late at A clients.", max_length=60, verbose_name="name"
                            ),
                        ),
                        ("is_pinned", models.BooleanField(default=True, verbose_name="pinned above the list")),
                        ("is_default", models.BooleanField(default=False, verbose_name="the list begins with it")),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "owner",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_filters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved filter",
                        "verbose_name_plural": "saved filters",
                        "indexes": [models.Index(fields=["owner", "place"], name="saved_filter_of_a_list")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_a_name"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_default", True), ("removed_at", None)),
                                fields=("owner", "place"),
                                name="saved_filter_default_once",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
