"""The function behind every search column. What makes other words gets a new name (v2) and a migration that refills;
migration 0004 made it quicker."""

from django.db import migrations

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"

CREATE = rf"""
CREATE FUNCTION rapport_search_v1(source text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT term)), ''::tsvector)
    FROM (
        SELECT unnest(
            CASE WHEN word ~ '^[{_HAN}]'
            THEN ARRAY(SELECT substr(word, place, 2) FROM generate_series(1, length(word)) AS place)
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
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION rapport_search_v1(text)")]
