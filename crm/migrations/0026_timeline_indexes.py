"""The indexes of a client's timeline, built while people work; and the client of the former posts there are."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.utils import timezone

BATCH = 2_000


def fill_clients(apps, schema_editor):
    """Copy each former post's client from its person, a batch at a time."""
    posts, people = apps.get_model("crm", "PastPost").objects, apps.get_model("crm", "Person").objects
    whose = Subquery(people.filter(pk=OuterRef("person_id")).values("client_id")[:1])
    while ids := list(posts.filter(client=None).values_list("pk", flat=True)[:BATCH]):
        posts.filter(pk__in=ids).update(client_id=whose)


def leave_running_untold(apps, schema_editor):
    """Say of the covers there are that people know: they began before anybody was told."""
    shares = apps.get_model("crm", "ClientShare").objects.filter(ends_at__isnull=False)
    shares.filter(begin_told_at=None).update(begin_told_at=timezone.now())


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0025_covers_told")]

    operations = [
        migrations.RunPython(fill_clients, migrations.RunPython.noop),
        migrations.RunPython(leave_running_untold, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name="clientevent",
            index=models.Index(fields=["pgh_obj", "-pgh_created_at", "-pgh_id"], name="client_event_latest"),
        ),
        AddIndexConcurrently(
            model_name="contractevent",
            index=models.Index(fields=["client", "-pgh_created_at"], name="contract_event_latest"),
        ),
        AddIndexConcurrently(
            model_name="pastpost",
            index=models.Index(fields=["client", "-created_at"], name="past_post_by_client"),
        ),
        AddIndexConcurrently(
            model_name="person",
            index=models.Index(fields=["client", "-created_at"], name="person_noted_by_client"),
        ),
        AddIndexConcurrently(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at__isnull", False)),
                fields=["client", "-archived_at"],
                name="person_left_by_client",
            ),
        ),
    ]
