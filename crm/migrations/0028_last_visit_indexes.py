"""The order of the clients that wait longest, built while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0027_bulk_acts_elsewhere")]

    operations = [
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                fields=["owner", "last_visit_at", "id"],
                name="client_by_owner_last_visit",
            ),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                fields=["team", "last_visit_at", "id"],
                name="client_by_team_last_visit",
            ),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                condition=models.Q(("archived_at", None), ("last_visit_at__isnull", False)),
                fields=["last_visit_at", "id"],
                name="client_by_last_visit",
            ),
        ),
    ]
