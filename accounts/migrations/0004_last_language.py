"""Keep the language that pages were last shown in, for the mail of those who chose none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_saved_filters")]

    operations = [
        migrations.AddField(
            "user", "last_language", models.CharField(db_default="en", default="en", editable=False, max_length=10)
        ),
    ]
