"""Tell PostgreSQL that turning text into search words is dear: it then prefers an index to computing it row by row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0002_pulse")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION rapport_search_v1(text) COST 2000", "ALTER FUNCTION rapport_search_v1(text) COST 100"
        )
    ]
