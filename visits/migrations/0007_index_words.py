"""Indexes over what is written about visits and promises, for the search; built while people work."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from core.search import Words

TEXTS = {
    "visit": ("visit_words", ("purpose", "success")),
    "promise": ("promise_words", ("text",)),
    "request": ("request_words", ("text",)),
    "objection": ("objection_words", ("text",)),
    "visitnotes": ("notes_words", ("body",)),
    "visitrecord": ("record_words", ("result_note", "gains", "losses", "next_step")),
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0006_drop_doubled_indexes"), ("core", "0003_search_function_is_dear")]
    operations = [
        AddIndexConcurrently(model, GinIndex(Words(*texts), name=name)) for model, (name, texts) in TEXTS.items()
    ]
