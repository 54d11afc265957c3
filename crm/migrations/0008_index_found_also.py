"""The indexes that those columns are searched through; built while people work."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0007_found_also")]
    operations = [
        AddIndexConcurrently(model, GinIndex(fields=["also"], name=f"{model}_also"))
        for model in ("client", "competitor", "person")
    ]
