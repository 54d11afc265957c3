"""Let clients be found by their former names through their own words: of those that have some, written in batches.

Each batch commits by itself with its clients locked. The next migration takes away what they were found by before.
"""

from django.db import migrations

from crm.models.also import fill_former_names


def write(apps, schema_editor):
    fill_former_names(apps.get_model("crm", "Client"), apps.get_model("crm", "FormerName"))


def take_back(apps, schema_editor):
    fill_former_names(apps.get_model("crm", "Client"), apps.get_model("crm", "FormerName"), there=False)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0035_bulk_acts_on_people")]
    operations = [migrations.RunPython(write, take_back)]
