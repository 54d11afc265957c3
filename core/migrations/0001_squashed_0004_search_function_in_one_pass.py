"""The function behind every search column (what makes other words gets a new name, v2, and a migration that refills),
and the pulses.

Made of 4 migrations, which it stands for where they were applied.
"""

import core.creation
from django.db import migrations, models

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
# A long run of Chinese characters goes through a regular expression twice: `substr` walks from its start for each pair.
SEARCH = rf"""
CREATE FUNCTION rapport_search_v1(source text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 2000
RETURN (
    SELECT coalesce(array_to_tsvector(array_agg(term)), ''::tsvector)
    FROM (
        SELECT unnest(
            CASE WHEN word ~ '^[{_HAN}]'
            THEN CASE WHEN length(word) <= 64
                THEN ARRAY(SELECT substr(word, place, 2) FROM generate_series(1, length(word)) AS place)
                ELSE ARRAY(
                    SELECT pair[1] FROM regexp_matches(word, '..?', 'g') AS pair
                    UNION ALL
                    SELECT pair[1] FROM regexp_matches(substr(word, 2), '..?', 'g') AS pair
                ) END
            ELSE ARRAY[left(word, 60)] END
        ) AS term
        FROM (
            SELECT found[1] AS word
            FROM regexp_matches(
                lower(normalize(source, NFKC) COLLATE pg_c_utf8),
                '[{_HAN}]+|[^[:space:][:punct:]\u3000-\u3004\u3006\u3008-\u303f{_HAN}]+' COLLATE pg_c_utf8, 'g'
            ) AS found
        ) AS words
    ) AS terms
    WHERE term <> ''
)
"""


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_search_function"),
        ("core", "0002_pulse"),
        ("core", "0003_search_function_is_dear"),
        ("core", "0004_search_function_in_one_pass"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(SEARCH, "DROP FUNCTION rapport_search_v1(text)"),
        core.creation.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Pulse",
                    fields=[
                        ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("ok_at", models.DateTimeField(null=True)),
                        ("failed_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=250)),
                        ("done", models.PositiveBigIntegerField(db_default=0, default=0)),
                        ("failures", models.PositiveBigIntegerField(db_default=0, default=0)),
                        ("detail", models.JSONField(default=dict)),
                    ],
                )
            ],
        ),
    ]
