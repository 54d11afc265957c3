"""A word for the arrears that are asked about in the checklist of a hand-over. No table is touched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0020_next_contacts_in_handovers")]

    operations = [
        migrations.AlterField(
            model_name="handoveritem",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complaint", "Open complaint"),
                    ("promise", "Open promise"),
                    ("contact", "Next contact"),
                    ("request", "Open request"),
                    ("visit", "Planned visit"),
                    ("record", "Record owed"),
                    ("contract", "Contract that ends soon"),
                    ("arrears", "Arrears"),
                    ("person", "Key person"),
                    ("share", "Works on it too"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
