"""The rules of how complete a file is (H2): no database is asked."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from django.utils import translation

from crm.completeness import OWED, WEIGHTS, FileCounts, Section, fresh, standing_of
from crm.gaps import SECTION_NAMES, words_of

TODAY = dt.date(2026, 11, 25)


def some_file(rng: Random) -> FileCounts:
    """Return counts as a client could have them."""
    people, departments, products = rng.randint(0, 8), rng.randint(0, 5), rng.randint(0, 6)
    deciders = rng.randint(0, people)
    deciders_reached = rng.randint(0, deciders)
    several = rng.randint(0, people)
    contracts = rng.randint(0, 2)
    ages = {section: TODAY - dt.timedelta(days=rng.randint(0, 1500)) for section in Section if rng.random() < 0.8}
    return FileCounts(
        tier=rng.choice(["", "A", "B", "C"]),
        has_industry=rng.random() < 0.5,
        has_size=rng.random() < 0.5,
        has_business=rng.random() < 0.5,
        has_place=rng.random() < 0.5,
        has_switchboard=rng.random() < 0.5,
        departments=departments,
        departments_told=rng.randint(0, departments),
        people=people,
        people_levelled=rng.randint(deciders, people),
        people_reached=deciders_reached + rng.randint(0, people - deciders),
        people_several=several,
        people_preferred=rng.randint(0, several),
        deciders=deciders,
        deciders_reached=deciders_reached,
        products=products,
        products_ending=rng.randint(0, products),
        products_judged=rng.randint(0, products),
        products_placed=rng.randint(0, products),
        rivals=rng.randint(0, products),
        rivals_answer=rng.choice(["", "none", "unknown"]),
        contracts=contracts,
        contracts_ending=rng.randint(0, contracts),
        looked=tuple(ages.items()),
        last_visit=rng.choice([None, TODAY - dt.timedelta(days=rng.randint(0, 900))]),
    )


def learnt(counts: FileCounts, rng: Random) -> FileCounts:
    """Return the file with one thing more known, as one write of ours would leave it."""
    more = {
        "tier": lambda c: {"tier": rng.choice("ABC")} if not c.tier else {},
        "firm": lambda c: {rng.choice(("has_industry", "has_size", "has_business", "has_place")): True},
        "switchboard": lambda c: {"has_switchboard": True},
        "department": lambda c: {"departments": c.departments + 1},
        "function": lambda c: {"departments_told": min(c.departments, c.departments_told + 1)},
        "person": lambda c: {"people": c.people + 1},
        "level": lambda c: _levelled(c, rng),
        "way": lambda c: _reached(c, rng),
        "preferred": lambda c: {"people_preferred": min(c.people_several, c.people_preferred + 1)},
        "product": lambda c: {"products": c.products + 1, "rivals": c.rivals + rng.randint(0, 1)},
        "end": lambda c: {"products_ending": min(c.products, c.products_ending + 1)},
        "judged": lambda c: {"products_judged": min(c.products, c.products_judged + 1)},
        "placed": lambda c: {"products_placed": min(c.products, c.products_placed + 1)},
        "contract": lambda c: {"contracts": c.contracts + 1},
        "rivals": lambda c: {"rivals_answer": "unknown" if not c.rivals_answer else "none"},
        "looked": lambda c: {"looked": tuple({**dict(c.looked), rng.choice(list(Section)): TODAY}.items())},
        "visited": lambda c: {"last_visit": TODAY},
    }  # fmt: skip
    return replace(counts, **rng.choice(list(more.values()))(counts))


def _levelled(c: FileCounts, rng: Random) -> dict[str, int]:
    if c.people_levelled == c.people:
        return {}
    found = {"people_levelled": c.people_levelled + 1}
    if rng.random() < 0.5:
        has_way = c.people_reached - c.deciders_reached > 0 and rng.random() < 0.5
        found |= {"deciders": c.deciders + 1, "deciders_reached": c.deciders_reached + has_way}
    return found


def _reached(c: FileCounts, rng: Random) -> dict[str, int]:
    if rng.random() < 0.5 and c.deciders_reached < c.deciders:
        return {"people_reached": c.people_reached + 1, "deciders_reached": c.deciders_reached + 1}
    others = c.people - c.deciders - (c.people_reached - c.deciders_reached)
    return {"people_reached": c.people_reached + min(1, others)}


def test_more_known_never_lowers_a_score():
    rng = Random(20261125)
    for _n in range(4000):
        before = some_file(rng)
        after = learnt(before, rng)
        was, now = standing_of(before, today=TODAY), standing_of(after, today=TODAY)
        assert now.score >= was.score, (before, after)
        assert 0 <= was.score <= 100
        assert all(gap.points >= 0 for gap in was.gaps)


def test_time_alone_never_raises_a_score():
    rng = Random(7)
    for _n in range(500):
        counts = some_file(rng)
        assert standing_of(counts, today=TODAY + dt.timedelta(days=30)).score <= standing_of(counts, today=TODAY).score


def test_a_key_client_goes_stale_sooner():
    day = TODAY - dt.timedelta(days=110)
    looked = tuple((section, day) for section in Section)
    scores = [
        standing_of(FileCounts(tier=tier, people=9, people_levelled=9, has_industry=True, looked=looked), today=TODAY)
        for tier in "ABC"
    ]
    stale = [{gap.section for gap in one.gaps if gap.kind == "stale"} for one in scores]
    assert [bool(one) for one in stale] == [True, False, False]
    assert scores[0].score < scores[1].score <= scores[2].score


def test_all_that_is_owed_is_a_hundred_and_leaves_no_gap():
    owed = OWED["A"]
    full = FileCounts(
        "A", True, True, True, True, True,
        departments=3, departments_told=3, people=owed.people, people_levelled=6, people_reached=6,
        people_several=0, people_preferred=0, deciders=3, deciders_reached=3,
        products=3, products_ending=3, products_judged=3, products_placed=3, rivals=1,
        looked=tuple((section, TODAY) for section in Section), last_visit=TODAY,
    )  # fmt: skip
    assert standing_of(full, today=TODAY) == replace(standing_of(full, today=TODAY), score=100, gaps=())
    assert sum(WEIGHTS.values()) == 100
    assert standing_of(FileCounts(), today=TODAY).score == 0


def test_the_points_of_gaps_are_what_filling_them_brings():
    counts = FileCounts(tier="B", people=3, people_levelled=1, looked=((Section.PEOPLE, TODAY),))
    was = standing_of(counts, today=TODAY)
    level = next(gap for gap in was.gaps if gap.kind == "level")
    assert (level.unknown, level.of) == (2, 3)
    now = standing_of(replace(counts, people_levelled=3), today=TODAY)
    assert abs(now.score - was.score - level.points) <= 1


@pytest.mark.parametrize(("days", "share"), [(0, 1), (30, 1), (60, 0.5), (90, 0), (400, 0)])
def test_freshness_falls_in_a_straight_line(days, share):
    assert fresh(TODAY - dt.timedelta(days=days), 30, today=TODAY) == share
    assert fresh(None, 30, today=TODAY) == 0


def test_each_gap_is_said_in_words():
    rng = Random(3)
    said = set()
    for _n in range(300):
        for gap in standing_of(some_file(rng), today=TODAY).gaps:
            for language in ("en", "zh-hans"):
                with translation.override(language):
                    text = words_of(gap)
                    assert text
                    assert "%(" not in text
            said.add(gap.kind)
    assert len(said) > 20
    assert set(SECTION_NAMES) == set(Section)


def test_words_of_products_and_of_what_is_stale():
    counts = FileCounts(tier="A", products=5, products_ending=3, looked=((Section.INSTALLED, dt.date(2026, 3, 9)),))
    gaps = [gap for gap in standing_of(counts, today=TODAY).gaps if gap.section is Section.INSTALLED]
    with translation.override("en"):
        said = {words_of(gap) for gap in gaps}
    assert "contract end unknown for 2 of 5 products" in said
    assert any("nothing looked at since March" in text for text in said)
