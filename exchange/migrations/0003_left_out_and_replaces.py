from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("exchange", "0002_outcome_updated"),
    ]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="replaces",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="tags and other numbers are replaced"
            ),
        ),
        migrations.AddField(
            model_name="columnmemory",
            name="replaces",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="importrow",
            name="left_out",
            field=models.BooleanField(db_default=False, default=False),
        ),
        AddIndexConcurrently(
            model_name="importrow",
            index=models.Index(
                condition=models.Q(("left_out", True)), fields=["job", "line"], name="import_row_left_out"
            ),
        ),
    ]
