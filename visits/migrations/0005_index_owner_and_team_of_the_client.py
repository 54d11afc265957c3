"""The indexes that lists by a client's owner and team are read through; built while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0004_fill_owner_and_team_of_the_client")]

    operations = [
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["client_owner", "due_on", "id"],
                name="promise_open_by_client_owner",
            ),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["client_team", "due_on", "id"],
                name="promise_open_by_client_team",
            ),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(fields=["team", "due_on", "id"], name="promise_by_team"),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(fields=["client_owner", "due_on", "id"], name="promise_by_client_owner"),
        ),
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(fields=["client_team", "due_on", "id"], name="promise_by_client_team"),
        ),
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(fields=["client_owner", "-starts_at", "-id"], name="visit_by_client_owner"),
        ),
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(fields=["client_team", "-starts_at", "-id"], name="visit_by_client_team"),
        ),
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("is_shared_for_discussion", True)),
                fields=["team", "-starts_at", "-id"],
                name="visit_for_discussion",
            ),
        ),
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("state__in", ("in_progress", "to_record", "recorded", "sent_back"))),
                fields=["state", "-starts_at", "-id"],
                name="visit_by_open_state",
            ),
        ),
        AddIndexConcurrently(
            model_name="visitrecord",
            index=models.Index(
                condition=models.Q(("submitted_at__isnull", False)),
                fields=["owner", "next_contact_on", "id"],
                name="record_contact_by_owner",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="visitrecord",
            name="record_next_contact",
        ),
    ]
