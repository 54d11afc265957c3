"""Fill that column in batches, then index it; built while people work."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from crm.models.also import fill_also


def fill(apps, schema_editor):
    for name in ("Department", "Contract"):
        fill_also(apps.get_model("crm", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0033_departments_and_contracts_also")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            AddIndexConcurrently(model, GinIndex(fields=["also"], name=f"{model}_also"))
            for model in ("department", "contract")
        ),
    ]
