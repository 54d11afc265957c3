from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0004_lines_mended_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="into",
            field=models.UUIDField(null=True),
        ),
    ]
