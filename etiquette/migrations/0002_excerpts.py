"""Keep the first words of each saved text, so that the list of pages parses no Markdown."""

from django.db import migrations, models

from etiquette.markdown import lead

FIELD = {"max_length": 300, "blank": True, "default": "", "editable": False}
BATCH = 200


def fill(apps, schema_editor):
    """Write the excerpts of every revision that was saved before."""
    revisions = apps.get_model("etiquette", "Revision").objects
    batch = []
    for row in revisions.only("pk", "body_en", "body_zh").iterator(BATCH):
        row.excerpt_en, row.excerpt_zh = lead(row.body_en)[:300], lead(row.body_zh)[:300]
        batch.append(row)
        if len(batch) == BATCH:
            revisions.bulk_update(batch, ("excerpt_en", "excerpt_zh"))
            batch = []
    revisions.bulk_update(batch, ("excerpt_en", "excerpt_zh"))


class Migration(migrations.Migration):
    dependencies = [("etiquette", "0001_initial")]
    operations = [
        migrations.AddField("revision", "excerpt_en", models.CharField(**FIELD)),
        migrations.AddField("revision", "excerpt_zh", models.CharField(**FIELD)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
