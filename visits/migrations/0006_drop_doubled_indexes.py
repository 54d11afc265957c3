"""Drop the indexes on a single key where another index begins with that key: each one slowed every write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DOUBLED = {
    "visits_visit_client_id_28388262": "visits_visit (client_id)",
    "visits_visit_owner_id_4ca8189e": "visits_visit (owner_id)",
    "visits_visit_team_id_645f194d": "visits_visit (team_id)",
    "visits_promise_client_id_1c91af71": "visits_promise (client_id)",
    "visits_promise_owner_id_b338efca": "visits_promise (owner_id)",
    "visits_promise_team_id_a9555c80": "visits_promise (team_id)",
    "visits_promise_visit_id_e46a5546": "visits_promise (visit_id)",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("accounts", "0002_history_and_sessions"),
        ("crm", "0002_clients_follow_their_owner"),
        ("visits", "0005_index_owner_and_team_of_the_client"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[  # left to itself, Django would check every foreign key again
                migrations.RunSQL(
                    f"DROP INDEX CONCURRENTLY IF EXISTS {name}", f"CREATE INDEX CONCURRENTLY {name} ON {columns}"
                )
                for name, columns in DOUBLED.items()
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="promise",
                    name="client",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
                migrations.AlterField(
                    model_name="promise",
                    name="owner",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account manager",
                    ),
                ),
                migrations.AlterField(
                    model_name="promise",
                    name="team",
                    field=models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="accounts.team",
                    ),
                ),
                migrations.AlterField(
                    model_name="promise",
                    name="visit",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="promises",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                migrations.AlterField(
                    model_name="visit",
                    name="client",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="crm.client",
                        verbose_name="client",
                    ),
                ),
                migrations.AlterField(
                    model_name="visit",
                    name="owner",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account manager",
                    ),
                ),
                migrations.AlterField(
                    model_name="visit",
                    name="team",
                    field=models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="accounts.team",
                    ),
                ),
            ],
        ),
    ]
