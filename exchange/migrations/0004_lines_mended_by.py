from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_left_out_and_replaces"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="mended_by",
            field=models.UUIDField(null=True),
        ),
    ]
