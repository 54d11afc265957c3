from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a lead's queue find the few waiting records among all."""

    dependencies = [("visits", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("state", "recorded")), fields=["team", "id"], name="visit_to_review"
            ),
        ),
    ]
