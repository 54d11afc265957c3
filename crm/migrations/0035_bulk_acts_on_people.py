from django.db import migrations, models


class Migration(migrations.Migration):
    """Name the acts that are done to people at clients; nothing of the table changes."""

    dependencies = [("crm", "0034_index_departments_and_contracts")]

    operations = [
        migrations.AlterField(
            model_name="bulkact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("tag", "Tag"),
                    ("tier", "Change the tier"),
                    ("archive", "Archive"),
                    ("give", "Give to an account manager"),
                    ("share", "Share with a colleague"),
                    ("level", "Set the level"),
                    ("dept", "Set the department"),
                    ("know", "I know them"),
                    ("leave", "Have left their firm"),
                    ("keep", "Mark promises kept"),
                    ("accept", "Accept records"),
                ],
                max_length=8,
            ),
        ),
    ]
