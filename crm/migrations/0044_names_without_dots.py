"""Let people with a dot in their names be found without it, in batches that commit one by one. Back, nothing is lost."""

from django.db import migrations

from crm.models.also import fill_dotted


def write(apps, schema_editor):
    fill_dotted(apps.get_model("crm", "Person"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0043_former_photos")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
