"""Give Python the defaults that the database has: an unsaved row held a stand-in, which is true. No table changes."""

from django.db import migrations, models

ADDRESS = models.CharField(blank=True, db_default="", default="", max_length=500, verbose_name="address")
NOTE = models.TextField(
    blank=True,
    db_default="",
    default="",
    help_text="What they do, what they care about.",
    max_length=2000,
    verbose_name="note",
)


class Migration(migrations.Migration):
    dependencies = [("crm", "0044_names_without_dots")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("client", "address", ADDRESS),
                migrations.AlterField("clientevent", "address", ADDRESS.clone()),
                migrations.AlterField("department", "note", NOTE),
                migrations.AlterField("departmentevent", "note", NOTE.clone()),
            ]
        )
    ]
