"""Fill the columns, a batch at a time: each commits by itself, and a second run goes on where the first stopped."""

from django.db import migrations

from crm.models.also import fill_also


def fill(apps, schema_editor):
    for name in ("Client", "Competitor", "Person"):
        fill_also(apps.get_model("crm", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0008_index_found_also")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
