-- Fill by sets. Each step is run in chunks [lo, hi) of what it counts, triggers off: what triggers would copy is written
-- here. Kinds of bench_id: 1 user, 2 team, 3 industry, 4 client, 5 department, 6 person, 7 visit, 11 promise, 15 reminder,
-- 16 notification, 17 rival, 18 tag, 19 complaint.

-- step: industries / once
INSERT INTO crm_industry (id, created_at, version, updated_at, name_en, name_zh)
SELECT bench_id(3, n), now(), 1, now(), (%(trade_en)s)[n + 1], (%(trade_zh)s)[n + 1]
FROM generate_series(0, cardinality(%(trade_zh)s) - 1) AS n;

-- step: rivals / once
INSERT INTO crm_competitor (
    id, created_at, version, updated_at, name, other_name, business, service, strengths, weaknesses, our_answer,
    website, sort_key, is_demo)
SELECT bench_id(17, n), now(), 1, now(),
       (%(bit_zh)s)[n + 1] || (%(bit_zh)s)[n + 3] || '系统', (%(bit_en)s)[n + 1] || (%(bit_en)s)[n + 3] || ' Systems',
       'Standard machines, sold by price.', '', 'Price', 'Service', '', '',
       (%(bit_key)s)[n + 1] || ' ' || (%(bit_key)s)[n + 3] || ' xi tong', false
FROM generate_series(0, cardinality(%(bit_zh)s) - 3) AS n;

-- step: visits / visits
INSERT INTO visits_visit (
    id, created_at, version, updated_at, client_id, owner_id, team_id, client_owner_id, client_team_id, kind, state,
    starts_at, planned_minutes, purpose, success, place, materials, expected_objections, confirmed_at, arrived_at,
    left_at, cancelled_at, cancel_reason, is_shared_for_discussion, is_demo)
SELECT id, starts_at - interval '6 days', 1, starts_at, bench_id(4, client), owner_id, team_id, owner_id, team_id,
       CASE WHEN bench_pick(n, 5, 8) = 0 THEN 'drop_in' ELSE 'appointment' END, state, starts_at, 45,
       (%(purpose)s)[1 + bench_pick(n, 6, cardinality(%(purpose)s))],
       (%(success)s)[1 + bench_pick(n, 6, cardinality(%(purpose)s))],
       '', 'Brochure', '', CASE WHEN state <> 'planned' THEN starts_at - interval '2 days' END,
       CASE WHEN made THEN starts_at END,
       CASE WHEN made AND state <> 'in_progress' THEN starts_at + make_interval(mins => 20 + bench_pick(n, 7, 50)) END,
       CASE WHEN state = 'cancelled' THEN starts_at - interval '1 day' END,
       CASE WHEN state = 'cancelled' THEN '客户改期' ELSE '' END, bench_pick(n, 8, 200) = 0, false
FROM (
    SELECT *, state IN ('in_progress', 'to_record', 'recorded', 'sent_back', 'accepted') AS made
    FROM bench_visits(%(lo)s, %(hi)s, %(managers)s, %(team_size)s, %(each_has)s, %(recent)s, %(today)s)
) AS visit;

-- step: people met / visits
INSERT INTO visits_visit_people (visit_id, person_id)
SELECT id, bench_id(6, client / 10 * 30 + CASE WHEN slot = 0 THEN bench_pick(n, 9, 12)
                                               ELSE 10 + slot * 2 + bench_pick(n, 9, 2) END)
FROM bench_visits(%(lo)s, %(hi)s, %(managers)s, %(team_size)s, %(each_has)s, %(recent)s, %(today)s);

-- step: notes / visits
INSERT INTO visits_visitnotes (created_at, version, updated_at, visit_id, body)
SELECT arrived_at, 3, left_at, id, (%(note)s)[1 + bench_pick(id, 10, cardinality(%(note)s))]
FROM visits_visit
WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1) AND left_at IS NOT NULL;

-- step: topics / visits
INSERT INTO visits_visittopic (created_at, version, updated_at, visit_id, position, text, is_done, note)
SELECT created_at, 1, updated_at, id, nth,
       (%(topic)s)[1 + bench_pick(id, 11 + nth, cardinality(%(topic)s))], left_at IS NOT NULL, ''
FROM visits_visit, generate_series(0, 1) AS nth
WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1);

-- step: records / visits
INSERT INTO visits_visitrecord (
    created_at, version, updated_at, visit_id, owner_id, client_owner_id, result, result_note, gains, losses, next_step,
    next_contact_on, first_submitted_at, submitted_at, reviewed_at, reviewed_by_id)
SELECT left_at, 2, left_at, visit.id, owner_id, client_owner_id,
       (ARRAY['achieved', 'achieved', 'partly', 'not'])[1 + bench_pick(visit.id, 14, 4)],
       (%(note)s)[1 + bench_pick(visit.id, 15, cardinality(%(note)s))], '客户愿意试用。', '',
       (%(topic)s)[1 + bench_pick(visit.id, 16, cardinality(%(topic)s))], (starts_at + interval '21 days')::date,
       sent_at, CASE WHEN state <> 'sent_back' THEN sent_at END,
       CASE WHEN state = 'accepted' THEN sent_at + interval '1 day' END,
       CASE WHEN state = 'accepted' THEN lead.user_id END
FROM (
    SELECT *, left_at + make_interval(mins => 30 + bench_pick(id, 17, 2000)) AS sent_at FROM visits_visit
    WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1) AND state IN ('recorded', 'sent_back', 'accepted')
) AS visit
LEFT JOIN accounts_team_leads AS lead ON lead.team_id = visit.team_id;

-- step: comments / visits
INSERT INTO visits_comment (created_at, version, updated_at, visit_id, author_id, body, verdict)
SELECT left_at + interval '1 day', 1, left_at + interval '1 day', visit.id, lead.user_id, '请补充对方的预算。',
       CASE WHEN state = 'sent_back' THEN 'sent_back' ELSE '' END
FROM visits_visit AS visit JOIN accounts_team_leads AS lead ON lead.team_id = visit.team_id
WHERE visit.id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1)
  AND (state = 'sent_back' OR state = 'accepted' AND bench_pick(visit.id, 18, 10) = 0);

-- step: requests / visits
INSERT INTO visits_request (
    created_at, version, updated_at, client_id, visit_id, text, noted_by_id, noted_at, category, resolution, resolved_at)
SELECT left_at, 1, left_at, client_id, id, '希望缩短交货期。', owner_id, left_at,
       (ARRAY['enquiry', 'fault', 'complaint', 'business'])[1 + bench_pick(id, 19, 4)], '已回复。',
       CASE WHEN bench_pick(id, 20, 20) > 0 THEN left_at + interval '3 days' END
FROM visits_visit
WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1) AND left_at IS NOT NULL AND bench_pick(id, 21, 10) = 0;

-- step: objections / visits
INSERT INTO visits_objection (
    created_at, version, updated_at, client_id, visit_id, text, noted_by_id, noted_at, kind, answer)
SELECT left_at, 1, left_at, client_id, id, '价格比对手高。', owner_id, left_at, 'real', '算总拥有成本。'
FROM visits_visit
WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1) AND left_at IS NOT NULL AND bench_pick(id, 22, 15) = 0;

-- step: promises / visits
INSERT INTO visits_promise (
    id, created_at, version, updated_at, client_id, visit_id, owner_id, team_id, client_owner_id, client_team_id, text,
    cost, due_on, state, closed_at, outcome, is_demo)
SELECT id, left_at, 1, left_at, client_id, visit_id, owner_id, team_id, client_owner_id, client_team_id, text, '',
       due_on, state,
       CASE WHEN state <> 'open' THEN due_on::timestamptz END, '', false
FROM (
    SELECT bench_id(11, ('x' || right(id::text, 12))::bit(48)::bigint) AS id, id AS visit_id, client_id, owner_id,
           team_id, client_owner_id, client_team_id, left_at, due_on,
           (%(promise)s)[1 + bench_pick(id, 23, cardinality(%(promise)s))] AS text,
           CASE WHEN due_on > %(today)s - 4 AND bench_pick(id, 24, 3) > 0 THEN 'open'
                WHEN bench_pick(id, 25, 8) = 0 THEN 'broken' ELSE 'kept' END AS state
    FROM (SELECT *, (starts_at + make_interval(days => 3 + bench_pick(id, 26, 24)))::date AS due_on FROM visits_visit
          WHERE id BETWEEN bench_id(7, %(lo)s) AND bench_id(7, %(hi)s - 1) AND left_at IS NOT NULL
            AND bench_pick(id, 27, 4) = 0) AS visit
) AS promise;

-- step: clients / clients
INSERT INTO crm_client (
    id, created_at, version, updated_at, name, other_name, short_name, sort_key, tier, industry_id, business, phone,
    website, address, owner_id, team_id, last_visit_at, archived_at, is_demo, file_score)
SELECT bench_id(4, n), now() - interval '10 years', 1, now(),
       CASE WHEN is_english THEN name_en ELSE name_zh END, CASE WHEN is_english THEN name_zh ELSE name_en END,
       CASE WHEN is_english THEN short_en ELSE short_zh END, CASE WHEN is_english THEN lower(name_en) ELSE key END,
       (ARRAY['A', 'B', 'B', 'C', 'C', ''])[1 + bench_pick(n, 30, 6)], bench_id(3, trade), '', '021 5000 ' || n, '',
       (%(city_zh)s)[1 + city] || '市人民路 ' || n || ' 号', bench_id(1, owner), bench_id(2, owner / %(team_size)s),
       last_visit_at, CASE WHEN bench_pick(n, 31, 50) = 0 AND n > 10 * %(managers)s THEN now() END, false,
       bench_pick(n, 65, 101)
FROM (
    SELECT n, bench_owner(n, %(managers)s) AS owner, trade, city, n %% 3 = 2 AS is_english,
           (%(bit_zh)s)[1 + one] || (%(bit_zh)s)[1 + two] AS short_zh,
           (%(bit_en)s)[1 + one] || lower((%(bit_en)s)[1 + two]) AS short_en,
           (%(city_zh)s)[1 + city] || (%(bit_zh)s)[1 + one] || (%(bit_zh)s)[1 + two] || (%(trade_zh)s)[1 + trade]
               || '有限公司' AS name_zh,
           (%(bit_en)s)[1 + one] || lower((%(bit_en)s)[1 + two]) || ' ' || (%(trade_en)s)[1 + trade] || ' '
               || (%(city_en)s)[1 + city] || ' Ltd' AS name_en,
           concat_ws(' ', (%(city_key)s)[1 + city], (%(bit_key)s)[1 + one], (%(bit_key)s)[1 + two],
                     (%(trade_key)s)[1 + trade], 'you xian gong si') AS key
    FROM (
        SELECT n, bench_pick(n, 32, cardinality(%(city_zh)s)) AS city, bench_pick(n, 33, cardinality(%(bit_zh)s)) AS one,
               bench_pick(n, 34, cardinality(%(bit_zh)s)) AS two, bench_pick(n, 35, cardinality(%(trade_zh)s)) AS trade
        FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
    ) AS bits
) AS client
LEFT JOIN (
    SELECT client_id, max(starts_at) AS last_visit_at FROM visits_visit
    WHERE left_at IS NOT NULL AND id BETWEEN bench_id(7, %(lo)s / 10 * 100) AND bench_id(7, (%(hi)s + 9) / 10 * 100)
    GROUP BY client_id
) AS visited ON visited.client_id = bench_id(4, n);

-- step: contracts / clients
INSERT INTO crm_contract (
    created_at, version, updated_at, client_id, number, subject, starts_on, ends_on, value, note, state, also)
SELECT now(), 1, now(), bench_id(4, n), 'HT' || n, '专线', %(today)s - 600, %(today)s + bench_pick(n, 52, 900), 120000, '',
       'running', rapport_search_v1('HT' || n || ' 专线')
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n WHERE n %% 2 = 0;

-- step: sites / clients
INSERT INTO crm_site (
    created_at, version, updated_at, client_id, name, province, city, district, street, phone, note, is_main)
SELECT created_at, 1, updated_at, id, '', '', '', '', address, '', '', true FROM crm_client
WHERE id BETWEEN bench_id(4, %(lo)s) AND bench_id(4, %(hi)s - 1);

-- step: groups / clients
-- Every tenth client is part of the one before it.
UPDATE crm_client AS client SET parent_id = bench_id(4, n - 1)
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
WHERE n %% 10 = 9 AND n > %(lo)s AND client.id = bench_id(4, n);

-- step: tags / once
INSERT INTO crm_tag (id, created_at, version, updated_at, name)
SELECT bench_id(18, n), now(), 1, now(), '标签' || n FROM generate_series(0, 19) AS n;

-- step: tagged / clients
INSERT INTO crm_tagging (created_at, tag_id, client_id, tagged_by_id)
SELECT now(), bench_id(18, bench_pick(n, 50, 20)), bench_id(4, n), bench_id(1, bench_owner(n, %(managers)s))
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n WHERE n %% 5 = 0;

-- step: former names / clients
INSERT INTO crm_formername (created_at, version, updated_at, client_id, name, until, reason)
SELECT now(), 1, now(), id, '原' || name, %(today)s - 900, '改制' FROM crm_client
WHERE id BETWEEN bench_id(4, %(lo)s) AND bench_id(4, %(hi)s - 1) AND bench_pick(id, 51, 20) = 0;

-- step: what clients are found by / clients
UPDATE crm_client AS client SET also = bench_also(
    sort_key, phone,
    coalesce((SELECT string_agg(name, ' ') FROM crm_formername WHERE client_id = client.id AND archived_at IS NULL), ''))
WHERE id BETWEEN bench_id(4, %(lo)s) AND bench_id(4, %(hi)s - 1);

-- step: shares / clients
INSERT INTO crm_clientshare (created_at, client_id, user_id, shared_by_id)
SELECT now(), bench_id(4, n), bench_id(1, (bench_owner(n, %(managers)s) + 1) %% %(managers)s),
       bench_id(1, bench_owner(n, %(managers)s))
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n WHERE bench_pick(n, 36, 100) = 0;

-- step: complaints / clients
-- Of every ten clients the first has one; of those every third is still open, and late.
INSERT INTO visits_complaint (
    id, created_at, version, updated_at, client_id, owner_id, noted_by_id, team_id, client_owner_id, client_team_id, text,
    way, severity, raised_at, state, answer_due_at, solve_from, solve_due_at, due_at, answer, answered_at, solution,
    solved_at, verdict, verdict_note, called_back_at, closed_at, round)
SELECT bench_id(19, n), raised_at, 1, raised_at, bench_id(4, n), owner, owner, team, owner, team,
       '设备停机两小时，没有人接电话。', 'phone', 'serious', raised_at,
       CASE WHEN is_open THEN 'raised' ELSE 'closed' END, raised_at + interval '4 hours', raised_at,
       raised_at + interval '3 days', raised_at + interval '4 hours',
       CASE WHEN is_open THEN '' ELSE '已致歉。' END, CASE WHEN NOT is_open THEN raised_at + interval '3 hours' END,
       CASE WHEN is_open THEN '' ELSE '已更换设备。' END, CASE WHEN NOT is_open THEN raised_at + interval '1 day' END,
       CASE WHEN is_open THEN '' ELSE 'satisfied' END, '', CASE WHEN NOT is_open THEN raised_at + interval '2 days' END,
       CASE WHEN NOT is_open THEN raised_at + interval '2 days' END, 1
FROM (
    SELECT n, bench_id(1, bench_owner(n, %(managers)s)) AS owner,
           bench_id(2, bench_owner(n, %(managers)s) / %(team_size)s) AS team, (n / 10) %% 3 = 0 AS is_open,
           %(today)s::timestamptz - make_interval(days => 5 + bench_pick(n, 70, 700)) AS raised_at
    FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n WHERE n %% 10 = 0
) AS complaint;

-- step: comments on clients / clients
INSERT INTO visits_comment (created_at, version, updated_at, client_id, author_id, body, verdict)
SELECT now() - make_interval(days => nth * 30), 1, now(), bench_id(4, n), bench_id(1, bench_owner(n, %(managers)s)),
       '他们明年要搬到新厂区。', ''
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n, generate_series(1, 3) AS nth WHERE n %% 10 = 0;

-- step: departments / clients
INSERT INTO crm_department (id, created_at, version, updated_at, client_id, name, function, also)
SELECT bench_id(5, n * 2 + place), now(), 1, now(), bench_id(4, n), (ARRAY['生产部', '采购部'])[place + 1],
       (ARRAY['using', 'purchasing'])[place + 1], rapport_search_v1((ARRAY['生产部', '采购部'])[place + 1])
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n, generate_series(0, 1) AS place;

-- step: products in use / clients
-- Every client has one of ours, every other one a rival's.
INSERT INTO crm_installedproduct (
    created_at, version, updated_at, client_id, competitor_id, product, quantity, since, contract_end, monthly_value,
    department_id, satisfaction, representative, representative_notes)
SELECT now(), 1, now(), bench_id(4, n),
       CASE place WHEN 1 THEN bench_id(17, bench_pick(n, 37, cardinality(%(bit_zh)s) - 2)) END,
       (ARRAY['专线', '维保合同'])[place + 1], 1 + bench_pick(n, 60, 400), %(today)s - 300 - bench_pick(n, 61, 900),
       CASE WHEN bench_pick(n, 62, 4) > 0 THEN %(today)s + bench_pick(n, 39, 900) END, 100 * bench_pick(n, 63, 900),
       CASE WHEN bench_pick(n, 64, 2) > 0 THEN bench_id(5, n * 2) END, 1 + bench_pick(n, 38, 5), '', ''
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n, generate_series(0, 1) AS place
WHERE place = 0 OR n %% 2 = 0;

-- step: people / people
-- Of thirty people, the first of ten clients has twelve (a tree of three below each), the others two.
INSERT INTO crm_person (
    id, created_at, version, updated_at, client_id, department_id, name, other_name, courtesy_title, position, level,
    reports_to_id, sort_key,
    surname, reading, initials)
SELECT bench_id(6, n), now(), 1, now(), bench_id(4, client), bench_id(5, client * 2 + place %% 2),
       (%(surname_zh)s)[1 + surname] || (%(bit_zh)s)[1 + one] || (%(bit_zh)s)[1 + two], '',
       (%(surname_zh)s)[1 + surname] || '经理', (ARRAY['总经理', '生产经理', '采购经理', '工程师'])[least(place, 3) + 1],
       (ARRAY['top', 'management', 'management', 'user'])[least(place, 3) + 1],
       CASE WHEN place > 0 THEN bench_id(6, n - place + (place - 1) / 3) END,
       concat_ws(' ', (%(surname_key)s)[1 + surname], (%(bit_key)s)[1 + one], (%(bit_key)s)[1 + two]),
       (%(surname_zh)s)[1 + surname],
       concat_ws(' ', (%(surname_key)s)[1 + surname], (%(bit_key)s)[1 + one], (%(bit_key)s)[1 + two]),
       left((%(surname_key)s)[1 + surname], 1) || left((%(bit_key)s)[1 + one], 1) || left((%(bit_key)s)[1 + two], 1)
FROM (
    SELECT n, n / 30 * 10 + CASE WHEN n %% 30 < 12 THEN 0 ELSE (n %% 30 - 10) / 2 END AS client,
           (CASE WHEN n %% 30 < 12 THEN n %% 30 ELSE n %% 2 END)::int AS place,
           bench_pick(n, 40, cardinality(%(surname_zh)s)) AS surname, bench_pick(n, 41, cardinality(%(bit_zh)s)) AS one,
           bench_pick(n, 42, cardinality(%(bit_zh)s)) AS two
    FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
) AS person;

-- step: ways to reach people / people
INSERT INTO crm_contactway (
    created_at, version, updated_at, person_id, noted_by_id, channel, value, label, note, is_preferred, key)
SELECT now(), 1, now(), bench_id(6, n), client.owner_id, way.channel, way.value, '', '', way.channel = 'mobile', way.value
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
JOIN crm_person AS person ON person.id = bench_id(6, n)
JOIN crm_client AS client ON client.id = person.client_id
CROSS JOIN LATERAL (VALUES ('mobile', '138' || lpad((n %% 100000000)::text, 8, '0')),
                           ('email', 'p' || n || '@example.com')) AS way (channel, value);

-- step: who knows whom / people
-- Each person knows the next but ten, and every tenth is known to the client's manager.
INSERT INTO crm_relation (created_at, version, updated_at, person_id, other_id, noted_by_id, kind, strength, note, source)
SELECT now(), 1, now(), person.id, other.id, client.owner_id, 'friend', 1 + bench_pick(n, 43, 3), '', ''
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
JOIN crm_person AS person ON person.id = bench_id(6, n)
JOIN crm_client AS client ON client.id = person.client_id
JOIN crm_person AS other ON other.id = bench_id(6, n - 11 - bench_pick(n, 44, 200));

-- step: colleagues who know them / people
INSERT INTO crm_acquaintance (
    created_at, version, updated_at, person_id, colleague_id, noted_by_id, kind, strength, note)
SELECT now(), 1, now(), person.id, client.owner_id, client.owner_id, 'business', 1 + bench_pick(n, 45, 3), ''
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
JOIN crm_person AS person ON person.id = bench_id(6, n)
JOIN crm_client AS client ON client.id = person.client_id WHERE n %% 10 = 0;

-- step: where facts come from / people
-- Of every other one who reports to somebody, it is known who said so.
INSERT INTO crm_factsource (
    created_at, version, updated_at, client_id, person_id, field, seal, superior_id, kind, learnt_on, note, by_id)
SELECT now(), 1, now(), person.client_id, person.id, 'reports_to', '', reports_to_id, 'staff', %(today)s - 200, '',
       client.owner_id
FROM crm_person AS person JOIN crm_client AS client ON client.id = person.client_id
WHERE person.id BETWEEN bench_id(6, %(lo)s) AND bench_id(6, %(hi)s - 1) AND reports_to_id IS NOT NULL
  AND bench_pick(person.id, 71, 2) = 0;

-- step: traits / people
INSERT INTO crm_trait (
    created_at, version, updated_at, person_id, noted_by_id, kind, text, source, noted_on, sensitivity, reason)
SELECT now(), 1, now(), bench_id(6, n), client.owner_id, 'request', '十点以前打电话。', 'self', %(today)s - 100, '', ''
FROM generate_series(%(lo)s::bigint, %(hi)s::bigint - 1) AS n
JOIN crm_person AS person ON person.id = bench_id(6, n)
JOIN crm_client AS client ON client.id = person.client_id WHERE n %% 5 = 0;

-- step: reminders and notifications / once
-- The latest 400 promises of each manager told to them, and of each team to its lead.
INSERT INTO visits_reminder (id, created_at, subject_kind, subject_id, kind, due_at, recipient_id, channel, attempts,
                             sent_at, last_error)
SELECT bench_id(15, row_number() OVER ()), due_on, 'promise', promise.id, kind, due_on, person.id, 'in_app', 1, due_on, ''
FROM accounts_user AS person
CROSS JOIN LATERAL (
    SELECT id, due_on::timestamptz, 'promise_due' AS kind FROM visits_promise
    WHERE person.role = 'manager' AND owner_id = person.id AND due_on <= %(today)s
    ORDER BY due_on DESC LIMIT 400
) AS promise
UNION ALL
SELECT bench_id(15, 1000000000 + row_number() OVER ()), due_on, 'promise', promise.id, 'promise_late_lead', due_on,
       lead.user_id, 'in_app', 1, due_on, ''
FROM accounts_team_leads AS lead
CROSS JOIN LATERAL (
    SELECT id, due_on::timestamptz FROM visits_promise
    WHERE team_id = lead.team_id AND due_on <= %(today)s ORDER BY due_on DESC LIMIT 400
) AS promise;
INSERT INTO visits_notification (id, created_at, reminder_id, recipient_id, kind, subject_kind, subject_id, facts, read_at)
SELECT bench_id(16, ('x' || right(id::text, 12))::bit(48)::bigint), due_at, id, recipient_id, kind, subject_kind,
       subject_id, '{}', CASE WHEN due_at < %(today)s - 3 THEN due_at END
FROM visits_reminder;
