"""Ways to reach a person, dates and departments may have sources too: a column each, null in every row there is, which
changes the catalogue alone; 0039 reads the rows while people work.

Backwards, sources that were given for those go, for without their column they would tell of the client itself.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

NEW = {"way": "crm.contactway", "date": "crm.persondate", "department": "crm.department"}
NEW_GO = "DELETE FROM crm_factsource WHERE way_id IS NOT NULL OR date_id IS NOT NULL OR department_id IS NOT NULL;"


class Migration(migrations.Migration):
    dependencies = [("crm", "0037_former_name_search_gone")]

    operations = [
        *(
            migrations.AddField(
                "factsource",
                name,
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=model,
                ),
            )
            for name, model in NEW.items()
        ),
        migrations.RemoveConstraint("factsource", "fact_source_of_one_row"),
        AddConstraintNotValid(
            "factsource",
            models.CheckConstraint(
                condition=models.Q(
                    *(
                        models.Q(
                            *(
                                (name, None)
                                for name in ("contract", "date", "department", "number", "person", "product", "way")
                                if name != but
                            )
                        )
                        for but in ("person", "product", "contract", "number", "way", "date", "department")
                    ),
                    _connector="OR",
                ),
                name="fact_source_about_one_row",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, NEW_GO),
    ]
