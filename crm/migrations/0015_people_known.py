"""What is known of people: ways to reach them, dates, ties, traits, photos, where they were before."""

import core.ids
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0014_contracts"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                        choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")], default=2, verbose_name="how well"
                    ),
                ),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since (year)")),
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
                        choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")], default=2, verbose_name="how well"
                    ),
                ),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since (year)")),
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
            options={"abstract": False},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
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
                        blank=True, help_text="“After ten”, “messages only”.", max_length=120, verbose_name="note"
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
                    models.CheckConstraint(condition=models.Q(("value", ""), _negated=True), name="way_has_a_value"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_preferred", True), ("removed_at", None)),
                        fields=("person",),
                        name="way_preferred_once",
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
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
                        blank=True, help_text="“After ten”, “messages only”.", max_length=120, verbose_name="note"
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
            options={"abstract": False},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
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
            options={"verbose_name": "erasure", "verbose_name_plural": "erasures"},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
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
            options={"verbose_name": "favour", "verbose_name_plural": "favours", "ordering": ("-on", "-pk")},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
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
            options={"abstract": False},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                ("name", models.CharField(max_length=200, verbose_name="firm")),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="position there")),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from (year)")),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until (year)")),
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                ("name", models.CharField(max_length=200, verbose_name="firm")),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="position there")),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from (year)")),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until (year)")),
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
            options={"abstract": False},
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                ("religion", models.BooleanField(default=False, verbose_name="Religion")),
                ("health", models.BooleanField(default=False, verbose_name="Health")),
                ("children", models.BooleanField(default=False, verbose_name="Children")),
                ("is_only", models.BooleanField(default=True, editable=False, unique=True)),
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                ("until", models.DateField(verbose_name="until")),
                (
                    "department",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.department"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            ],
            options={
                "verbose_name": "former post",
                "verbose_name_plural": "former posts",
                "ordering": ("-until", "-pk"),
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
                        blank=True, help_text="For another day: what it is.", max_length=60, verbose_name="which day"
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
                ("is_leap_month", models.BooleanField(default=False, verbose_name="it was a leap month (闰月)")),
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
                        condition=models.Q(("month__range", (1, 12)), ("day__range", (1, 31))), name="date_in_a_year"
                    )
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
                        blank=True, help_text="For another day: what it is.", max_length=60, verbose_name="which day"
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
                ("is_leap_month", models.BooleanField(default=False, verbose_name="it was a leap month (闰月)")),
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
            options={"abstract": False},
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "photo", "verbose_name_plural": "photos"},
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
                        choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")], default=2, verbose_name="how well"
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
                        condition=models.Q(("person", models.F("other")), _negated=True), name="relation_of_two"
                    ),
                    models.CheckConstraint(condition=models.Q(("strength__range", (1, 3))), name="relation_strength"),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("person", "other"),
                        django.db.models.functions.comparison.Greatest("person", "other"),
                        condition=models.Q(("removed_at", None)),
                        name="relation_once",
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
                        choices=[(1, "Slightly"), (2, "Well"), (3, "Closely")], default=2, verbose_name="how well"
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
            options={"abstract": False},
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
            ],
            options={
                "verbose_name": "trait",
                "verbose_name_plural": "traits",
                "ordering": ("-noted_on", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False)), fields=["expires_on"], name="trait_by_end"
                    )
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
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        migrations.AddField(
            model_name="person",
            name="came_from",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="moved_to",
                to="crm.person",
                verbose_name="came from",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="erased"),
        ),
        migrations.AddField(
            model_name="person",
            name="languages",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What they speak: Mandarin, Cantonese, English …",
                max_length=120,
                verbose_name="languages",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="left_on",
            field=models.DateField(editable=False, null=True, verbose_name="left on"),
        ),
        migrations.AddField(
            model_name="person",
            name="photo_key",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="personevent",
            name="came_from",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="personevent",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="erased"),
        ),
        migrations.AddField(
            model_name="personevent",
            name="languages",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What they speak: Mandarin, Cantonese, English …",
                max_length=120,
                verbose_name="languages",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="left_on",
            field=models.DateField(editable=False, null=True, verbose_name="left on"),
        ),
        migrations.AddField(
            model_name="personevent",
            name="photo_key",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=16),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "email", "erased_at", "id", "initials", "languages", "left_on", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_key", "position", "preferred_channel", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."photo_key", NEW."position", NEW."preferred_channel", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;',
                    hash="2bb8ac36d3775052031f2a59da0c89cbd5442d85",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98722",
                    table="crm_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."came_from_id" IS DISTINCT FROM (NEW."came_from_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."courtesy_title" IS DISTINCT FROM (NEW."courtesy_title") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."photo_key" IS DISTINCT FROM (NEW."photo_key") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."preferred_channel" IS DISTINCT FROM (NEW."preferred_channel") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."reports_to_id" IS DISTINCT FROM (NEW."reports_to_id") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."surname" IS DISTINCT FROM (NEW."surname") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wechat" IS DISTINCT FROM (NEW."wechat"))',
                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "email", "erased_at", "id", "initials", "languages", "left_on", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo_key", "position", "preferred_channel", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."photo_key", NEW."position", NEW."preferred_channel", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;',
                    hash="8cfe656e125f95624e974c1767f15ca23580a8b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46925",
                    table="crm_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acquaintance",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acquaintance",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactway",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactway",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="favour",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="favour",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formeremployer",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formeremployer",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persondate",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persondate",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
    ]
