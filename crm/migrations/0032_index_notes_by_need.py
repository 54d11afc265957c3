"""The index by which plain notes that are needed no more are found."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0031_keep_notes_while_needed")]
    operations = [
        AddIndexConcurrently(
            model_name="trait",
            index=models.Index(
                condition=models.Q(("sensitivity", "")), fields=["kept_on"], name="trait_plain_by_kept"
            ),
        ),
    ]
