"""The indexes of a client's page and timeline, and of the hand-overs that are done; built while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0014_covers_told")]

    operations = [
        AddIndexConcurrently(
            model_name="handover",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)),
                fields=["client", "-ended_at"],
                name="handover_ended_by_client",
            ),
        ),
        AddIndexConcurrently(
            model_name="handover",
            index=models.Index(
                condition=models.Q(("state", "done")), fields=["-effective_on", "-id"], name="handover_done_by_day"
            ),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["client", "due_on", "id"], name="promise_open_by_client"
            ),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(fields=["client", "-created_at"], name="promise_made_by_client"),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)),
                fields=["client", "-closed_at"],
                name="promise_closed_by_client",
            ),
        ),
        AddIndexConcurrently(
            model_name="request",
            index=models.Index(
                condition=models.Q(("resolved_at", None)),
                fields=["client", "noted_at", "id"],
                name="request_open_by_client",
            ),
        ),
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("planned", "confirmed", "in_progress", "to_record", "recorded", "sent_back"))
                ),
                fields=["client", "starts_at", "id"],
                name="visit_open_by_client",
            ),
        ),
    ]
