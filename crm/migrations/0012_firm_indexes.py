"""The indexes of 0010, built while people work; the old one of `industry` goes once the wider one is there."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0011_firm")]

    operations = [
        ValidateConstraint("client", "client_not_its_own_parent"),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(fields=["industry", "sort_key", "id"], name="client_by_industry"),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)), fields=["parent", "sort_key"], name="client_by_parent"
            ),
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                condition=models.Q(("registration_code", ""), _negated=True),
                fields=["registration_code"],
                name="client_by_code",
            ),
        ),
        migrations.AlterField(
            model_name="client",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="crm.industry",
                verbose_name="industry",
            ),
        ),
    ]
