"""Let clients be found by their registration codes and other numbers: of those that have some, in batches.

Each batch commits by itself with its clients locked. A person's photo gets its name for histories; no column changes.
"""

from django.db import migrations, models

from crm.models.also import fill_numbers, forget_numbers


def write(apps, schema_editor):
    fill_numbers(apps.get_model("crm", "Client"), apps.get_model("crm", "Identifier"))


def take_back(apps, schema_editor):
    forget_numbers(apps.get_model("crm", "Client"), apps.get_model("crm", "Identifier"))


def named_photo(model):
    photo = models.CharField(
        blank=True, db_default="", default="", editable=False, max_length=16, verbose_name="photo"
    )  # fmt: skip
    return migrations.AlterField(model_name=model, name="photo_key", field=photo)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0041_fill_share_history")]
    operations = [named_photo("person"), named_photo("personevent"), migrations.RunPython(write, take_back)]
