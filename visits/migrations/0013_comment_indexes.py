"""What comments are found by, and the check of the rows there are; built while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models

SUBJECTS = ("client", "person", "complaint", "promise")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0012_comments_on_everything")]
    operations = [
        *(
            AddIndexConcurrently(
                "comment",
                models.Index(
                    fields=[name, "created_at"],
                    name=f"comment_by_{name}",
                    condition=models.Q((f"{name}__isnull", False)),
                ),
            )
            for name in SUBJECTS
        ),
        ValidateConstraint("comment", "comment_about_one_thing"),
    ]
