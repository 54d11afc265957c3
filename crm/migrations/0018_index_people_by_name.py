"""The order of the list of people across clients, built while others read and write them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0017_person_columns_gone")]
    operations = [
        AddIndexConcurrently(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at", None)), fields=["sort_key", "id"], name="person_by_name"
            ),
        ),
    ]
