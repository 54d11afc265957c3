"""A default that the database has, Python has too: of a row not saved yet it would be a stand-in, which is true."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from crm.models import Client, Department


def test_no_field_leaves_a_plain_default_to_the_database_alone():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.has_db_default() and not field.has_default() and not hasattr(field.db_default, "resolve_expression")
    ]
    assert found == [], "give these `default` beside `db_default`"
    assert (Client().address, Department().note) == ("", "")


@pytest.mark.django_db
def test_the_step_that_gave_python_the_defaults_touches_no_table():
    said = StringIO()
    call_command("sqlmigrate", "crm", "0045_defaults_in_python", stdout=said, no_color=True)
    lines = [line for line in said.getvalue().splitlines() if line and not line.startswith("--")]
    assert set(lines) <= {"BEGIN;", "COMMIT;"}
