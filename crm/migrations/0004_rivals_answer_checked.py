"""Check the clients that are there already, while others read and write them."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("crm", "0003_rivals_answer")]
    operations = [ValidateConstraint("client", "client_rivals_answer_has_its_day")]
