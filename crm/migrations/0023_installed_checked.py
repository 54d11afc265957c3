"""What 0021 left out so that nobody waits: the constraints are checked, two indexes built, while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0022_installed_product")]

    operations = [
        ValidateConstraint("installedproduct", "installed_of_ours_is_named"),
        ValidateConstraint("installedproduct", "installed_days_in_order"),
        ValidateConstraint("installedproduct", "installed_is_at_least_one"),
        ValidateConstraint("installedproduct", "installed_value_not_negative"),
        ValidateConstraint("installedproduct", "installed_contract_is_ours"),
        AddIndexConcurrently(
            "installedproduct",
            models.Index(
                condition=models.Q(("department__isnull", False)),
                fields=["department"],
                name="installed_by_department",
            ),
        ),
        AddIndexConcurrently(
            "installedproduct",
            models.Index(
                condition=models.Q(("contract__isnull", False)), fields=["contract"], name="installed_by_contract"
            ),
        ),
    ]
