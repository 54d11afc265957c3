"""The end of a cover: a column without a default and a partial index that holds nothing yet."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0018_index_people_by_name")]
    operations = [
        migrations.AddField(
            model_name="clientshare",
            name="ends_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ends"),
        ),
        AddIndexConcurrently(
            model_name="clientshare",
            index=models.Index(
                condition=models.Q(("ends_at__isnull", False)), fields=["ends_at"], name="client_share_ending"
            ),
        ),
    ]
