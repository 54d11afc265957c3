"""An index over what complaints say, for the search; built while people work."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from core.search import Words


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("visits", "0018_index_contacts_by_their_clients_owner"),
        ("core", "0003_search_function_is_dear"),
    ]
    operations = [
        AddIndexConcurrently("complaint", GinIndex(Words("text", "answer", "solution"), name="complaint_words")),
    ]
