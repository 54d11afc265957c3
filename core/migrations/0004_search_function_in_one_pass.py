"""Let the search function take time in step with a long run of Chinese characters, not with its square.

`substr` walks a text from its start for each pair, so that a run of 66,000 characters took ten seconds. From 65
characters on, two passes of a regular expression give the same pairs: those from the first character on, those from
the second. What it makes is the same for every text (core/tests/test_search_function.py), so nothing is indexed anew.
`array_to_tsvector` leaves repeated terms out by itself.
"""

from django.db import migrations

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_FUNCTION = rf"""
CREATE OR REPLACE FUNCTION rapport_search_v1(source text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 2000
RETURN (
    SELECT coalesce(array_to_tsvector(array_agg(%s term)), ''::tsvector)
    FROM (
        SELECT unnest(
            CASE WHEN word ~ '^[{_HAN}]'
            THEN %s
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
_EACH = "ARRAY(SELECT substr(word, place, 2) FROM generate_series(1, length(word)) AS place)"
_IN_ONE_PASS = f"""
    CASE WHEN length(word) <= 64
    THEN {_EACH}
    ELSE ARRAY(
        SELECT pair[1] FROM regexp_matches(word, '..?', 'g') AS pair
        UNION ALL
        SELECT pair[1] FROM regexp_matches(substr(word, 2), '..?', 'g') AS pair
    ) END
"""
NOW = _FUNCTION % ("", _IN_ONE_PASS)
BEFORE = _FUNCTION % ("DISTINCT", _EACH)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search_function_is_dear")]
    operations = [migrations.RunSQL(NOW, BEFORE)]
