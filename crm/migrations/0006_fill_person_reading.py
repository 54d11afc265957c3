"""Work out the readings of the people who are there already, in batches; the rows of each are locked for a moment only.

A batch that was interrupted is done again by the next `migrate`. No history: nobody changed anything.
"""

from typing import Any

import pgtrigger
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.names import initials_of, reading_of, surname_of

BATCH = 2_000
NOBODY = "00000000-0000-0000-0000-000000000000"


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every person with a name a surname, a reading and initials."""
    model = apps.get_model("crm", "Person")
    after: Any = NOBODY
    while True:
        with transaction.atomic(using=schema_editor.connection.alias), pgtrigger.ignore("crm.Person:update_update"):
            people = model.objects.filter(pk__gt=after, reading="").exclude(name="").only("name").order_by("pk")
            batch = list(people.select_for_update()[:BATCH])
            if not batch:
                return
            for person in batch:
                person.surname = surname_of(person.name)
                person.reading = reading_of(person.name, person.surname)
                person.initials = initials_of(person.reading)
            model.objects.bulk_update(batch, ["surname", "reading", "initials"])
            after = batch[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("crm", "0005_person_reading")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
