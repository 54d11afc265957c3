"""What 0038 left out so that nobody waits: the constraint is checked, three indexes built, while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0038_more_facts_have_sources")]

    operations = [
        ValidateConstraint("factsource", "fact_source_about_one_row"),
        *(
            AddIndexConcurrently(
                "factsource",
                models.Index(
                    condition=models.Q((f"{name}__isnull", False)), fields=[name], name=f"fact_source_by_{name}"
                ),
            )
            for name in ("way", "date", "department")
        ),
    ]
