"""A column for joined pinyin, initials and digits. NULL at first, so no row is written while the tables are locked."""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations


def column(model: str) -> migrations.AddField:
    return migrations.AddField(model, "also", SearchVectorField(editable=False, null=True))


class Migration(migrations.Migration):
    dependencies = [("crm", "0006_fill_person_reading")]
    operations = [column("client"), column("competitor"), column("person")]
