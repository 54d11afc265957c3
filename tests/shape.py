"""What a database is made of, to compare two that were made in different ways."""

import re

SHAPE = """
SELECT 'column', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text
    || ' ' || a.attgenerated::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'constraint', r.relname || ' ' || CASE WHEN starts_with(conname, split_part(r.relname, '_', 1)) THEN ''
    ELSE conname END, pg_get_constraintdef(o.oid) || ' ' || convalidated::text
FROM pg_constraint o JOIN pg_class r ON r.oid = conrelid
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL
SELECT 'index', t.relname || ' ' || CASE WHEN starts_with(i.relname, split_part(t.relname, '_', 1)) THEN ''
    ELSE i.relname END, regexp_replace(pg_get_indexdef(i.oid), 'INDEX \\S+ ', '') || ' ' || indisvalid::text
FROM pg_index x JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
WHERE t.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname, pg_get_functiondef(p.oid) FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    AND (prorettype <> 'trigger'::regtype OR EXISTS (SELECT FROM pg_trigger WHERE tgfoid = p.oid))
UNION ALL
SELECT 'extension', extname, '' FROM pg_extension
"""
"""Every column, constraint, index, trigger, function and extension as (kind, name, definition), in any order.

Names that Django made up, which begin with the app's, are left out: they keep a table's first name when the table gets
another.
"""


_CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def differences(one, other):
    """Return what of `SHAPE` only one of two databases has: of the first, of the second.

    Casts of texts are left out: a table that came by pg_dump has them elsewhere in its checks.
    """
    first, second = ({(*names, _CASTS.sub("", text)) for *names, text in rows} for rows in (one, other))
    return sorted(first - second), sorted(second - first)
