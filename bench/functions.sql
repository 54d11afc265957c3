-- What the steps of fill.sql stand on. Replaced at each fill; deterministic, so that an interrupted fill goes on.

-- A UUIDv7 made from a kind of row and its number: rows find each other without a look-up, and keys grow in order.
CREATE OR REPLACE FUNCTION bench_id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(1640995200000 + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
            || '8' || lpad(to_hex(n), 15, '0'))::uuid
$$;

-- A number from 0 to size-1 that depends on n and salt alone.
CREATE OR REPLACE FUNCTION bench_pick(n bigint, salt bigint, size int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ((hashint8extended(n, salt) & 2147483647) % size)::int $$;

CREATE OR REPLACE FUNCTION bench_pick(id uuid, salt bigint, size int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ((uuid_hash_extended(id, salt) & 2147483647) % size)::int $$;

-- Who looks after client n: managers take turns by tens of clients.
CREATE OR REPLACE FUNCTION bench_owner(client bigint, managers int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ((client / 10) % managers)::int $$;

-- What a client is found by besides its names: the sounds of a sort key, the digits of a number, names of before.
CREATE OR REPLACE FUNCTION bench_also(sort_key text, phone text, once text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_agg(DISTINCT left(term, 60)))
    FROM (
        SELECT unnest(ARRAY[array_to_string(said[at:], ''), substr(initials, at),
                            array_to_string(said[:at - 1], '') || substr(initials, at)]) AS term
        FROM (
            SELECT said, (SELECT string_agg(left(part, 1), '' ORDER BY place)
                          FROM unnest(said) WITH ORDINALITY AS parts(part, place)) AS initials
            FROM string_to_array(sort_key, ' ') AS said
        ) AS spoken, generate_subscripts(said, 1) AS at
        UNION ALL
        SELECT substr(number, at) FROM regexp_replace(phone, '[^0-9]', '', 'g') AS number,
                                       generate_series(1, length(number) - 3) AS at
        UNION ALL
        SELECT substr(run[1], at) FROM regexp_matches(once, '[\u4e00-\u9fff]+', 'g') AS run,
                                       generate_series(1, length(run[1])) AS at
        UNION ALL
        SELECT word[1] FROM regexp_matches(lower(once), '[a-z0-9]+', 'g') AS word
    ) AS terms
    WHERE term <> ''
$$;

-- The visits with numbers lo to hi-1. Of each hundred, ten clients get 50, 10, 8, 7, 6, 6, 5, 4, 2 and 2. Each manager
-- has five visits a day from 30 days before `today` to 30 days after (`recent` in all), the others over ten years.
CREATE OR REPLACE FUNCTION bench_visits(
    lo bigint, hi bigint, managers int, team_size int, each_has bigint, recent bigint, today date
) RETURNS TABLE (
    n bigint, id uuid, client bigint, slot int, owner_id uuid, team_id uuid, day int, starts_at timestamptz, state text
) LANGUAGE sql STABLE AS $$
    SELECT n, bench_id(7, n), client, slot, bench_id(1, owner), bench_id(2, owner / team_size), day,
           (today::timestamp AT TIME ZONE 'Asia/Shanghai') + make_interval(days => day, mins => 540 + place * 100),
           CASE
               WHEN day > 0 THEN CASE WHEN place < 2 THEN 'confirmed' ELSE 'planned' END
               WHEN day = 0 THEN (ARRAY['to_record', 'in_progress', 'confirmed', 'confirmed', 'planned'])[place + 1]
               WHEN day > -6 THEN (ARRAY['to_record', 'recorded', 'recorded', 'accepted',
                                         CASE WHEN day < -3 THEN 'sent_back' ELSE 'accepted' END]
                                  )[bench_pick(n, 1, 5) + 1]
               WHEN bench_pick(n, 2, 12) = 0 THEN 'cancelled'
               ELSE 'accepted'
           END
    FROM (
        SELECT n, (n / 100) * 10 + slot AS client, slot, owner,
               CASE WHEN k < recent THEN (k % 61)::int - 30 ELSE -31 - bench_pick(n, 3, 3620) END AS day,
               CASE WHEN k < recent THEN (k / 61)::int % 5 ELSE bench_pick(n, 4, 5) END AS place
        FROM (
            SELECT n, ((n / 100) % managers)::int AS owner,
                   (((n / 100) / managers * 100 + n % 100) * 7919) % each_has AS k,
                   CASE WHEN n % 100 < 50 THEN 0 WHEN n % 100 < 60 THEN 1 WHEN n % 100 < 68 THEN 2
                        WHEN n % 100 < 75 THEN 3 WHEN n % 100 < 81 THEN 4 WHEN n % 100 < 87 THEN 5
                        WHEN n % 100 < 92 THEN 6 WHEN n % 100 < 96 THEN 7 WHEN n % 100 < 98 THEN 8 ELSE 9 END AS slot
            FROM generate_series(lo, hi - 1) AS n
        ) AS numbered
    ) AS placed
$$;
